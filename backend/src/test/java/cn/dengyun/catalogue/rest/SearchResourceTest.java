package cn.dengyun.catalogue.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import cn.dengyun.catalogue.search.PublishedOfferings;
import cn.dengyun.provider.DemoProviders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SearchResourceTest {

    private static final String PATH = "/api/v1/offerings";
    private static boolean arePublished;

    @Inject
    PublishedOfferings offerings;

    @BeforeEach
    void publishOnce() {
        if (!arePublished) {
            offerings.publish(DemoProviders.PLATFORM, "徽州示例存储", "Huizhou Sample Storage", "对象与块");
            offerings.publish(DemoProviders.PLATFORM, "对象徽州示例存储", null, "第二种");
            offerings.publish(DemoProviders.PLATFORM, "冷归档", "Cold Archive", "徽州示例存储的便宜版本 100%");
            arePublished = true;
        }
    }

    @Test
    void namesComeBeforeDescriptionsAndBeginningsBeforeTheMiddle() {
        search("q", "徽州示例")
                .statusCode(200)
                .body("data.name", contains("徽州示例存储", "对象徽州示例存储", "冷归档"))
                .body("data[0].nameEn", is("Huizhou Sample Storage"))
                .body("data[0].providerName", is("皖云示范云平台"))
                .body("data[0].providerId", is(DemoProviders.PLATFORM.toString()))
                .body("data[0].publishedAt", notNullValue())
                .body("data[1]", hasKey("nameEn"))
                .body("page.hasMore", is(false))
                .body("page.nextCursor", nullValue())
                .body("facets", nullValue())
                .header("Cache-Control", containsString("max-age"));
    }

    @Test
    void fullWidthFormsAndCapitalsAreTheSame() {
        search("q", "ＨＵＩＺＨＯＵ　sample").statusCode(200).body("data.name", contains("徽州示例存储"));
    }

    @Test
    void wildcardsAreCharacters() {
        search("q", "100%").statusCode(200).body("data.name", hasItem("冷归档"));
        search("q", "徽_示").statusCode(200).body("data", hasSize(0));
        search("q", "徽%例").statusCode(200).body("data", hasSize(0));
    }

    @Test
    void theLinkOfAPageLeadsToTheNext() {
        List<String> names = new ArrayList<>();
        String next = PATH + "?q=%E5%BE%BD%E5%B7%9E%E7%A4%BA%E4%BE%8B&limit=1";
        while (next != null) {
            ValidatableResponse response =
                    given().urlEncodingEnabled(false).get(next).then().statusCode(200);
            names.addAll(response.extract().path("data.name"));
            String link = response.extract().header("Link");
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertThat(names).containsExactly("徽州示例存储", "对象徽州示例存储", "冷归档");
    }

    @Test
    void aCursorBelongsToItsQuery() {
        String cursor = search("q", "徽州示例", "limit", "1").extract().path("page.nextCursor");
        search("q", "徽州", "limit", "1", "cursor", cursor).statusCode(400).body("code", is("cursor-invalid"));
        search("q", "徽州示例", "sort", "name", "cursor", cursor).statusCode(400).body("code", is("cursor-invalid"));
        search("q", "徽州示例", "cursor", "AAAA").statusCode(400).body("code", is("cursor-invalid"));
    }

    @Test
    void facetsCountTheWholeListWithNamesInTheLanguageAskedFor() {
        JsonPath facets = search("q", "徽州示例", "limit", "1", "facets", "all")
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(facets.getMap("facets"))
                .containsOnlyKeys(
                        "kind",
                        "category",
                        "industry",
                        "regionCode",
                        "providerId",
                        "priceBand",
                        "trial",
                        "voucherEligible");
        assertThat(facets.getInt("facets.providerId[0].count")).isEqualTo(3);
        assertThat(facets.getString("facets.providerId[0].name")).isEqualTo("皖云示范云平台");
        given().header("Accept-Language", "en")
                .queryParam("q", "徽州示例")
                .queryParam("facets", "providerId,kind")
                .get(PATH)
                .then()
                .statusCode(200)
                .header("Content-Language", startsWith("en"))
                .body("facets.providerId[0].name", is("Wanyun Demo Cloud"))
                .body("data.providerName", everyItem(is("Wanyun Demo Cloud")));
    }

    @Test
    void everyWrongParameterIsNamed() {
        given().queryParam("kind", "IASS")
                .queryParam("category", "计算资源")
                .queryParam("industry", "99")
                .queryParam("regionCode", "349999")
                .queryParam("providerId", "somebody")
                .queryParam("priceBand", "CHEAP")
                .queryParam("trial", "maybe")
                .queryParam("voucherEligible", "1")
                .queryParam("sort", "popularity")
                .queryParam("limit", "201")
                .queryParam("facets", "colour")
                .queryParam("page", "2")
                .queryParam("q", "云".repeat(101))
                .header("Accept-Language", "en")
                .get(PATH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", is("invalid-request"))
                .body("errors", hasSize(13))
                .body("errors.find { it.pointer == 'query/kind' }.hint", containsString("IAAS"))
                .body("errors.find { it.pointer == 'query/category' }.hint", containsString("I-1"))
                .body("errors.find { it.pointer == 'query/page' }.code", is("parameter-unknown"));
    }

    @Test
    void aParameterThatCanHaveOneValueOnlyMayNotBeRepeated() {
        given().urlEncodingEnabled(false)
                .get(PATH + "?limit=1&limit=2")
                .then()
                .statusCode(400)
                .body("errors[0].code", is("parameter-repeated"));
    }

    @Test
    void aBlankTextIsNoText() {
        search("q", " \u3000 ", "providerId", DemoProviders.PLATFORM.toString())
                .statusCode(200)
                .body("data.size()", greaterThan(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "''",
                "\\",
                "\\'",
                "' OR 1=1 --",
                "'; DROP TABLE offering; --",
                "& | !",
                "<->",
                "a:*",
                "(((",
                "%",
                "_",
                "\u0001k:IAAS",
                "\u0002",
                "$1",
                "{0}",
                "\uFFFF",
                "🚀",
                "e\u0301",
                "\u202E",
                "%00"
            })
    void hostileTextIsOnlyText(String text) {
        search("q", text).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%01", "%ED%A0%80", "%FF%FE", "%E4%BA", "%C0%80", "a%00b"})
    void hostileBytesAreNeverAFault(String encoded) {
        given().urlEncodingEnabled(false).get(PATH + "?q=" + encoded).then().statusCode(200);
    }

    private static ValidatableResponse search(String... parameters) {
        var request = given();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get(PATH).then();
    }
}
