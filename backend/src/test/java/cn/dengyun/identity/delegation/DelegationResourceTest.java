package cn.dengyun.identity.delegation;

import static cn.dengyun.identity.organization.TestEnterprise.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.provider.TestSupervision;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent is the demo's provider `application`, its person and its API client. */
@QuarkusTest
class DelegationResourceTest {

    private static final String AGENT = DemoAccounts.APPLICATION_ORGANIZATION.toString();

    @Test
    void anAgentActsForItsPrincipalWithinItsScopesAndThePrincipalSeesEveryUse() {
        TestEnterprise principal = TestEnterprise.registered("340123");
        String delegation = granted(principal, "organization:read", "organization:write", "certification:submit");

        agent(delegation)
                .get(principal.path())
                .then()
                .statusCode(200)
                .body("seenAs", is("SELF"))
                .body("contactName", is("王芳"));
        patch(agent(delegation), principal, Map.of("contactName", "李强")).statusCode(200);
        String certification = post(agent(delegation), principal.path() + "/certifications", Map.of("draft", false))
                .statusCode(201)
                .extract()
                .path("id");
        agent(delegation).get("/api/v1/certifications").then().statusCode(200).body("data.id", contains(certification));

        uses(principal, delegation)
                .statusCode(200)
                .body(
                        "data.operation",
                        contains("listCertifications", "createCertification", "updateOrganization", "getOrganization"))
                .body("data.status", contains(200, 201, 200, 200))
                .body("data.path", hasItem(principal.path()))
                .body("data.actorId", hasItem("01900000-0000-7000-8000-00000000020c"))
                .body("data.usedAt", hasItem(notNullValue()));
    }

    @Test
    void whoeverIsDisqualifiedAsAProviderActsForNobody() {
        TestEnterprise agent = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        String provider = TestSupervision.asProvider(agent);
        TestEnterprise principal = TestEnterprise.registered("340123");
        Map<String, Object> wanted = wanted(agent.id(), "organization:read");
        String delegation = post(principal.request(), "/api/v1/delegations", wanted)
                .statusCode(201)
                .extract()
                .path("id");
        agent.request()
                .header("Dengyun-Delegation", delegation)
                .get(principal.path())
                .then()
                .statusCode(200);

        TestSupervision.imposed(provider);

        agent.request()
                .header("Dengyun-Delegation", delegation)
                .get(principal.path())
                .then()
                .statusCode(403)
                .body("code", is("delegation-agent-barred"));
        post(principal.request(), "/api/v1/delegations", wanted)
                .statusCode(400)
                .body("errors.code", contains("delegation-agent-unfit"));
    }

    @Test
    void withoutTheHeaderTheAgentIsOnlyItself() {
        TestEnterprise principal = TestEnterprise.registered("340123");
        granted(principal, "organization:read");

        SignedIn.as("application").get(principal.path()).then().statusCode(404);
    }

    @Test
    void whatWasNotGrantedIsRefusedAndListed() {
        TestEnterprise principal = TestEnterprise.registered("340123");
        String delegation = granted(principal, "organization:read");

        patch(agent(delegation), principal, Map.of("contactName", "李强"))
                .statusCode(403)
                .body("code", is("delegation-scope-missing"));
        uses(principal, delegation)
                .body("data.operation", contains("updateOrganization"))
                .body("data.status", contains(403));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/me",
        "GET, /api/v1/delegations",
        "GET, /api/v1/organizations",
        "GET, /api/v1/offerings",
        "GET, /api/v1/events"
    })
    void operationsThatAreNotForAgentsRefuseTheHeader(String method, String path) {
        TestEnterprise principal = TestEnterprise.registered("340123");
        String delegation = granted(principal, "organization:read");

        agent(delegation).request(method, path).then().statusCode(403).body("code", is("delegation-not-accepted"));
        uses(principal, delegation).body("data.status", contains(403));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/me", "/api/v1/delegations", "/api/v1/me/sessions"})
    void theyRefuseItWhateverItNames(String path) {
        agent(UUID.randomUUID().toString())
                .get(path)
                .then()
                .statusCode(403)
                .body("code", is("delegation-not-accepted"));
        agent("none").get(path).then().statusCode(403).body("code", is("delegation-not-accepted"));
    }

    @Test
    void aPublicOperationRefusesItWhateverTheTokenIs() {
        given().header("Dengyun-Delegation", UUID.randomUUID().toString())
                .auth()
                .oauth2("garbage")
                .get("/api/v1/regions")
                .then()
                .statusCode(403)
                .body("code", is("delegation-not-accepted"));
    }

    @Test
    void anAgentDelegatesNothingOn() {
        TestEnterprise principal = TestEnterprise.registered("340123");
        String delegation = granted(principal, "organization:read", "organization:write");

        post(
                        agent(delegation),
                        "/api/v1/delegations",
                        wanted(DemoAccounts.PLATFORM_ORGANIZATION.toString(), "orders:place"))
                .statusCode(403)
                .body("code", is("delegation-not-accepted"));
        post(agent(delegation), "/api/v1/delegations/" + delegation + "/revocations", Map.of())
                .statusCode(403)
                .body("code", is("delegation-not-accepted"));
    }

    @Test
    void anAgentDoesNotDecide() {
        TestEnterprise principal = TestEnterprise.registered("340123");
        String delegation = granted(principal, "certification:submit");
        String certification = principal.apply();

        post(
                        agent(delegation),
                        "/api/v1/certifications/" + certification + "/decisions",
                        Map.of("decision", "CERTIFY", "reason", "属实"))
                .statusCode(403);
    }

    @Test
    void anotherThanTheAgentLearnsNothingOfIt() {
        TestEnterprise principal = TestEnterprise.registered("340123");
        String delegation = granted(principal, "organization:read");

        for (String other : List.of("platform", "enterprise", "province", "auditor")) {
            SignedIn.as(other)
                    .header("Dengyun-Delegation", delegation)
                    .get(principal.path())
                    .then()
                    .statusCode(404)
                    .body("code", is("delegation-not-found"));
        }
        agent(UUID.randomUUID().toString())
                .get(principal.path())
                .then()
                .statusCode(404)
                .body("code", is("delegation-not-found"));
        SignedIn.as("platform")
                .get("/api/v1/delegations/" + delegation)
                .then()
                .statusCode(404)
                .body("code", is("delegation-not-found"));
        uses(principal, delegation).body("data.size()", is(0));
    }

    @Test
    void nobodyActsByADelegationWithoutASignIn() {
        TestEnterprise principal = TestEnterprise.certified("340123", "feixi");
        String delegation = granted(principal, "organization:read");

        given().header("Dengyun-Delegation", delegation)
                .get(principal.path())
                .then()
                .statusCode(401);
        given().header("Dengyun-Delegation", delegation)
                .get("/api/v1/certifications")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "not-an-id", "01900000000070008000000000000103"})
    void aHeaderThatIsNoIdIsRefused(String header) {
        SignedIn.as("application")
                .header("Dengyun-Delegation", header)
                .get("/api/v1/certifications")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("header/Dengyun-Delegation"));
    }

    @Test
    void aRevocationHoldsAtOnce() {
        TestEnterprise principal = TestEnterprise.registered("340123");
        String delegation = granted(principal, "organization:read");
        agent(delegation).get(principal.path()).then().statusCode(200);

        post(principal.request(), "/api/v1/delegations/" + delegation + "/revocations", Map.of("reason", "事项已完成"))
                .statusCode(200)
                .body("status", is("REVOKED"));

        agent(delegation).get(principal.path()).then().statusCode(403).body("code", is("delegation-not-in-force"));
        post(principal.request(), "/api/v1/delegations/" + delegation + "/revocations", Map.of())
                .statusCode(409)
                .body("code", is("delegation-over-already"));
    }

    @Test
    void theAgentMayLayItDown() {
        TestEnterprise principal = TestEnterprise.registered("340123");
        String delegation = granted(principal, "organization:read");

        post(SignedIn.as("application"), "/api/v1/delegations/" + delegation + "/revocations", Map.of())
                .statusCode(200);
        post(SignedIn.as("platform"), "/api/v1/delegations/" + delegation + "/revocations", Map.of())
                .statusCode(404);
    }

    @Test
    void whatIsNotValidYetIsNotUsed() {
        TestEnterprise principal = TestEnterprise.registered("340123");
        Map<String, Object> later = wanted(AGENT, "organization:read");
        later.put("validFrom", Instant.now().plus(1, ChronoUnit.DAYS).toString());
        String delegation = post(principal.request(), "/api/v1/delegations", later)
                .statusCode(201)
                .body("status", is("PENDING"))
                .extract()
                .path("id");

        agent(delegation).get(principal.path()).then().statusCode(403).body("code", is("delegation-not-in-force"));
    }

    @Test
    void bothSidesAndAuditorsSeeItButOnlyThePrincipalWhatWasDone() {
        TestEnterprise principal = TestEnterprise.registered("340123");
        String delegation = granted(principal, "organization:read");

        for (String side : List.of("application", "auditor")) {
            SignedIn.as(side).get("/api/v1/delegations/" + delegation).then().statusCode(200);
            SignedIn.as(side).get("/api/v1/delegations").then().statusCode(200).body("data.id", hasItem(delegation));
        }
        principal.request().get("/api/v1/delegations").then().body("data.id", contains(delegation));
        Background.settle();
        for (RequestSpecification side : List.of(principal.request(), SignedIn.as("application"))) {
            told(side, delegation).body("data.type", contains("cn.dengyun.identity.delegation.granted"));
        }
        told(SignedIn.as("platform"), delegation).body("data", empty());
        SignedIn.as("platform")
                .queryParam("limit", 200)
                .get("/api/v1/delegations")
                .then()
                .body("data.id", not(hasItem(delegation)));
        SignedIn.as("application")
                .get("/api/v1/delegations/" + delegation + "/uses")
                .then()
                .statusCode(403);
        SignedIn.as("auditor")
                .get("/api/v1/delegations/" + delegation + "/uses")
                .then()
                .statusCode(200);
        SignedIn.as("application")
                .queryParam("cursor", "forged")
                .get("/api/v1/delegations")
                .then()
                .statusCode(400);
    }

    private static ValidatableResponse told(RequestSpecification reader, String delegation) {
        return reader.queryParam("subject", "/api/v1/delegations/" + delegation)
                .get("/api/v1/events")
                .then()
                .statusCode(200);
    }

    @Test
    void everythingThatIsWrongWithItIsToldAtOnce() {
        TestEnterprise principal = TestEnterprise.registered("340123");
        Map<String, Object> wrong = wanted(principal.id(), "organization:read", "people:invite");
        wrong.put("validUntil", Instant.now().plus(400, ChronoUnit.DAYS).toString());

        post(principal.request(), "/api/v1/delegations", wrong)
                .statusCode(400)
                .body(
                        "errors.code",
                        containsInAnyOrder(
                                "delegation-to-itself",
                                "delegation-agent-unfit",
                                "delegation-scope-unknown",
                                "delegation-too-long"));
    }

    @Test
    void anAgentIsCertified() {
        TestEnterprise principal = TestEnterprise.registered("340123");
        TestEnterprise unknown = TestEnterprise.registered("340123");

        for (String agent : List.of(
                unknown.id(),
                UUID.randomUUID().toString(),
                DemoAccounts.id(0x108).toString())) {
            post(principal.request(), "/api/v1/delegations", wanted(agent, "organization:read"))
                    .statusCode(400)
                    .body("errors.code", contains("delegation-agent-unfit"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application", "province", "auditor", "finance", "sysadmin"})
    void onlyEnterprisesDelegate(String username) {
        post(
                        SignedIn.as(username),
                        "/api/v1/delegations",
                        wanted(DemoAccounts.PLATFORM_ORGANIZATION.toString(), "organization:read"))
                .statusCode(403);
    }

    @Test
    void forAFrozenPrincipalNobodyWrites() {
        TestEnterprise principal = TestEnterprise.certified("340123", "feixi");
        String delegation = granted(principal, "organization:read", "organization:write");
        post(SignedIn.as("feixi"), principal.path() + "/freezes", Map.of("reason", "核查"))
                .statusCode(200);

        agent(delegation).get(principal.path()).then().statusCode(200);
        patch(agent(delegation), principal, Map.of("contactName", "李强"))
                .statusCode(403)
                .body("code", is("organization-frozen"));
    }

    @Test
    void aFrozenAgentWritesForNobody() {
        TestEnterprise agent = TestEnterprise.certified("340123", "feixi");
        TestEnterprise principal = TestEnterprise.registered("340123");
        String delegation = post(principal.request(), "/api/v1/delegations", wanted(agent.id(), "organization:write"))
                .statusCode(201)
                .extract()
                .path("id");
        post(SignedIn.as("feixi"), agent.path() + "/freezes", Map.of("reason", "核查"))
                .statusCode(200);

        patch(agent.request().header("Dengyun-Delegation", delegation), principal, Map.of("contactName", "李强"))
                .statusCode(403)
                .body("code", is("organization-frozen"));
    }

    @Test
    void aSystemOfTheAgentIsBoundLikeASystemOfThePrincipal() {
        TestEnterprise principal = TestEnterprise.registered("340123");
        String delegation = granted(principal, "organization:read", "organization:write");
        String token = SignedIn.clientToken("application-client", "application-secret");

        given().auth()
                .oauth2(token)
                .header("Dengyun-Delegation", delegation)
                .get(principal.path())
                .then()
                .statusCode(200);
        patch(
                        given().auth().oauth2(token).header("Dengyun-Delegation", delegation),
                        principal,
                        Map.of("contactName", "李强"))
                .statusCode(403)
                .body("code", is("api-client-not-accepted"));
        List<Integer> statuses = uses(principal, delegation).extract().path("data.status");
        assertThat(statuses).containsExactly(403, 200);
    }

    @Test
    void grantingItTwiceWithOneKeyGrantsItOnce() {
        TestEnterprise principal = TestEnterprise.registered("340123");
        Map<String, Object> wanted = wanted(AGENT, "organization:read");
        String key = UUID.randomUUID().toString();

        String first = grant(principal, key, wanted).statusCode(201).extract().path("id");
        grant(principal, key, wanted)
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body("id", is(first));
    }

    private static ValidatableResponse grant(TestEnterprise principal, String key, Map<String, Object> wanted) {
        return principal
                .request()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(wanted)
                .post("/api/v1/delegations")
                .then();
    }

    private static String granted(TestEnterprise principal, String... scopes) {
        return post(principal.request(), "/api/v1/delegations", wanted(AGENT, scopes))
                .statusCode(201)
                .body("status", is("ACTIVE"))
                .extract()
                .path("id");
    }

    private static Map<String, Object> wanted(String agent, String... scopes) {
        return new java.util.HashMap<>(Map.of(
                "agentOrganizationId", agent,
                "scopes", List.of(scopes),
                "validFrom", Instant.now().minusSeconds(60).toString(),
                "validUntil", Instant.now().plus(30, ChronoUnit.DAYS).toString(),
                "note", "委托代办"));
    }

    private static RequestSpecification agent(String delegation) {
        return SignedIn.as("application").header("Dengyun-Delegation", delegation);
    }

    private static ValidatableResponse uses(TestEnterprise principal, String delegation) {
        return principal
                .request()
                .get("/api/v1/delegations/" + delegation + "/uses")
                .then();
    }

    private static ValidatableResponse patch(
            RequestSpecification caller, TestEnterprise principal, Map<String, ?> patch) {
        return caller.contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Json.encode(patch).getBytes(StandardCharsets.UTF_8))
                .patch(principal.path())
                .then();
    }
}
