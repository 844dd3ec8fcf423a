package cn.dengyun.identity.organization;

import static cn.dengyun.identity.organization.TestEnterprise.decide;
import static cn.dengyun.identity.organization.TestEnterprise.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CertificationResourceTest {

    private static final Map<String, ?> CERTIFY = Map.of("decision", "CERTIFY", "reason", "属实");
    private static final Map<String, ?> REJECT = Map.of("decision", "REJECT", "reason", "不在支持范围", "clause", "实施方案第三条");
    private static final Map<String, ?> RETURN = Map.of(
            "decision",
            "RETURN",
            "reason",
            "请补正",
            "defects",
            List.of(
                    Map.of("pointer", "/industryCode", "code", "INDUSTRY_WRONG", "detail", "请按主营业务填写"),
                    Map.of("pointer", "/revenueFen", "code", "FIGURES_IMPLAUSIBLE")));

    @Test
    void theAuthorityOfTheRegionCertifiesAndThePublicSeesIt() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        given().get(enterprise.path()).then().statusCode(404);

        String certification = enterprise.apply();
        find("feixi", certification).statusCode(200).body("availableActions", contains("CERTIFY", "RETURN", "REJECT"));
        decide("feixi", certification, CERTIFY)
                .statusCode(200)
                .header("ETag", notNullValue())
                .body("status", is("CERTIFIED"))
                .body("decision.reason", is("属实"))
                .body("availableActions", empty());

        given().get(enterprise.path())
                .then()
                .statusCode(200)
                .body("certifiedAt", notNullValue())
                .body("seenAs", is("PUBLIC"));
    }

    @ParameterizedTest(name = "{0} decides for {1}: {2}")
    @CsvSource({
        "feixi, 340123, 200",
        "hefei, 340123, 200",
        "province, 340123, 200",
        "wuhu, 340123, 404",
        "feixi, 340111, 404",
        "hefei, 340100, 200",
        "feixi, 340100, 404",
        "province, 340826, 200",
        "hefei, 340826, 404",
        "enterprise, 340123, 403",
        "auditor, 340123, 403",
        "finance, 340123, 403",
        "sysadmin, 340123, 403"
    })
    void onlyTheAuthorityOfTheRegionOrAboveDecides(String username, String region, int status) {
        String certification = TestEnterprise.registered(region).apply();

        decide(username, certification, CERTIFY).statusCode(status);
    }

    @Test
    void nobodyDecidesOnHimself() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String certification = enterprise.apply();

        post(enterprise.request(), "/api/v1/certifications/" + certification + "/decisions", CERTIFY)
                .statusCode(403);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "feixi, 200",
        "hefei, 200",
        "province, 200",
        "auditor, 200",
        "wuhu, 404",
        "enterprise2, 404",
        "platform, 404",
        "sysadmin, 403",
        "finance, 403"
    })
    void aPendingFileIsSeenByItsSideAndItsAuthorityOnly(String username, int status) {
        String certification = TestEnterprise.registered("340123").apply();

        find(username, certification).statusCode(status);
        String listed = status == 200 ? certification : null;
        if (status != 403) {
            List<String> ids = SignedIn.as(username)
                    .queryParam("status", "SUBMITTED")
                    .queryParam("limit", 200)
                    .get("/api/v1/certifications")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("data.id");
            assertThat(ids.contains(certification)).isEqualTo(listed != null);
        }
    }

    @Test
    void aDraftIsNotTheAuthoritysBusiness() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String certification = enterprise.apply(true).statusCode(201).extract().path("id");

        find("feixi", certification).statusCode(404);
        enterprise
                .request()
                .get("/api/v1/certifications/" + certification)
                .then()
                .statusCode(200);
    }

    @Test
    void aReturnNamesAllDefectsAndWhatIsMendedIsHandedInAgain() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String certification = enterprise.apply();

        decide("feixi", certification, RETURN).statusCode(200).body("status", is("RETURNED"));
        enterprise
                .request()
                .get("/api/v1/certifications/" + certification)
                .then()
                .body("decision.defects.pointer", contains("/industryCode", "/revenueFen"))
                .body("decision.defects.code", contains("INDUSTRY_WRONG", "FIGURES_IMPLAUSIBLE"))
                .body("availableActions", contains("SUBMIT", "WITHDRAW"));

        enterprise.patch(Map.of("industryCode", "35")).statusCode(200);
        move(enterprise, certification, "submissions")
                .statusCode(200)
                .body("status", is("SUBMITTED"))
                .body("facts.industryCode", is("35"));
        decide("hefei", certification, CERTIFY).statusCode(200);
    }

    @Test
    void aRejectionRestsOnAClauseAndEndsIt() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String certification = enterprise.apply();

        decide("feixi", certification, REJECT)
                .statusCode(200)
                .body("status", is("REJECTED"))
                .body("decision.clause", is("实施方案第三条"));
        move(enterprise, certification, "submissions")
                .statusCode(409)
                .body("code", is("certification-transition-not-allowed"));
        enterprise.apply(false).statusCode(201);
    }

    @Test
    void aDecisionSaysAllThatItsOutcomeNeeds() {
        String certification = TestEnterprise.registered("340123").apply();

        decide("feixi", certification, Map.of("decision", "RETURN", "reason", "请补正"))
                .statusCode(400)
                .body("errors.code", contains("variant-member-missing"));
        decide("feixi", certification, Map.of("decision", "REJECT", "reason", "不予认证"))
                .statusCode(400)
                .body("errors.code", contains("variant-member-missing"));
        decide("feixi", certification, Map.of("decision", "CERTIFY", "reason", " "))
                .statusCode(400)
                .body("errors.pointer", contains("/reason"));
        Map<String, Object> mixed = new HashMap<>(RETURN);
        mixed.put("decision", "CERTIFY");
        mixed.put("clause", "第三条");
        mixed.put("defects", List.of(Map.of("pointer", "/tags", "code", "UGLY")));
        decide("feixi", certification, mixed)
                .statusCode(400)
                .body("errors.code", containsInAnyOrder("variant-member-unfit", "variant-member-unfit"));
        decide("feixi", certification, Map.of("decision", "PASS", "reason", "请补正"))
                .statusCode(400)
                .body("errors.code", hasItem("value-unknown"))
                .body("errors.hint", hasItem(containsString("CERTIFY, RETURN, REJECT")));
    }

    @Test
    void whatIsUnknownCannotBeCertified() {
        Map<String, Object> request = TestEnterprise.aRegistration("340123");
        request.put("staffCount", null);
        request.put("industryCode", null);
        request.put("assetsFen", null);
        String id = TestEnterprise.register(UUID.randomUUID().toString(), request)
                .statusCode(201)
                .extract()
                .path("id");
        TestEnterprise enterprise =
                new TestEnterprise(id, TestEnterprise.signIn(TestEnterprise.usernameOf(request)), "");

        enterprise
                .apply(false)
                .statusCode(400)
                .body(
                        "errors.code",
                        contains(
                                "certification-fact-missing",
                                "certification-fact-missing",
                                "certification-fact-missing"))
                .body("errors.pointer", containsInAnyOrder("/industryCode", "/staffCount", "/assetsFen"));
        enterprise.apply(true).statusCode(201).body("status", is("DRAFT"));
    }

    @Test
    void oneCertificationIsOpenAtATime() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String first = enterprise.apply();

        enterprise.apply(false).statusCode(409).body("code", is("certification-open"));
        move(enterprise, first, "withdrawals").statusCode(200).body("status", is("WITHDRAWN"));
        decide("feixi", first, CERTIFY).statusCode(409).body("code", is("certification-transition-not-allowed"));
        enterprise.apply(false).statusCode(201);
    }

    @Test
    void ofTwoDecisionsAtOnceOneHolds() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");
        String certification = enterprise.apply();
        // Signed in before: too many sign-ins at once are slowed down.
        Map<String, String> tokens = new HashMap<>();
        for (String authority : List.of("feixi", "hefei", "province")) {
            tokens.put(authority, SignedIn.tokenOf(authority));
        }
        List<CompletableFuture<String>> deciders = Stream.of("feixi", "hefei", "province", "feixi")
                .map(authority -> CompletableFuture.supplyAsync(() -> {
                    var answer = post(
                                    given().auth().oauth2(tokens.get(authority)),
                                    "/api/v1/certifications/" + certification + "/decisions",
                                    authority.equals("hefei") ? REJECT : CERTIFY)
                            .extract();
                    return answer.statusCode() == 200 ? "200" : answer.statusCode() + " " + answer.path("code");
                }))
                .toList();

        assertThat(deciders.stream().map(CompletableFuture::join).sorted().toList())
                .containsExactly(
                        "200",
                        "409 certification-transition-not-allowed",
                        "409 certification-transition-not-allowed",
                        "409 certification-transition-not-allowed");
    }

    @Test
    void whatIsCertifiedStaysInForceUntilTheNextDecision() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        enterprise.apply(false).statusCode(409).body("code", is("certification-in-force"));

        enterprise
                .patch(Map.of("regionCode", "340207", "industryCode", "36", "staffCount", 1500, "nameZh", "搬迁有限公司"))
                .statusCode(200)
                .body("regionCode", is("340207"))
                .body("certified.regionCode", is("340123"))
                .body("certified.isOutdated", is(true))
                .body("availableActions", hasItem("APPLY_FOR_CERTIFICATION"));
        given().get(enterprise.path()).then().body("regionCode", is("340123")).body("nameZh", is("测试机械有限公司"));

        String moved = enterprise.apply();
        decide("feixi", moved, CERTIFY).statusCode(404);
        decide("wuhu", moved, RETURN).statusCode(200);
        given().get(enterprise.path()).then().body("regionCode", is("340123"));
        move(enterprise, moved, "submissions").statusCode(200);
        decide("wuhu", moved, CERTIFY).statusCode(200);

        given().get(enterprise.path()).then().body("regionCode", is("340207")).body("nameZh", is("搬迁有限公司"));
        List<String> statuses = enterprise
                .request()
                .get("/api/v1/certifications")
                .then()
                .extract()
                .path("data.status");
        assertThat(statuses).containsExactly("CERTIFIED", "SUPERSEDED");
        enterprise.request().get(enterprise.path()).then().body("certified.isOutdated", is(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"contactName", "contactPhone"})
    void aNewContactNeedsNoNewCertification(String member) {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");

        enterprise.patch(Map.of(member, "李强")).statusCode(200).body("certified.isOutdated", is(false));
    }

    @Test
    void anotherOrganisationAsksForNobodyElse() {
        TestEnterprise hidden = TestEnterprise.registered("340123");
        TestEnterprise certified = TestEnterprise.certified("340123", "feixi");

        post(SignedIn.as("enterprise2"), hidden.path() + "/certifications", Map.of("draft", false))
                .statusCode(404);
        post(SignedIn.as("enterprise2"), certified.path() + "/certifications", Map.of("draft", false))
                .statusCode(403);
        String certification = hidden.apply();
        post(SignedIn.as("enterprise2"), "/api/v1/certifications/" + certification + "/withdrawals", Map.of())
                .statusCode(404);
        find("enterprise2", certification).statusCode(404).body("code", is("certification-not-found"));
    }

    @Test
    void anAuthorityIsNotCertifiedAndDoesNotMoveItself() {
        post(
                        SignedIn.as("enterprise"),
                        "/api/v1/organizations/01900000-0000-7000-8000-000000000108/certifications",
                        Map.of("draft", false))
                .statusCode(404);
        new TestEnterprise("01900000-0000-7000-8000-000000000109", null, null)
                .patch(SignedIn.as("feixi"), Map.of("regionCode", "340000"))
                .statusCode(403);
    }

    @Test
    void anUnchangedCertificationIsNotSentAgain() {
        String certification = TestEnterprise.registered("340123").apply();
        String tag = find("feixi", certification).extract().header("ETag");

        SignedIn.as("feixi")
                .header("If-None-Match", tag)
                .get("/api/v1/certifications/" + certification)
                .then()
                .statusCode(304);
        decide("feixi", certification, CERTIFY).statusCode(200).header("ETag", not(tag));
        find("feixi", certification).header("ETag", not(tag)).body("decision.clause", nullValue());
    }

    @Test
    void aListOfCertificationsTakesNoForgedCursor() {
        SignedIn.as("feixi")
                .queryParam("cursor", "forged")
                .get("/api/v1/certifications")
                .then()
                .statusCode(400)
                .body("code", is("cursor-invalid"));
    }

    private static ValidatableResponse find(String username, String certification) {
        return SignedIn.as(username)
                .get("/api/v1/certifications/" + certification)
                .then();
    }

    private static ValidatableResponse move(TestEnterprise enterprise, String certification, String noun) {
        return enterprise
                .request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/v1/certifications/" + certification + "/" + noun)
                .then();
    }
}
