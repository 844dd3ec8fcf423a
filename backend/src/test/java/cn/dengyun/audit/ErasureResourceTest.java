package cn.dengyun.audit;

import static cn.dengyun.identity.SignedIn.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.identity.TestAccount;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ErasureResourceTest {

    private static final String ERASURES = "/api/v1/audit-erasures";

    @Inject
    AuditTrail trail;

    @Inject
    Pool pool;

    @Inject
    DataSource database;

    @Test
    void nothingIsErasedBeforeASecondPersonApproves() {
        String subject = done(2);
        String id = proposed(subject);

        as("auditor")
                .get(ERASURES + "/" + id)
                .then()
                .body("status", is("PROPOSED"))
                .body("subject", is(subject))
                .body("reason", is("本人申请"))
                .body("concerned", is(2))
                .body("erased", is(0))
                .body("availableActions", is(List.of("APPROVE", "REJECT")));
        as("sysadmin").get(ERASURES + "/" + id).then().body("availableActions", is(List.of("REJECT")));
        entries(subject).body("data.erasedBy", everyItem(nullValue())).body("data[0].after", not(nullValue()));
        as("auditor")
                .queryParam("status", "PROPOSED")
                .queryParam("limit", 200)
                .get(ERASURES)
                .then()
                .body("data.id", hasItem(id))
                .body("data.status", everyItem(is("PROPOSED")));
        entries(ERASURES + "/" + id).body("data[0].action", is("audit.erasure-proposed"));
    }

    @Test
    void whatIsApprovedIsErasedAndTheChainStaysWhole() {
        String subject = done(1);
        String id = proposed(subject);
        // What comes before the approval is erased, too.
        more(subject, 1);

        String entry = approve("auditor", id)
                .statusCode(200)
                .body("status", is("APPROVED"))
                .body("concerned", is(1))
                .body("erased", is(2))
                .body("hasMore", is(false))
                .body("decisionReason", is("已核实"))
                .body("availableActions", empty())
                .extract()
                .path("entryId");

        entries(subject)
                .body("data[0].action", is("audit.personal-erased"))
                .body("data[0].id", is(entry))
                .body("data[0].reason", is("本人申请"))
                .body("data[0].details.entries", is(2))
                .body("data[0].details.erasureId", is(id))
                .body("data[1].after", nullValue())
                .body("data[1].erasedBy", is(entry))
                .body("data[2].erasedBy", is(entry));
        // A verification looks at what is in the chain when it begins, and entries get there a moment later.
        Background.settle();
        String verification =
                keyed(as("auditor")).post("/api/v1/audit-verifications").header("Location");
        Background.finishJobs();
        JsonPath verified = as("auditor").get(verification).jsonPath();
        assertThat(verified.getBoolean("result.isIntact")).isTrue();
        assertThat(verified.getLong("result.erased")).isPositive();
    }

    @Test
    void ofTwoWhoDecideAtOnceOneDoes() {
        String subject = done(1);
        String id = proposed(subject);
        List<Integer> answers = Collections.synchronizedList(new ArrayList<>());

        CompletableFuture.allOf(Stream.of("approvals", "approvals", "rejections", "approvals")
                        .map(noun -> CompletableFuture.runAsync(() -> answers.add(
                                decide(as("auditor"), id, noun).extract().statusCode())))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
        approve("auditor", id).statusCode(409).body("code", is("audit-erasure-decided"));
    }

    @Test
    void whatWasRejectedIsNotErased() {
        String subject = done(1);
        String id = proposed(subject);

        reject("auditor", id).statusCode(200).body("status", is("REJECTED")).body("availableActions", empty());

        approve("auditor", id).statusCode(409).body("code", is("audit-erasure-decided"));
        reject("auditor", id).statusCode(409).body("code", is("audit-erasure-decided"));
        entries(subject).body("data.erasedBy", everyItem(nullValue()));
        entries(ERASURES + "/" + id)
                .body("data[0].action", is("audit.erasure-rejected"))
                .body("data[0].reason", is("已核实"));
    }

    @Test
    void whoProposedTakesItBackAndAnotherAdministratorDoesNot() {
        String id = proposed(done(1));
        TestAccount another = TestAccount.anAdministrator(database);

        decide(another.request(), id, "rejections").statusCode(403).body("code", is("forbidden"));
        another.request().get(ERASURES + "/" + id).then().body("availableActions", empty());
        reject("sysadmin", id).statusCode(200);
    }

    @Test
    void nobodyIsBothPersons() {
        TestAccount both = TestAccount.anAdministrator(database);
        both.set("roles = ARRAY['AUDITOR', 'SYSADMIN']");
        String subject = done(1);
        String id = propose(both.request(), Map.of("subject", subject, "reason", "本人申请"))
                .statusCode(201)
                .body("availableActions", is(List.of("REJECT")))
                .extract()
                .path("id");

        decide(both.request(), id, "approvals").statusCode(403).body("code", is("four-eyes-required"));
        approve("sysadmin", id).statusCode(403);
        entries(subject).body("data.erasedBy", everyItem(nullValue()));
        approve("auditor", id).statusCode(200).body("erased", is(1));
    }

    @Test
    void nobodyApprovesThatHisOwnDeedsAreErased() {
        TestAccount auditor = TestAccount.anAdministrator(database);
        auditor.set("roles = ARRAY['AUDITOR']");
        String id = propose(as("sysadmin"), Map.of("actorId", auditor.id().toString(), "reason", "本人申请"))
                .statusCode(201)
                .extract()
                .path("id");

        decide(auditor.request(), id, "approvals").statusCode(403).body("code", is("four-eyes-required"));
        auditor.request().get(ERASURES + "/" + id).then().body("availableActions", is(List.of("REJECT")));
    }

    @Test
    void moreThanOneApprovalTakesIsApprovedAgainAndNothingNewerIsTaken() {
        String subject = done(ErasureService.MAX_AT_ONCE + 2);
        String id = proposed(subject);

        approve("auditor", id)
                .statusCode(200)
                .body("erased", is(ErasureService.MAX_AT_ONCE))
                .body("hasMore", is(true))
                .body("availableActions", is(List.of("APPROVE")));
        more(subject, 1);
        reject("auditor", id).statusCode(409);
        approve("auditor", id)
                .statusCode(200)
                .body("erased", is(ErasureService.MAX_AT_ONCE + 2))
                .body("hasMore", is(false));

        approve("auditor", id).statusCode(409).body("code", is("audit-erasure-decided"));
        entries(subject).body("data[1].after.name", is("张三")).body("data[1].erasedBy", nullValue());
    }

    @Test
    void theDatabaseErasesNothingThatNobodyElseApproved() {
        String subject = done(1);
        UUID id = UUID.fromString(proposed(subject));

        assertThatThrownBy(() -> WorkerThread.await(pool.preparedQuery("""
                        UPDATE audit_erasure SET status = 'APPROVED', decided_at = now(), decided_by = proposed_by,
                            decision_reason = 'x', entry_id = id
                        WHERE id = $1
                        """).execute(Tuple.of(id))))
                .hasMessageContaining("audit_erasure_four_eyes");
        assertThatThrownBy(() -> WorkerThread.await(pool.withTransaction(connection -> trail.writeDetailed(
                                connection, new AuditNote(AuditTrail.ERASED, subject, null, null, null, "x"), "{}")
                        .chain(entry -> connection
                                .preparedQuery("SELECT audit_erase($1, $2)")
                                .execute(Tuple.of(new UUID[] {Ids.next()}, entry))))))
                .hasMessageContaining("nobody has approved");
    }

    @Test
    void aProposalSaysClearlyWhose() {
        propose(as("sysadmin"), Map.of("reason", "本人申请"))
                .statusCode(400)
                .body("errors.code", hasItem("audit-erasure-unclear"));
        propose(as("sysadmin"), Map.of("subject", "/api/v1/offerings", "reason", "本人申请"))
                .statusCode(400);
        propose(as("auditor"), Map.of("subject", "/api/v1/offerings/x", "reason", "本人申请"))
                .statusCode(403);
        as("province").get(ERASURES).then().statusCode(403);
        approve("auditor", UUID.randomUUID().toString()).statusCode(404).body("code", is("audit-erasure-not-found"));
        as("auditor")
                .get(ERASURES + "/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", is("audit-erasure-not-found"));
    }

    /** The path of something that was changed so often. */
    private String done(int times) {
        String subject = "/api/v1/offerings/" + UUID.randomUUID();
        more(subject, times);
        return subject;
    }

    private void more(String subject, int times) {
        AuditNote note = new AuditNote("offering.updated", subject, null, null, "{\"name\":\"张三\"}", null);
        List<AuditTrail.Prepared> entries = Collections.nCopies(times, trail.prepare(note));
        WorkerThread.await(pool.withTransaction(connection -> trail.writeAll(connection, entries)));
    }

    private static String proposed(String subject) {
        return propose(as("sysadmin"), Map.of("subject", subject, "reason", "本人申请"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse propose(RequestSpecification request, Map<String, ?> body) {
        return keyed(request).body(body).post(ERASURES).then();
    }

    private static ValidatableResponse approve(String account, String id) {
        return decide(as(account), id, "approvals");
    }

    private static ValidatableResponse reject(String account, String id) {
        return decide(as(account), id, "rejections");
    }

    private static ValidatableResponse decide(RequestSpecification request, String id, String noun) {
        return keyed(request)
                .body(Map.of("reason", "已核实"))
                .post(ERASURES + "/" + id + "/" + noun)
                .then();
    }

    private static ValidatableResponse entries(String subject) {
        Response found = as("auditor").queryParam("subject", subject).get("/api/v1/audit-entries");
        return found.then().statusCode(200);
    }

    private static RequestSpecification keyed(RequestSpecification request) {
        return request.header("Idempotency-Key", UUID.randomUUID().toString()).contentType("application/json");
    }
}
