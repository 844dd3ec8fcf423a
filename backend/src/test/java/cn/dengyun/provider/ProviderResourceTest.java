package cn.dengyun.provider;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProviderResourceTest {

    private static final String PLATFORM = "01900000-0000-7000-8000-000000000001";

    @Test
    void everybodySeesTheProviders() {
        given().queryParam("limit", 200)
                .get("/api/v1/providers")
                .then()
                .statusCode(200)
                .body("data.id", hasItems(PLATFORM, DemoProviders.APPLICATION.toString()));
    }

    @Test
    void aProviderIsFoundByItsOrganisationAndByKind() {
        given().queryParam("organizationId", DemoAccounts.PLATFORM_ORGANIZATION.toString())
                .get("/api/v1/providers")
                .then()
                .statusCode(200)
                .body("data.id", contains(PLATFORM));
        List<List<String>> kinds = given().queryParam("kind", "CLOUD_APPLICATION")
                .get("/api/v1/providers")
                .then()
                .statusCode(200)
                .extract()
                .path("data.kinds");
        assertThat(kinds).isNotEmpty().allMatch(of -> of.contains("CLOUD_APPLICATION"));
    }

    @Test
    void aListCanBeFilteredByStatusAndByAPartOfTheName() {
        given().queryParam("q", "wanYUN demo")
                .queryParam("status", "QUALIFIED")
                .get("/api/v1/providers")
                .then()
                .statusCode(200)
                .body("data.id", hasItem(PLATFORM))
                .body("data.nameEn", everyItem(containsStringIgnoringCase("wanyun demo")))
                .body("data.status", everyItem(is("QUALIFIED")));
        for (String none : List.of("q=%25", "q=no-such-provider", "q=Wanyun%20Demo&status=SUSPENDED")) {
            given().urlEncodingEnabled(false)
                    .get("/api/v1/providers?" + none)
                    .then()
                    .statusCode(200)
                    .body("data", empty());
        }
    }

    @Test
    void aPageTellsWhereTheNextBegins() {
        ValidatableResponse first =
                given().queryParam("limit", 1).get("/api/v1/providers").then().statusCode(200);
        first.header("Link", startsWith("</api/v1/providers?")).body("page.hasMore", is(true));
        String next = first.extract().path("page.nextCursor");
        String shown = first.extract().path("data[0].id");
        String following = given().queryParam("limit", 1)
                .queryParam("cursor", next)
                .get("/api/v1/providers")
                .then()
                .statusCode(200)
                .extract()
                .path("data[0].id");
        assertThat(following).isGreaterThan(shown);
        given().queryParam("kind", "TELECOM")
                .queryParam("cursor", next)
                .get("/api/v1/providers")
                .then()
                .statusCode(400)
                .body("code", is("cursor-invalid"));
    }

    @Test
    void aProviderIsReadWithItsTag() {
        String tag = given().get("/api/v1/providers/" + PLATFORM)
                .then()
                .statusCode(200)
                .body("nameZh", is("皖云示范云平台"))
                .body("status", is("QUALIFIED"))
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag)
                .get("/api/v1/providers/" + PLATFORM)
                .then()
                .statusCode(304);
    }

    @Test
    void anUnknownProviderIsNotFound() {
        given().get("/api/v1/providers/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", is("provider-not-found"));
    }

    @Test
    void nobodyMakesProvidersByHand() {
        SignedIn.as("sysadmin")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("organizationId", DemoAccounts.PLATFORM_ORGANIZATION.toString()))
                .post("/api/v1/providers")
                .then()
                .statusCode(405);
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=201", "cursor=forged"})
    void wrongQueriesAreRefused(String query) {
        given().get("/api/v1/providers?" + query).then().statusCode(400);
    }
}
