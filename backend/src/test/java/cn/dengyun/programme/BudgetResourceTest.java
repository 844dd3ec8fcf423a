package cn.dengyun.programme;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.domain.TransferCause;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.BudgetMove;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.provider.DemoProviders;
import cn.dengyun.shared.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BudgetResourceTest {

    @Inject
    BudgetStore budgets;

    @Inject
    LedgerService ledger;

    @Inject
    Pool pool;

    @Test
    void moneyMovesOnlyWhenAnotherPersonHasApprovedIt() {
        TestProgramme programme = TestProgramme.open();
        String movement = programme
                .ask("finance", "appropriations", Map.of("amountFen", 1_000_000, "document", "财教〔2018〕88号"))
                .statusCode(201)
                .body("status", is("PROPOSED"))
                .body("movedFen", nullValue())
                .body("availableActions", contains("REJECT"))
                .extract()
                .path("id");
        assertThat(programme.available("340000")).isZero();

        programme.approve("finance", movement).statusCode(403).body("code", is("four-eyes-required"));
        programme.approve("province", movement).statusCode(403).body("code", is("programme-not-yours"));
        assertThat(programme.available("340000")).isZero();
        programme
                .approve("finance2", movement)
                .statusCode(200)
                .body("status", is("APPROVED"))
                .body("movedFen", is(1_000_000))
                .body("decidedBy", notNullValue());

        assertThat(programme.available("340000")).isEqualTo(1_000_000);
        programme.approve("finance2", movement).statusCode(409).body("code", is("budget-movement-decided"));
        assertThat(programme.available("340000")).isEqualTo(1_000_000);
        programme
                .as("finance")
                .get("/api/v1/budget-movements/" + movement)
                .then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .body("availableActions", empty());
    }

    @Test
    void theSameApprovalSentTwiceMovesOnce() {
        TestProgramme programme = TestProgramme.open();
        String movement = programme.propose("appropriations", Map.of("amountFen", 500, "document", "测试"));
        String key = UUID.randomUUID().toString();
        String path = "/api/v1/budget-movements/" + movement + "/approvals";
        String first = programme
                .post("finance2", path, Map.of("reason", "同意"), key)
                .statusCode(200)
                .extract()
                .asString();

        programme
                .post("finance2", path, Map.of("reason", "同意"), key)
                .statusCode(200)
                .header("Idempotent-Replayed", "true")
                .body(is(first));
        programme.post("finance2", path, Map.of("reason", "再议"), key).statusCode(422);
        assertThat(programme.available("340000")).isEqualTo(500);
        programme
                .as("finance2")
                .contentType("application/json")
                .body(Map.of("reason", "同意"))
                .post(path)
                .then()
                .statusCode(400)
                .body("code", is("idempotency-key-missing"));
    }

    @Test
    void moneyGoesFromThePoolToUnitsAndFromThereToCounties() {
        TestProgramme programme = TestProgramme.open().appropriated(1_000).allocated("340100", 600);

        String toCounty = programme
                .ask("hefei", "allocations", Map.of("regionCode", "340123", "amountFen", 100))
                .statusCode(201)
                .body("fromRegionCode", is("340100"))
                .body("toRegionCode", is("340123"))
                .extract()
                .path("id");
        programme.approve("hefei", toCounty).statusCode(403);
        programme.approve("province", toCounty).statusCode(200);

        assertThat(programme.available("340000")).isEqualTo(400);
        assertThat(programme.available("340100")).isEqualTo(500);
        assertThat(programme.available("340123")).isEqualTo(100);
        String unit = given().get(programme.path() + "/budgets").path("data.find { it.regionCode == '340100' }.id");
        given().get(programme.path() + "/budgets")
                .then()
                .body("data.regionCode", contains("340000", "340100", "340123"))
                .body("data.find { it.regionCode == '340123' }.parentId", is(unit));
        programme
                .ask("wuhu", "allocations", Map.of("regionCode", "340123", "amountFen", 100))
                .statusCode(403)
                .body("code", is("programme-not-yours"));
        programme
                .ask("hefei", "allocations", Map.of("regionCode", "340100", "amountFen", 100))
                .statusCode(403);
        programme
                .ask("hefei", "appropriations", Map.of("amountFen", 1, "document", "x"))
                .statusCode(403);
    }

    @Test
    void onlyUnitsAndCountiesWithCodesInForceGetMoney() {
        TestProgramme programme = TestProgramme.open().appropriated(1_000);

        // Guangde's code of 2018 is superseded; Susong is a unit of its own; the last is no region at all.
        programme
                .ask("finance", "allocations", Map.of("regionCode", "341822", "amountFen", 1))
                .statusCode(400)
                .body("errors.code", contains("budget-region-unfit"));
        programme
                .ask("finance", "allocations", Map.of("regionCode", "341882", "amountFen", 1))
                .statusCode(201)
                .body("fromRegionCode", is("340000"));
        programme
                .ask("finance", "allocations", Map.of("regionCode", "340826", "amountFen", 1))
                .statusCode(201)
                .body("fromRegionCode", is("340000"));
        programme
                .ask("finance", "allocations", Map.of("regionCode", "340000", "amountFen", 1))
                .statusCode(400);
        programme
                .ask("finance", "allocations", Map.of("regionCode", "999999", "amountFen", 0))
                .statusCode(400);
        programme
                .ask(
                        "finance",
                        "reallocations",
                        Map.of("fromRegionCode", "999999", "toRegionCode", "999999", "amountFen", 1))
                .statusCode(400)
                .body("errors.code", contains("budget-region-unfit", "budget-region-unfit", "budget-region-same"));
    }

    @Test
    void aReallocationNeverTouchesWhatIsHeldOrIssued() {
        TestProgramme programme = TestProgramme.open().appropriated(1_000).allocated("340100", 1_000);
        Map<String, Object> cut = Map.of("fromRegionCode", "340100", "toRegionCode", "340200", "amountFen", 701);
        String movement = programme.propose("reallocations", cut);
        hold(programme, "340100", 300);

        programme
                .approve("finance2", movement)
                .statusCode(409)
                .body("code", is("budget-cut-too-deep"))
                .body("detail", containsString("7.00"))
                .body("detail", containsString("3.00"))
                .body("detail", containsString("7.01"));
        programme.ask("finance", "reallocations", cut).statusCode(409).body("code", is("budget-cut-too-deep"));
        assertThat(programme.available("340100")).isEqualTo(700);
        programme
                .approve(
                        "finance2",
                        programme.propose(
                                "reallocations",
                                Map.of("fromRegionCode", "340100", "toRegionCode", "340200", "amountFen", 700)))
                .statusCode(200);
        assertThat(programme.available("340100")).isZero();
        assertThat(programme.available("340200")).isEqualTo(700);
        holds(programme, 1_000);
    }

    @Test
    void ofTwoReallocationsOfTheSameMoneyOneHolds() throws Exception {
        TestProgramme programme = TestProgramme.open().appropriated(100).allocated("340100", 100);
        String one = programme.propose(
                "reallocations", Map.of("fromRegionCode", "340100", "toRegionCode", "340200", "amountFen", 60));
        String other = programme.propose(
                "reallocations", Map.of("fromRegionCode", "340100", "toRegionCode", "340300", "amountFen", 60));
        programme.as("finance2");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Response>> answers = threads.invokeAll(List.<Callable<Response>>of(
                    () -> programme.approve("finance2", one).extract().response(),
                    () -> programme.approve("finance2", other).extract().response()));

            assertThat(List.of(
                            answers.get(0).get().statusCode(),
                            answers.get(1).get().statusCode()))
                    .containsExactlyInAnyOrder(200, 409);
        } finally {
            threads.shutdown();
        }
        assertThat(programme.available("340100")).isEqualTo(40);
        holds(programme, 100);
    }

    @Test
    void aProposalIsTakenBackOrRejectedAndMovesNothing() {
        TestProgramme programme = TestProgramme.open();
        Map<String, Object> form = Map.of("amountFen", 100, "document", "测试");
        String own = programme.propose("appropriations", form);
        String others = programme.propose("appropriations", form);

        programme.reject("province", own).statusCode(403);
        programme.reject("finance", own).statusCode(200).body("status", is("REJECTED"));
        programme.reject("finance2", others).statusCode(200).body("decisionReason", is("不同意"));

        programme.approve("finance2", own).statusCode(409).body("code", is("budget-movement-decided"));
        assertThat(programme.available("340000")).isZero();
        programme.approve("finance2", UUID.randomUUID().toString()).statusCode(404);
        programme
                .as("province")
                .get(programme.path() + "/budget-movements?status=REJECTED&kind=APPROPRIATION")
                .then()
                .statusCode(200)
                .body("data", hasSize(2));
        programme
                .as("enterprise")
                .get(programme.path() + "/budget-movements")
                .then()
                .statusCode(403);
        programme.as("enterprise").get("/api/v1/budget-movements/" + own).then().statusCode(403);
    }

    @Test
    void aDryRunSaysWhetherItCouldBeAskedForAndLeavesNothing() {
        TestProgramme programme = TestProgramme.open();

        programme
                .ask("finance", "appropriations?validateOnly=true", Map.of("amountFen", 100, "document", "测试"))
                .statusCode(200)
                .header("Location", nullValue())
                .header("ETag", nullValue())
                .body("dryRun", is(true))
                .body("refusals", empty())
                .body("would.id", nullValue())
                .body("would.status", is("PROPOSED"))
                .body("would.amountFen", is(100));
        programme
                .ask("finance", "allocations?validateOnly=true", Map.of("regionCode", "340100", "amountFen", 1))
                .statusCode(200)
                .header("Location", nullValue())
                .body("dryRun", is(true))
                .body("would", nullValue())
                .body("refusals.code", contains("budget-cut-too-deep"));
        programme
                .ask("finance", "reallocations?validateOnly=true", Map.of("amountFen", 0))
                .statusCode(200)
                .body("would", nullValue())
                .body("refusals[0].code", is("invalid-request"));

        programme
                .as("finance")
                .get(programme.path() + "/budget-movements")
                .then()
                .body("data", empty());
    }

    @Test
    void aCeilingOfAProviderIsNeverBelowWhatItHasComeTo() {
        TestProgramme programme = TestProgramme.open();
        Map<String, Object> form = Map.of("providerId", DemoProviders.PLATFORM, "ceilingFen", 500);
        programme
                .approve("province", programme.propose("provider-ceilings", form))
                .statusCode(200)
                .body("movedFen", nullValue());
        WorkerThread.await(pool.preparedQuery("UPDATE provider_ceiling SET committed_fen = 400 WHERE programme_id = $1")
                .execute(Tuple.of(programme.id())));

        programme
                .approve(
                        "finance2",
                        programme.propose(
                                "provider-ceilings", Map.of("providerId", DemoProviders.PLATFORM, "ceilingFen", 399)))
                .statusCode(409)
                .body("code", is("provider-ceiling-below-committed"))
                .body("detail", containsString("4.00"));
        programme
                .ask("finance", "provider-ceilings", Map.of("providerId", Ids.next(), "ceilingFen", 1))
                .statusCode(404)
                .body("code", is("provider-not-found"));
        programme
                .as("auditor")
                .get(programme.path() + "/provider-ceilings")
                .then()
                .statusCode(200)
                .body("data.ceilingFen", contains(500))
                .body("data.committedFen", contains(400));
        programme
                .as("enterprise")
                .get(programme.path() + "/provider-ceilings")
                .then()
                .statusCode(403);
    }

    @Test
    void whatIsLeftGoesToTheFollowingProgrammeAndBothLedgersHold() {
        TestProgramme programme = TestProgramme.open(TestProgramme.rules(true))
                .appropriated(1_000)
                .allocated("340100", 400);
        TestProgramme following = TestProgramme.drafted(2027);
        Map<String, Object> form = Map.of("toProgrammeId", following.id());
        programme.ask("finance", "carry-overs", form).statusCode(409).body("code", is("budget-movement-not-possible"));
        programme.act("province", "closures").statusCode(200);
        programme
                .ask("finance", "carry-overs", Map.of("toProgrammeId", programme.id()))
                .statusCode(409)
                .body("code", is("carry-over-target-unfit"));

        programme
                .approve("finance2", programme.propose("carry-overs", form))
                .statusCode(200)
                .body("amountFen", nullValue())
                .body("movedFen", is(1_000));

        assertThat(programme.available("340000") + programme.available("340100"))
                .isZero();
        following.as("finance").get(following.path() + "/budgets").then().body("data.availableFen", contains(1_000));
        following.get("province").body("carriedFromId", is(programme.id().toString()));
        holds(programme, 1_000);
        programme.ask("finance", "returns", Map.of()).statusCode(409).body("code", is("budget-nothing-left"));
        programme.ask("province", "returns", Map.of()).statusCode(409).body("code", is("budget-nothing-left"));
        programme.ask("hefei", "carry-overs", form).statusCode(403).body("code", is("programme-not-yours"));
    }

    @Test
    void rulesThatAllowNoCarryOverSendItBack() {
        TestProgramme programme = TestProgramme.open(TestProgramme.rules(false)).appropriated(700);
        programme.act("province", "closures").statusCode(200);
        TestProgramme following = TestProgramme.drafted(2027);

        programme
                .ask("finance", "carry-overs", Map.of("toProgrammeId", following.id()))
                .statusCode(409)
                .body("code", is("carry-over-not-allowed"))
                .body("detail", containsString("第十一条"));
        programme
                .approve("finance2", programme.propose("returns", Map.of()))
                .statusCode(200)
                .body("movedFen", is(700));
        holds(programme, 700);
    }

    @Test
    void whatIsOfferedOfAMovementIsPossibleInItsProgramme() {
        TestProgramme programme = TestProgramme.open().appropriated(1_000);
        String movement = programme.propose("allocations", Map.of("regionCode", "340100", "amountFen", 400));
        String path = "/api/v1/budget-movements/" + movement;
        programme.as("finance2").get(path).then().body("availableActions", contains("APPROVE", "REJECT"));

        programme.act("province", "closures").statusCode(200);

        programme.as("finance2").get(path).then().body("availableActions", contains("REJECT"));
        programme.approve("finance2", movement).statusCode(409).body("code", is("budget-movement-not-possible"));
    }

    @Test
    void conservationIsPublicNowAndAtEveryPositionAndMoment() {
        TestProgramme programme = TestProgramme.open()
                .appropriated(1_000)
                .allocated("340100", 400)
                .appropriated(500);
        holds(programme, 1_500);
        Response now = given().get(programme.path() + "/conservation");

        String tag = now.header("ETag");
        given().header("If-None-Match", tag)
                .get(programme.path() + "/conservation")
                .then()
                .statusCode(304);
        int position = now.path("position");
        assertThat(position).isEqualTo(3);
        for (int i = 0; i <= position; i++) {
            given().get(programme.path() + "/conservation?position=" + i)
                    .then()
                    .statusCode(200)
                    .body("holds", is(true))
                    .body("appropriatedFen", is(new int[] {0, 1_000, 1_000, 1_500}[i]))
                    .body("downstreamFen", is(new int[] {0, 1_000, 1_000, 1_500}[i]));
        }
        given().get(programme.path() + "/conservation?at=2018-01-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("position", is(0));
        given().get(programme.path() + "/conservation?position=99")
                .then()
                .statusCode(404)
                .body("code", is("ledger-position-not-found"));
        given().get(programme.path() + "/conservation?position=1&at=2018-01-01T00:00:00Z")
                .then()
                .statusCode(400)
                .body("errors.code", contains("parameters-exclude-each-other"));
    }

    @Test
    void financeAndAuditorsReadTheLedger() {
        TestProgramme programme = TestProgramme.open().appropriated(1_000).allocated("340100", 400);
        numbered(programme, 2);
        holds(programme, 1_000);

        for (String person : List.of("finance", "auditor")) {
            programme
                    .as(person)
                    .get("/api/v1/ledger/accounts?programmeId=" + programme.id())
                    .then()
                    .statusCode(200)
                    .body("data.kind", contains("BUDGET_AVAILABLE", "BUDGET_AVAILABLE", "TREASURY"))
                    .body("data.balanceFen.sum()", is(0));
            programme
                    .as(person)
                    .get("/api/v1/ledger/transfers?kind=BUDGET_AVAILABLE&programmeId=" + programme.id())
                    .then()
                    .statusCode(200)
                    .body("data.position", contains(1, 2))
                    .body("data.cause", contains("APPROPRIATION", "ALLOCATION"))
                    .body("data.numberedAt", everyItem(notNullValue()));
        }
        programme
                .as("province")
                .get("/api/v1/ledger/accounts?programmeId=" + programme.id())
                .then()
                .statusCode(403);
        programme
                .as("province")
                .get("/api/v1/ledger/transfers?programmeId=" + programme.id())
                .then()
                .statusCode(403);
        programme.as("finance").get("/api/v1/ledger/transfers").then().statusCode(400);
    }

    /** What applications do. */
    private void hold(TestProgramme programme, String region, long fen) {
        Budget budget = WorkerThread.await(budgets.ofProgramme(pool, programme.id())).stream()
                .filter(found -> found.regionCode().equals(region))
                .findFirst()
                .orElseThrow();
        WorkerThread.await(pool.withTransaction(connection -> budgets.move(
                        connection, List.of(BudgetMove.commit(budget.id(), fen, 1)), Instant.now())
                .chain(moved -> ledger.post(
                        connection,
                        List.of(Transfer.of(
                                programme.id(),
                                TransferCause.COMMITMENT,
                                LedgerAccount.budgetAvailable(budget.id()),
                                LedgerAccount.committed(budget.id()),
                                fen,
                                Ids.next(),
                                moved.get(budget.id()).movedAt()))))));
    }

    /** Balances are added up in the background. */
    private static void holds(TestProgramme programme, int appropriated) {
        Background.settle();
        Response found = given().get(programme.path() + "/conservation");
        assertThat(found.<Integer>path("appropriatedFen")).isEqualTo(appropriated);
        assertThat(budgetsDiffer(programme, found)).isFalse();
        assertThat(found.<Boolean>path("holds")).isTrue();
    }

    private static void numbered(TestProgramme programme, int position) {
        Background.settle();
        assertThat(given().get(programme.path() + "/conservation").<Integer>path("position"))
                .isGreaterThanOrEqualTo(position);
    }

    private static boolean budgetsDiffer(TestProgramme programme, Response found) {
        Response rows = given().get(programme.path() + "/budgets");
        int available = found.path("totals.find { it.kind == 'BUDGET_AVAILABLE' }.balanceFen");
        int committed = found.path("totals.find { it.kind == 'COMMITTED' }.balanceFen");
        return rows.<Integer>path("data.availableFen.sum()") != available
                || rows.<Integer>path("data.committedFen.sum()") != committed;
    }
}
