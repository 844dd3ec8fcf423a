package cn.dengyun.reference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ReferenceResourceTest {

    private static final String PROBLEM = "application/problem+json";

    @Test
    void theRegionsOfTodayFitOnOnePage() {
        given().get("/api/v1/regions")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Content-Language", "zh-CN")
                .header("Cache-Control", "public, max-age=300")
                .body("data", hasSize(1 + 16 + 104 + 15))
                .body("data[0].code", is("340000"))
                .body("data[0].name", is("安徽省"))
                .body("data[0].nameEn", is("Anhui"))
                .body("data[0].parent", nullValue())
                .body("data.code", not(hasItem("341822")))
                .body("page.hasMore", is(false))
                .body("page.nextCursor", nullValue());
    }

    @Test
    void theRegionsOfAPastDayAreThoseOfThatDay() {
        given().queryParam("at", "2018-07-01")
                .queryParam("parent", "341800")
                .get("/api/v1/regions")
                .then()
                .statusCode(200)
                .body("data.code", hasItem("341822"))
                .body("data.code", not(hasItem("341882")))
                .body("data.parent", everyItem(is("341800")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2016-01-01", "2018-07-01", "2020-01-01", "2026-11-23"})
    void onEveryDayThereAre18ReportingUnits(String day) {
        given().queryParam("at", day)
                .queryParam("reportingUnit", "true")
                .get("/api/v1/regions")
                .then()
                .statusCode(200)
                .body("data", hasSize(18))
                .body("data.code", hasItem("340826"));
    }

    @Test
    void regionsAreFilteredByLevel() {
        given().queryParam("level", "CITY")
                .get("/api/v1/regions")
                .then()
                .statusCode(200)
                .body("data", hasSize(16))
                .body("data.level", everyItem(is("CITY")));
    }

    @Test
    void anAbolishedRegionTellsWhatCameAfter() {
        given().get("/api/v1/regions/341822")
                .then()
                .statusCode(200)
                .body("name", is("广德县"))
                .body("validTo", is("2019-10-31"))
                .body("successors", hasSize(1))
                .body("successors[0].code", is("341882"))
                .body("successors[0].kind", is("COUNTY_TO_CITY"))
                .body("successors[0].observedIn", is("NBS list of 2019-10-31"));
    }

    @Test
    void namesFollowTheLanguageAskedFor() {
        given().header("Accept-Language", "en-GB,en;q=0.9")
                .get("/api/v1/regions/340100")
                .then()
                .statusCode(200)
                .header("Content-Language", "en")
                .header("Vary", is("Accept-Language"))
                .body("name", is("Hefei"))
                .body("nameZh", is("合肥市"));
    }

    @Test
    void aSmallerPageGoesOnWhereItEnded() {
        List<String> codes = new ArrayList<>();
        String path = "/api/v1/regions?limit=50&at=2018-07-01";
        int pages = 0;
        while (path != null) {
            ExtractableResponse<Response> page = given().urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .extract();
            codes.addAll(page.path("data.code"));
            String link = page.header("Link");
            path = link == null ? null : link.substring(1, link.indexOf('>'));
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(codes).hasSize(1 + 16 + 105 + 15).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aCursorOfAnotherQueryIsRefused() {
        String cursor = given().queryParam("limit", 1)
                .get("/api/v1/regions")
                .then()
                .extract()
                .path("page.nextCursor");

        given().queryParam("cursor", cursor)
                .queryParam("level", "CITY")
                .get("/api/v1/regions")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("code", is("cursor-invalid"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/regions",
                "/api/v1/regions/340100",
                "/api/v1/industries",
                "/api/v1/service-categories",
                "/api/v1/code-lists",
                "/api/v1/code-lists/meter-units"
            })
    void whoHasTheAnswerAlreadyGets304(String path) {
        String tag = given().get(path)
                .then()
                .statusCode(200)
                .header("ETag", matchesPattern("\"[0-9a-f]{32}\""))
                .extract()
                .header("ETag");

        given().header("If-None-Match", "\"another\", " + tag)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .header("Cache-Control", "public, max-age=300")
                .body(is(emptyString()));
        given().header("If-None-Match", tag)
                .header("Accept-Language", "en")
                .get(path)
                .then()
                .statusCode(200)
                .header("ETag", not(is(tag)));
    }

    @ParameterizedTest(name = "{0} is refused for {1}")
    @CsvSource({
        "/api/v1/regions?at=2018-02-30, query/at",
        "/api/v1/regions?level=VILLAGE, query/level",
        "/api/v1/regions?reportingUnit=yes, query/reportingUnit",
        "/api/v1/regions?limit=0, query/limit",
        "/api/v1/regions?limit=201, query/limit",
        "/api/v1/industries?limit=many, query/limit",
        "/api/v1/industries?level=GROUP, query/level",
        "/api/v1/service-categories?layer=XAAS, query/layer",
        "/api/v1/code-lists/meter-units?at=today, query/at"
    })
    void aWrongParameterIsNamed(String path, String pointer) {
        given().get(path)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("code", is("invalid-request"))
                .body("errors.pointer", contains(pointer))
                .body("errors[0].code", is("parameter-invalid"))
                .body("errors[0].hint", not(emptyString()));
    }

    @Test
    void allWrongParametersAreToldAtOnce() {
        given().get("/api/v1/regions?at=x&level=y&limit=z")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("query/at", "query/level", "query/limit"));
    }

    @Test
    void industriesComeSectionBySection() {
        given().get("/api/v1/industries")
                .then()
                .statusCode(200)
                .body("data", hasSize(117))
                .body("data[0].code", is("A"))
                .body("data[0].parent", nullValue())
                .body("data[1].code", is("01"))
                .body("data[1].parent", is("A"))
                .body("data[6].code", is("B"));
        given().queryParam("parent", "C")
                .get("/api/v1/industries")
                .then()
                .body("data", hasSize(31))
                .body("data.code", hasItem("36"));
        given().queryParam("level", "SECTION").get("/api/v1/industries").then().body("data", hasSize(20));
    }

    @Test
    void serviceCategoriesAreThoseOfThePlan() {
        given().queryParam("layer", "PAAS")
                .get("/api/v1/service-categories")
                .then()
                .statusCode(200)
                .body("data.code", contains("P-1", "P-2", "P-3", "P-4", "P-5"))
                .body("data[0].name", is("云数据库"))
                .body("data[0].clause", is("二（二）业务应用登云"));
    }

    @Test
    void everyListedCodeListCanBeRead() {
        List<String> names = new ArrayList<>();
        String cursor = null;
        do {
            Response page = (cursor == null ? given() : given().queryParam("cursor", cursor)).get("/api/v1/code-lists");
            page.then().statusCode(200);
            names.addAll(page.path("data.name"));
            cursor = page.path("page.nextCursor");
        } while (cursor != null);

        assertThat(names).contains("offering-kinds", "meter-units", "certificate-types", "enterprise-sizes");
        for (String name : names) {
            given().get("/api/v1/code-lists/{name}", name)
                    .then()
                    .statusCode(200)
                    .body("name", is(name))
                    .body("codes.size()", not(is(0)));
        }
    }

    @Test
    void aCodeListKeepsTheOrderOfItsForm() {
        given().get("/api/v1/code-lists/incident-grades")
                .then()
                .body("title", is("信息安全事故等级"))
                .body("codes.code", contains("ESPECIALLY_MAJOR", "MAJOR", "LARGE", "GENERAL"))
                .body("codes.name", contains("特别重大", "重大", "较大", "一般"))
                .body("codes[0].divisions", hasSize(0));
        given().get("/api/v1/code-lists/key-industries")
                .then()
                .body("codes.find { it.code == 'TEXTILES_CLOTHING' }.divisions", contains("17", "18"));
    }

    @Test
    void aStateAndACauseHaveNamesInBothLanguages() {
        given().get("/api/v1/code-lists/voucher-states")
                .then()
                .body("title", is("云服务券状态"))
                .body("codes.code", contains("ISSUED", "ACTIVE", "FROZEN", "EXHAUSTED", "EXPIRED", "REVOKED"))
                .body("codes.find { it.code == 'EXHAUSTED' }.name", is("已用完"));
        given().header("Accept-Language", "en")
                .get("/api/v1/code-lists/ledger-causes")
                .then()
                .body("codes.find { it.code == 'PRICE_CUT' }.name", is("Price cut"))
                .body("codes.find { it.code == 'PRICE_CUT' }.nameZh", is("降价核减"));
    }

    @Test
    void theKindsOfOrganizationAreThoseThatAnOrganizationCanBe() {
        given().get("/api/v1/code-lists/organization-kinds")
                .then()
                .body("codes.code", contains("ENTERPRISE", "PROVIDER", "AUTHORITY", "OPERATOR"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/regions/349999, region-not-found",
        "/api/v1/regions/合肥, region-not-found",
        "/api/v1/code-lists/no-such-list, code-list-not-found"
    })
    void whatIsNotThereIsAProblem(String path, String code) {
        given().header("Accept-Language", "en")
                .get(path)
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("code", is(code))
                .body("title", not(emptyString()))
                .body("detail", not(emptyString()));
    }
}
