package cn.dengyun.audit;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.identity.SignedIn.asPlatformClient;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.platform.job.Background;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditResourceTest {

    private static final String ENTRIES = "/api/v1/audit-entries";
    private static final String VERIFICATIONS = "/api/v1/audit-verifications";
    private static final String PLATFORM = "01900000-0000-7000-8000-000000000101";
    private static final String APPLICATION = "01900000-0000-7000-8000-000000000102";

    @Test
    void aChangeIsOnRecordWithEverythingThatIsKnownOfIt() {
        Response declared = anOffering();

        entries("auditor", "/api/v1/offerings/" + declared.path("id"))
                .then()
                .statusCode(200)
                .body("data", notNullValue())
                .body("data[0].action", is("offering.created"))
                .body("data[0].kind", is("WRITE"))
                .body("data[0].actor.kind", is("CLIENT"))
                .body("data[0].actor.roles", is(List.of("PROVIDER")))
                .body("data[0].actor.organizationId", is(PLATFORM))
                .body("data[0].organizationId", is(PLATFORM))
                .body("data[0].traceId", is(declared.header("Trace-Id")))
                .body("data[0].address", is("127.0.0.1"))
                .body("data[0].before", nullValue())
                .body("data[0].after.version", is(1));
    }

    @Test
    void anAuthoritysReasonIsOnRecord() {
        String id = anOffering().path("id");
        keyed(as("province"))
                .body(Map.of("reason", "安全事件调查"))
                .post("/api/v1/offerings/" + id + "/suspensions")
                .then()
                .statusCode(200);

        entries("auditor", "/api/v1/offerings/" + id)
                .then()
                .body("data[0].action", is("offering.suspended"))
                .body("data[0].reason", is("安全事件调查"))
                .body("data[0].actor.kind", is("PERSON"))
                .body("data[0].before.status", is("PUBLISHED"))
                .body("data[0].after.status", is("SUSPENDED"));
    }

    @Test
    void anOrganizationReadsWhatConcernsItAndNothingElse() {
        String subject = "/api/v1/offerings/" + anOffering().path("id");

        entries("platform", subject).then().body("data.action", hasItem("offering.created"));
        entries("application", subject).then().statusCode(200).body("data", empty());
        as("application").get(ENTRIES).then().body("data.organizationId", everyItem(is(APPLICATION)));
        as("application")
                .queryParam("organizationId", PLATFORM)
                .get(ENTRIES)
                .then()
                .statusCode(404)
                .body("code", is("organization-not-found"));
    }

    @Test
    void whereSomebodyElseCalledFromIsNotTheOrganizationsBusiness() {
        String id = anOffering().path("id");
        keyed(as("province"))
                .body(Map.of("reason", "安全事件调查"))
                .post("/api/v1/offerings/" + id + "/suspensions")
                .then()
                .statusCode(200);

        entries("platform", "/api/v1/offerings/" + id)
                .then()
                .body("data[0].action", is("offering.suspended"))
                .body("data[0].address", nullValue())
                .body("data[1].action", is("offering.created"))
                .body("data[1].address", is("127.0.0.1"));
    }

    @Test
    void administratorsAndSystemsReadNothing() {
        as("sysadmin").get(ENTRIES).then().statusCode(403).body("code", is("forbidden"));
        asPlatformClient().get(ENTRIES).then().statusCode(403).body("code", is("api-client-not-accepted"));
        given().get(ENTRIES).then().statusCode(401);
    }

    @Test
    void entriesAreFilteredAndPaged() {
        anOffering();
        anOffering();
        String now = Instant.now().plusSeconds(3_600).toString();

        JsonPath first = as("auditor")
                .queryParam("action", "offering.created")
                .queryParam("organizationId", PLATFORM)
                .queryParam("to", now)
                .queryParam("limit", 1)
                .get(ENTRIES)
                .then()
                .statusCode(200)
                .body("page.hasMore", is(true))
                .extract()
                .jsonPath();
        JsonPath second = as("auditor")
                .queryParam("action", "offering.created")
                .queryParam("organizationId", PLATFORM)
                .queryParam("to", now)
                .queryParam("limit", 1)
                .queryParam("cursor", first.getString("page.nextCursor"))
                .get(ENTRIES)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(second.getString("data[0].id")).isLessThan(first.getString("data[0].id"));
        as("auditor").queryParam("from", now).get(ENTRIES).then().body("data", empty());
        as("auditor")
                .queryParam("actorId", UUID.randomUUID().toString())
                .get(ENTRIES)
                .then()
                .body("data", empty());
        as("auditor")
                .queryParam("from", "yesterday")
                .get(ENTRIES)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is("query/from"));
    }

    @Test
    void aSensitiveReadAndARefusalAreOnRecordSoon() {
        String path = "/api/v1/organizations/" + APPLICATION + "/api-clients";
        String read =
                as("application").get(path).then().statusCode(200).extract().header("Trace-Id");
        String trace = as("platform")
                .post(VERIFICATIONS)
                .then()
                .statusCode(403)
                .extract()
                .header("Trace-Id");

        Background.settle();
        JsonPath reads = entries("auditor", path).jsonPath();
        assertThat(reads.getList("data.findAll { it.traceId == '" + read + "' }.action"))
                .contains("record.read");
        assertThat(reads.getString("data.find { it.traceId == '" + read + "' }.kind"))
                .isEqualTo("READ");
        JsonPath refusals = entries("auditor", VERIFICATIONS).jsonPath();
        assertThat(refusals.getList("data.findAll { it.traceId == '" + trace + "' }.action"))
                .contains("request.refused");
    }

    @Test
    void theTrailIsVerifiedOnDemand() {
        Response asked = keyed(as("auditor")).post(VERIFICATIONS);
        asked.then().statusCode(202);

        JsonPath ended = ended(asked.header("Location"));

        assertThat(ended.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(ended.getBoolean("result.isIntact")).isTrue();
        assertThat(ended.getString("result.wrong")).isNull();
        assertThat(ended.getLong("result.headPosition")).isPositive();
    }

    @Test
    void onlyAuditorsVerify() {
        keyed(as("sysadmin")).post(VERIFICATIONS).then().statusCode(403);
        as("auditor").post(VERIFICATIONS).then().statusCode(400).body("code", is("idempotency-key-missing"));
        as("auditor")
                .get(VERIFICATIONS + "/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", is("audit-verification-not-found"));
    }

    @Test
    void aRepeatedRequestLeavesNoSecondEntry() {
        String key = UUID.randomUUID().toString();
        String id = anOffering().path("id");
        for (int i = 0; i < 2; i++) {
            as("province")
                    .header("Idempotency-Key", key)
                    .contentType("application/json")
                    .body(Map.of("reason", "安全事件调查"))
                    .post("/api/v1/offerings/" + id + "/suspensions")
                    .then()
                    .statusCode(200);
        }

        List<String> actions =
                entries("auditor", "/api/v1/offerings/" + id).jsonPath().getList("data.action");
        assertThat(actions).containsExactly("offering.suspended", "offering.created");
    }

    private static Response anOffering() {
        String provider = given().queryParam("organizationId", PLATFORM)
                .get("/api/v1/providers")
                .path("data[0].id");
        Response declared = asPlatformClient()
                .contentType("application/json")
                .body("{\"kind\": \"SAAS\", \"name\": \"审计测试服务\"}")
                .put("/api/v1/providers/" + provider + "/offerings/audit-" + UUID.randomUUID());
        declared.then().statusCode(201).body("id", not(nullValue()));
        return declared;
    }

    private static Response entries(String account, String subject) {
        return as(account).queryParam("subject", subject).get(ENTRIES);
    }

    private static JsonPath ended(String location) {
        Background.finishJobs();
        JsonPath found = as("auditor").get(location).jsonPath();
        assertThat(found.getString("finishedAt")).isNotNull();
        return found;
    }

    private static RequestSpecification keyed(RequestSpecification request) {
        return request.header("Idempotency-Key", UUID.randomUUID().toString()).contentType("application/json");
    }
}
