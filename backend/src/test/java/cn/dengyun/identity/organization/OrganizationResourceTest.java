package cn.dengyun.identity.organization;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OrganizationResourceTest {

    private static final String FEIXI_ENTERPRISE = "01900000-0000-7000-8000-000000000103";
    private static final String GUANGDE_ENTERPRISE = "01900000-0000-7000-8000-000000000104";
    private static final String HEFEI_AUTHORITY = "01900000-0000-7000-8000-000000000108";
    private static final String WUHU_PROVIDER = "01900000-0000-7000-8000-000000000102";

    @Test
    void aSystemAdministratorRegistersAnOrganisation() {
        Map<String, Object> request = anOrganization("91340100MA2T002260");

        String id = register("sysadmin", request)
                .statusCode(201)
                .header("ETag", is("\"0-administrator\""))
                .header("Location", notNullValue())
                .body("creditCode", is("91340100MA2T002260"))
                .body("nameEn", nullValue())
                .extract()
                .path("id");

        SignedIn.as("hefei")
                .get("/api/v1/organizations/" + id)
                .then()
                .statusCode(200)
                .body("nameZh", is("合肥示范轴承有限公司"));
        register("sysadmin", request).statusCode(409).body("code", is("credit-code-reserved"));
    }

    @Test
    void repeatingARegistrationWithItsKeyGivesTheSameAnswer() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> request = anOrganization(TestEnterprise.aCreditCode());
        String token = SignedIn.tokenOf("sysadmin");

        String first = post(token, key, request).statusCode(201).extract().asString();
        String second = post(token, key, request)
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .extract()
                .asString();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void aWrongCreditCodeIsRefusedWithItsPointerAndAllOtherDefects() {
        Map<String, Object> request = anOrganization("91350100M000100Y4Z");
        request.put("regionCode", "340999");
        request.put("industryCode", "98");

        register("sysadmin", request)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", is("invalid-request"))
                .body("errors.pointer", containsInAnyOrder("/creditCode", "/regionCode", "/industryCode"))
                .body("errors[0].detail", notNullValue());
    }

    @Test
    void anUnknownFieldIsRefused() {
        Map<String, Object> request = anOrganization("91340200MA2T00082K");
        request.put("status", "CERTIFIED");

        register("sysadmin", request).statusCode(400).body("errors[0].code", is("unknown-field"));
    }

    @Test
    void registeringNeedsAnIdempotencyKey() {
        SignedIn.as("sysadmin")
                .contentType("application/json")
                .body(anOrganization("91340200MA2T00082K"))
                .post("/api/v1/organizations")
                .then()
                .statusCode(400)
                .body("code", is("idempotency-key-missing"));
    }

    @ParameterizedTest(name = "{0} sees {1}: {2}")
    @CsvSource({
        "enterprise, " + FEIXI_ENTERPRISE + ", 200",
        "feixi, " + FEIXI_ENTERPRISE + ", 200",
        "hefei, " + FEIXI_ENTERPRISE + ", 200",
        "province, " + FEIXI_ENTERPRISE + ", 200",
        "auditor, " + FEIXI_ENTERPRISE + ", 200",
        "sysadmin, " + FEIXI_ENTERPRISE + ", 200",
        "wuhu, " + FEIXI_ENTERPRISE + ", 200",
        "enterprise2, " + FEIXI_ENTERPRISE + ", 200",
        "platform, " + FEIXI_ENTERPRISE + ", 200",
        "finance, " + FEIXI_ENTERPRISE + ", 200",
        "province, " + GUANGDE_ENTERPRISE + ", 200",
        "hefei, " + HEFEI_AUTHORITY + ", 200",
        "feixi, " + HEFEI_AUTHORITY + ", 404",
        "wuhu, " + HEFEI_AUTHORITY + ", 404",
        "enterprise, " + HEFEI_AUTHORITY + ", 404",
        "finance, " + HEFEI_AUTHORITY + ", 404",
        "auditor, " + HEFEI_AUTHORITY + ", 200",
        "province, " + HEFEI_AUTHORITY + ", 200"
    })
    void whoMayKnowOfAnOrganisation(String username, String id, int status) {
        SignedIn.as(username).get("/api/v1/organizations/" + id).then().statusCode(status);
    }

    @Test
    void whatMayNotBeKnownIsAnsweredLikeWhatIsNotThere() {
        String hidden = problemOf("enterprise2", HEFEI_AUTHORITY);
        String absent = problemOf("enterprise2", UUID.randomUUID().toString());
        assertThat(hidden).isEqualTo(absent).isEqualTo("organization-not-found");
    }

    @ParameterizedTest
    @CsvSource({"wuhu, 3402", "hefei, 3401", "feixi, 340123", "enterprise, 340123"})
    void aListHoldsOnlyWhatMayBeKnown(String username, String prefix) {
        List<Map<String, Object>> organizations = SignedIn.as(username)
                .queryParam("limit", 200)
                .get("/api/v1/organizations")
                .then()
                .statusCode(200)
                .extract()
                .path("data");
        // Who has moved is still seen where it is certified.
        assertThat(organizations)
                .isNotEmpty()
                .allMatch(organization -> Stream.of(
                                organization, (Map<?, ?>) organization.getOrDefault("certified", Map.of()))
                        .anyMatch(facts -> facts != null && ((String) facts.get("regionCode")).startsWith(prefix)));
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepetition() {
        String token = SignedIn.tokenOf("auditor");
        List<String> whole = page(token, null, 20).extract().path("data.id");
        List<String> walked = new java.util.ArrayList<>();
        String cursor = null;
        do {
            ValidatableResponse page = page(token, cursor, 3);
            walked.addAll(page.extract().<List<String>>path("data.id"));
            cursor = page.extract().path("page.nextCursor");
        } while (cursor != null && walked.size() < whole.size());
        assertThat(walked.subList(0, whole.size())).isEqualTo(whole);
    }

    @Test
    void aListCanBeFilteredByKind() {
        List<String> kinds = SignedIn.as("sysadmin")
                .queryParam("kind", "PROVIDER")
                .get("/api/v1/organizations")
                .then()
                .statusCode(200)
                .extract()
                .path("data.kind");
        assertThat(kinds).isNotEmpty().containsOnly("PROVIDER");
    }

    @Test
    void aListCanBeFilteredByAPartOfTheName() {
        List<String> all = SignedIn.as("sysadmin")
                .get("/api/v1/organizations?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .path("data.nameZh");
        String part = all.get(0).substring(1, 4);

        List<String> found = SignedIn.as("sysadmin")
                .queryParam("q", part)
                .queryParam("limit", 200)
                .get("/api/v1/organizations")
                .then()
                .statusCode(200)
                .extract()
                .path("data.nameZh");

        assertThat(found).isNotEmpty().allMatch(name -> name.contains(part));
        assertThat(SignedIn.as("sysadmin")
                        .queryParam("q", "_%")
                        .get("/api/v1/organizations")
                        .<List<String>>path("data.id"))
                .as("nothing is a wildcard")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "cursor=forged"})
    void wrongQueriesAreRefused(String query) {
        SignedIn.as("sysadmin").get("/api/v1/organizations?" + query).then().statusCode(400);
    }

    @Test
    void anUnchangedOrganisationIsNotSentAgain() {
        String tag = SignedIn.as("sysadmin")
                .get("/api/v1/organizations/" + WUHU_PROVIDER)
                .then()
                .extract()
                .header("ETag");
        SignedIn.as("sysadmin")
                .header("If-None-Match", tag)
                .get("/api/v1/organizations/" + WUHU_PROVIDER)
                .then()
                .statusCode(304);
    }

    @Test
    void anOrganisationEditsItselfUnderTheVersionThatItRead() {
        String id = aRegistered("91340100MA2T000909");
        String token = SignedIn.tokenOf("sysadmin");

        edit(token, id, "\"0-administrator\"", Map.of("contactName", "王芳", "nameZh", "合肥示范轴承股份有限公司"))
                .statusCode(200)
                .header("ETag", is("\"1-administrator\""))
                .body("contactName", is("王*"));
        edit(token, id, "\"0-administrator\"", Map.of("contactName", "李强"))
                .statusCode(412)
                .body("code", is("changed-meanwhile"));
        edit(token, id, null, Map.of("contactName", "李强")).statusCode(428).body("code", is("if-match-required"));
        HashMap<String, Object> removal = new HashMap<>();
        removal.put("contactName", null);
        edit(token, id, "\"1-administrator\"", removal)
                .statusCode(200)
                .body("contactName", nullValue())
                .body("nameZh", is("合肥示范轴承股份有限公司"));
    }

    @Test
    void aPatchThatChangesNothingKeepsTheVersion() {
        String tag = SignedIn.as("platform")
                .get("/api/v1/organizations/" + DemoAccounts.PLATFORM_ORGANIZATION)
                .then()
                .extract()
                .header("ETag");
        edit(
                        SignedIn.tokenOf("platform"),
                        DemoAccounts.PLATFORM_ORGANIZATION.toString(),
                        tag,
                        Map.of("nameZh", "皖云示范云计算有限公司"))
                .statusCode(200)
                .header("ETag", is(tag));
    }

    @Test
    void aPatchIsCheckedLikeARegistration() {
        HashMap<String, Object> patch = new HashMap<>();
        patch.put("nameZh", null);
        patch.put("contactEmail", "not an address");
        edit(SignedIn.tokenOf("sysadmin"), WUHU_PROVIDER, "*", patch)
                .statusCode(400)
                .body("errors.pointer", contains("/contactEmail", "/nameZh"));
        edit(SignedIn.tokenOf("sysadmin"), WUHU_PROVIDER, "*", Map.of("creditCode", "91340200MA2T00082K"))
                .statusCode(400)
                .body("errors[0].code", is("unknown-field"));
        edit(SignedIn.tokenOf("sysadmin"), WUHU_PROVIDER, "*", Map.of("nameZh", Map.of()))
                .statusCode(400)
                .body("errors[0].code", is("wrong-type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wuhu", "province", "auditor", "enterprise", "platform", "finance"})
    void nobodyElseEditsAnOrganisation(String username) {
        edit(SignedIn.tokenOf(username), WUHU_PROVIDER, "*", Map.of("contactName", "王芳"))
                .statusCode(403);
    }

    @Test
    void aSystemDoesNotEditItsOrganisation() {
        edit(
                        SignedIn.clientToken("application-client", "application-secret"),
                        WUHU_PROVIDER,
                        "*",
                        Map.of("contactName", "王芳"))
                .statusCode(403);
    }

    @Test
    void nobodyIsToldOfWhatIsNotCertified() {
        given().get("/api/v1/organizations").then().statusCode(401);
        given().get("/api/v1/organizations/" + HEFEI_AUTHORITY).then().statusCode(404);
    }

    private static String problemOf(String username, String id) {
        return SignedIn.as(username)
                .get("/api/v1/organizations/" + id)
                .then()
                .statusCode(404)
                .extract()
                .path("code");
    }

    private static ValidatableResponse page(String token, String cursor, int limit) {
        var request = given().auth().oauth2(token).queryParam("limit", limit);
        if (cursor != null) {
            request.queryParam("cursor", cursor);
        }
        return request.get("/api/v1/organizations").then().statusCode(200);
    }

    private static String aRegistered(String creditCode) {
        return register("sysadmin", anOrganization(creditCode))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, Object> anOrganization(String creditCode) {
        Map<String, Object> organization = new HashMap<>();
        organization.put("creditCode", creditCode);
        organization.put("kind", "ENTERPRISE");
        organization.put("nameZh", "合肥示范轴承有限公司");
        organization.put("regionCode", "340111");
        organization.put("industryCode", "34");
        return organization;
    }

    private static ValidatableResponse register(String username, Map<String, Object> organization) {
        return post(SignedIn.tokenOf(username), UUID.randomUUID().toString(), organization);
    }

    private static ValidatableResponse post(String token, String key, Map<String, Object> organization) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(organization)
                .post("/api/v1/organizations")
                .then();
    }

    private static ValidatableResponse edit(String token, String id, String ifMatch, Map<String, ?> patch) {
        var request = given().auth().oauth2(token).contentType("application/merge-patch+json");
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.body(io.vertx.core.json.Json.encode(patch).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .patch("/api/v1/organizations/" + id)
                .then();
    }
}
