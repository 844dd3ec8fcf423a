package cn.dengyun.monitoring.issue;

import static cn.dengyun.monitoring.issue.TestIssues.PATH;
import static cn.dengyun.monitoring.issue.TestIssues.answer;
import static cn.dengyun.monitoring.issue.TestIssues.answered;
import static cn.dengyun.monitoring.issue.TestIssues.form;
import static cn.dengyun.monitoring.issue.TestIssues.move;
import static cn.dengyun.monitoring.issue.TestIssues.post;
import static cn.dengyun.monitoring.issue.TestIssues.raised;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.TestSupervision;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Counties and cities raise what they cannot solve; it goes up, by hand or by the clock. */
@QuarkusTest
class CoordinationIssueTest {

    @Inject
    CoordinationIssueRounds rounds;

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static Response get(String account, String id) {
        return SignedIn.as(account).get(PATH + "/" + id);
    }

    private static List<String> moves(String id) {
        return SignedIn.as("province").get(PATH + "/" + id + "/steps").path("data.move");
    }

    private static String day(int days) {
        return LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(days).toString();
    }

    @Test
    void aCountyAsksItsCityAndSaysThatTheAnswerHelps() {
        Response made = post(SignedIn.as("feixi"), PATH, form());
        String id = made.path("id");

        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        assertThat(made.<String>path("ownerRegionCode")).isEqualTo("340100");
        assertThat(made.<String>path("actingRegionCode")).isEqualTo("340100");
        assertThat(made.<List<String>>path("availableActions")).containsExactly("WITHDRAW");
        assertThat(get("hefei", id).<List<String>>path("availableActions"))
                .containsExactly("ANSWER", "DEFER", "ESCALATE");
        assertThat(code(get("wuhu", id))).isEqualTo("coordination-issue-not-found");
        assertThat(code(answer(SignedIn.as("wuhu"), id))).isEqualTo("coordination-issue-not-found");
        assertThat(code(answer(SignedIn.as("feixi"), id))).isEqualTo("not-yours");
        assertThat(SignedIn.as("enterprise").get(PATH + "/" + id).statusCode()).isEqualTo(403);
        assertThat(given().get(PATH).statusCode()).isEqualTo(401);

        Response given = answer(SignedIn.as("hefei"), id);
        assertThat(given.<String>path("status")).as(given.asString()).isEqualTo("ANSWERED");
        assertThat(given.<String>path("actingRegionCode")).isEqualTo("340123");
        assertThat(code(answer(SignedIn.as("hefei"), id))).isEqualTo("transition-not-allowed");
        assertThat(code(move(SignedIn.as("hefei"), id, "settlements"))).isEqualTo("not-yours");
        assertThat(move(SignedIn.as("feixi"), id, "settlements").<String>path("status"))
                .isEqualTo("SETTLED");
        assertThat(moves(id)).containsExactly("SETTLE", "ANSWER", "RAISE");
    }

    @Test
    void whatACityCannotSolveGoesToTheProvince() {
        String id = raised("feixi");

        assertThat(code(move(SignedIn.as("feixi"), id, "escalations"))).isEqualTo("not-yours");
        Response handed = move(SignedIn.as("hefei"), id, "escalations");
        assertThat(handed.<String>path("status")).as(handed.asString()).isEqualTo("ESCALATED");
        assertThat(handed.<String>path("ownerRegionCode")).isEqualTo("340000");
        assertThat(code(answer(SignedIn.as("hefei"), id))).isEqualTo("not-yours");
        answer(SignedIn.as("province"), id).then().statusCode(200);
        assertThat(code(move(SignedIn.as("feixi"), id, "escalations"))).isEqualTo("issue-of-province");
    }

    @Test
    void aCountyTakesAnAnswerFurther() {
        String id = answered();

        assertThat(move(SignedIn.as("feixi"), id, "escalations").<String>path("status"))
                .isEqualTo("ESCALATED");
        assertThat(moves(id)).containsExactly("TAKE_FURTHER", "ANSWER", "RAISE");
        assertThat(move(SignedIn.as("feixi"), id, "withdrawals").<String>path("status"))
                .isEqualTo("WITHDRAWN");
        assertThat(code(move(SignedIn.as("feixi"), id, "withdrawals"))).isEqualTo("transition-not-allowed");
    }

    @Test
    void aCityAsksTheProvinceAndTheProvinceNobody() {
        assertThat(get("wuhu", raised("wuhu")).<String>path("ownerRegionCode")).isEqualTo("340000");
        assertThat(code(post(SignedIn.as("province"), PATH, form()))).isEqualTo("issue-nobody-above");
        assertThat(post(SignedIn.as("enterprise"), PATH, form()).statusCode()).isEqualTo(403);
        Map<String, Object> past = new HashMap<>(form());
        past.put("wantedOn", day(-1));
        assertThat(post(SignedIn.as("feixi"), PATH, past).<List<String>>path("errors.code"))
                .containsExactly("issue-day-unfit");
    }

    @Test
    void anAnswerIsDeferredToALaterDay() {
        String id = raised("feixi");
        String path = PATH + "/" + id + "/deferrals";

        assertThat(code(post(SignedIn.as("feixi"), path, Map.of("untilOn", day(60), "reason", "忙"))))
                .isEqualTo("not-yours");
        assertThat(post(SignedIn.as("hefei"), path, Map.of("untilOn", day(1), "reason", "会商"))
                        .<List<String>>path("errors.code"))
                .containsExactly("issue-day-unfit");
        assertThat(post(SignedIn.as("hefei"), path, Map.of("untilOn", day(60), "reason", "会商"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(moves(id)).containsExactly("DEFER", "RAISE");
    }

    @Test
    void whatACityDoesNotAnswerInTimeGoesToTheProvinceByItself() {
        String id = raised("feixi");
        TestSupervision.set("UPDATE coordination_issue SET answer_due_at = now() - interval '1 hour' WHERE id = ?", id);

        assertThat(get("hefei", id).<Boolean>path("isOverdue")).isTrue();
        assertThat(SignedIn.as("hefei")
                        .queryParams(Map.of("overdue", true, "limit", 200))
                        .get(PATH)
                        .<List<String>>path("data.id"))
                .contains(id);
        WorkerThread.await(rounds.round());
        WorkerThread.await(rounds.round());

        assertThat(get("province", id).<String>path("status")).isEqualTo("ESCALATED");
        assertThat(get("province", id).<Boolean>path("isOverdue")).isFalse();
        assertThat(moves(id)).containsExactly("RUN_OUT", "RAISE");
    }

    @Test
    void silenceClosesIt() {
        String id = answered();
        TestSupervision.set("UPDATE coordination_issue SET settle_due_at = now() - interval '1 hour' WHERE id = ?", id);

        WorkerThread.await(rounds.round());

        assertThat(get("feixi", id).<String>path("status")).isEqualTo("CLOSED");
        assertThat(moves(id)).containsExactly("CLOSE", "ANSWER", "RAISE");
    }

    @Test
    void whoWaitsForWhomStandsInTheWorkList() {
        String id = raised("feixi");

        assertThat(work("hefei", "COORDINATION_ISSUE_ANSWER")).contains(id);
        assertThat(work("feixi", "COORDINATION_ISSUE_ANSWER")).doesNotContain(id);
        assertThat(work("province", "COORDINATION_ISSUE_ANSWER")).doesNotContain(id);
        answer(SignedIn.as("hefei"), id).then().statusCode(200);
        assertThat(work("feixi", "COORDINATION_ISSUE_SETTLEMENT")).contains(id);
        assertThat(work("hefei", "COORDINATION_ISSUE_ANSWER")).doesNotContain(id);
    }

    private static List<String> work(String account, String kind) {
        return SignedIn.as(account)
                .queryParams(Map.of("kind", kind, "limit", 200))
                .get("/api/v1/work-items")
                .path("data.subject.id");
    }

    @Test
    void aDivisionHasAHundredOpenAtTheMostAlsoWhenTwoAreRaisedAtOnce() {
        String id = raised("wuhu");
        List<Map<String, Object>> known = SignedIn.as("wuhu")
                .get(PATH + "/summary")
                .path("statuses.findAll { it.status in ['RAISED', 'ESCALATED', 'ANSWERED'] }");
        int open = known.stream()
                .mapToInt(each -> ((Number) each.get("count")).intValue())
                .sum();
        changed(
                "INSERT INTO coordination_issue (id, version, kind, title, description, region_code, organization_id,"
                        + " owner_region_code, status, raised_by, raised_at, answer_due_at, updated_at)"
                        + " SELECT gen_random_uuid(), 0, kind, '占位', description, region_code, organization_id,"
                        + " owner_region_code, 'RAISED', raised_by, raised_at, answer_due_at, updated_at"
                        + " FROM coordination_issue CROSS JOIN generate_series(1, " + (99 - open) + ") WHERE id = ?",
                id);
        List<CompletableFuture<Response>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            RequestSpecification caller = SignedIn.as("wuhu");
            both.add(CompletableFuture.supplyAsync(() -> post(caller, PATH, form()), task -> new Thread(task).start()));
        }
        List<Integer> answers = both.stream()
                .map(CompletableFuture::join)
                .map(Response::statusCode)
                .toList();
        String third = code(post(SignedIn.as("wuhu"), PATH, form()));
        changed("DELETE FROM coordination_issue WHERE title = '占位' AND id <> ?", id);

        assertThat(answers).containsExactlyInAnyOrder(201, 409);
        assertThat(third).isEqualTo("issues-too-many");
    }

    private static void changed(String statement, String id) {
        DataSource database = Arc.container().instance(DataSource.class).get();
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setObject(1, UUID.fromString(id));
            assertThat(prepared.executeUpdate()).isPositive();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aKeyCountsOnceAndADryRunRaisesNothing() {
        String key = UUID.randomUUID().toString();
        String id = keyed(key, form()).then().statusCode(201).extract().path("id");

        assertThat(keyed(key, form()).<String>path("id")).isEqualTo(id);
        Map<String, Object> other = new HashMap<>(form());
        other.put("title", "另一个问题");
        assertThat(code(keyed(key, other))).isEqualTo("idempotency-key-reused");
        assertThat(post(SignedIn.as("feixi").queryParam("validateOnly", true), PATH, form())
                        .<Boolean>path("dryRun"))
                .isTrue();
    }

    private static Response keyed(String key, Map<String, ?> body) {
        return SignedIn.as("feixi")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post(PATH);
    }

    @Test
    void whatHappenedIsToldUpwardsAndStandsInTheAuditTrail() {
        String id = answered();

        Background.settle();
        assertThat(SignedIn.as("hefei")
                        .queryParam("subject", PATH + "/" + id)
                        .get("/api/v1/events")
                        .<List<String>>path("data.type"))
                .containsExactly("cn.dengyun.monitoring.issue.raised", "cn.dengyun.monitoring.issue.answered");
        assertThat(SignedIn.as("wuhu")
                        .queryParam("subject", PATH + "/" + id)
                        .get("/api/v1/events")
                        .<List<String>>path("data"))
                .isEmpty();
        assertThat(SignedIn.as("auditor")
                        .queryParam("subject", PATH + "/" + id)
                        .get("/api/v1/audit-entries")
                        .<List<String>>path("data.action"))
                .containsExactly("issue.answered", "issue.raised");
        assertThat(SignedIn.as("feixi")
                        .queryParam("limit", 200)
                        .get("/api/v1/notifications")
                        .<List<String>>path("data.title"))
                .contains("问题已答复");
    }

    @Test
    void listsAreFilteredAndCounted() {
        String id = raised("feixi");

        assertThat(SignedIn.as("hefei")
                        .queryParams(Map.of(
                                "status", "RAISED",
                                "kind", "NETWORK",
                                "regionCode", "340123",
                                "ownerRegionCode", "340100",
                                "overdue", false,
                                "q", "带宽"))
                        .get(PATH)
                        .<List<String>>path("data.id"))
                .contains(id);
        assertThat(SignedIn.as("wuhu").queryParam("limit", 200).get(PATH).<List<String>>path("data.regionCode"))
                .allMatch(region -> region.startsWith("3402"));
        assertThat(SignedIn.as("hefei").get(PATH + "/summary").<Integer>path("total"))
                .isPositive();
        assertThat(SignedIn.as("finance").get(PATH + "/summary").statusCode()).isEqualTo(403);
        assertThat(SignedIn.as("hefei")
                        .get(PATH + "/" + UUID.randomUUID() + "/steps")
                        .statusCode())
                .isEqualTo(404);
    }
}
