package cn.dengyun.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.domain.TransferCause;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.BudgetMove;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What is left of a year goes on or back by two people, to the fen, and comes back by two people alone. */
@QuarkusTest
class CarryOverTest {

    @Inject
    BudgetStore budgets;

    @Inject
    LedgerService ledger;

    @Inject
    Pool pool;

    @Test
    void aPartIsCarriedOverAndTheRestGoesBack() {
        TestProgramme programme = ended(1_000, 400);
        TestProgramme following = TestProgramme.drafted(2027);
        Map<String, Object> form = Map.of("toProgrammeId", following.id(), "amountFen", 500);

        programme
                .ask("province", "carry-overs?validateOnly=true", form)
                .statusCode(200)
                .body("dryRun", is(true))
                .body("would.amountFen", is(500));
        String movement = programme
                .ask("province", "carry-overs", form)
                .statusCode(201)
                .body("status", is("PROPOSED"))
                .body("fromRegionCode", is("340000"))
                .body("amountFen", is(500))
                .body("availableActions", contains("REJECT"))
                .extract()
                .path("id");
        assertThat(waitsFor(movement)).containsExactly("[FINANCE] null");
        programme.approve("province", movement).statusCode(403).body("code", is("programme-not-yours"));
        programme.approve("province2", movement).statusCode(403).body("code", is("programme-not-yours"));
        programme
                .approve("finance", movement)
                .statusCode(200)
                .body("movedFen", is(500))
                .body("reversalId", nullValue())
                .body("availableActions", contains("REVERSE"));
        assertThat(waitsFor(movement)).isEmpty();

        assertThat(programme.available("340000")).isEqualTo(100);
        assertThat(programme.available("340100")).isEqualTo(400);
        assertThat(available(following)).isEqualTo(500);
        back(programme, Map.of("amountFen", 300, "fromRegionCode", "340100"), 300);
        back(programme, Map.of("fromRegionCode", "340100"), 100);
        back(programme, Map.of(), 100);
        programme.ask("finance", "returns", Map.of()).statusCode(409).body("code", is("budget-nothing-left"));

        Background.settle();
        account(programme)
                .body("appropriatedFen", is(1_000))
                .body("returnedFen", is(1_000))
                .body("carriedInFen", is(0))
                .body("carriedOutFen", is(500))
                .body("balanced", is(true));
        account(following)
                .body("appropriatedFen", is(500))
                .body("availableFen", is(500))
                .body("carriedInFen", is(500))
                .body("carriedOutFen", is(0))
                .body("balanced", is(true));
        yearEnd(programme)
                .body("budgetCarriedInFen", is(0))
                .body("budgetCarriedOutFen", is(500))
                .body("budgetGivenBackFen", is(500))
                .body("account.carriedOutFen", is(500));
        yearEnd(following).body("budgetCarriedInFen", is(500)).body("budgetCarriedOutFen", is(0));
        assertThat(causes(programme)).contains("CARRY_OVER", "RETURN").doesNotContain("CARRY_IN");
        assertThat(causes(following)).containsExactly("CARRY_IN");
        for (TestProgramme each : List.of(programme, following)) {
            each.as("auditor")
                    .get(each.path() + "/budget-movements?kind=CARRY_OVER")
                    .then()
                    .body("data.id", contains(movement))
                    .body("data[0].programmeId", is(programme.id().toString()));
        }
    }

    @Test
    void onlyWhatIsFreeGoesToALaterYearOfTheSameOwner() {
        TestProgramme programme = ended(1_000, 0);
        TestProgramme following = TestProgramme.drafted(2027);

        programme
                .ask("finance", "carry-overs", Map.of("toProgrammeId", following.id(), "amountFen", 1_001))
                .statusCode(409)
                .body("code", is("budget-cut-too-deep"))
                .body("detail", containsString("10.01"));
        programme
                .ask("finance", "returns", Map.of("amountFen", 1, "fromRegionCode", "340200"))
                .statusCode(409)
                .body("code", is("budget-cut-too-deep"));
        programme
                .ask("finance", "returns", Map.of("fromRegionCode", "340200"))
                .statusCode(409)
                .body("code", is("budget-nothing-left"));
        programme.ask("finance", "returns", Map.of("amountFen", 0)).statusCode(400);
        TestProgramme sameYear = TestProgramme.drafted(2026);
        TestProgramme over = TestProgramme.drafted(2027);
        over.addRules(TestRules.json()).statusCode(201);
        over.simulate(1);
        over.act("finance", "approvals").statusCode(200);
        for (String noun : List.of("announcements", "openings", "closures")) {
            over.act("province", noun).statusCode(200);
        }
        String others = following
                .post("hefei", "/api/v1/programmes", TestProgramme.aDraft(2027))
                .statusCode(201)
                .extract()
                .path("id");
        for (Object unfit : List.of(sameYear.id(), over.id(), others, Ids.next(), programme.id())) {
            programme
                    .ask("finance", "carry-overs", Map.of("toProgrammeId", unfit))
                    .statusCode(409)
                    .body("code", is("carry-over-target-unfit"));
        }
        for (String noun : List.of("carry-overs", "returns")) {
            Map<String, Object> form =
                    noun.equals("returns") ? Map.of() : Map.of("toProgrammeId", following.id(), "amountFen", 1);
            programme.ask("hefei", noun, form).statusCode(403).body("code", is("programme-not-yours"));
            programme.ask("enterprise", noun, form).statusCode(403);
        }
        String movement = programme.propose("carry-overs", Map.of("toProgrammeId", following.id(), "amountFen", 701));
        hold(programme, 300);
        programme.approve("finance2", movement).statusCode(409).body("code", is("budget-cut-too-deep"));
        assertThat(programme.available("340000")).isEqualTo(700);
        assertThat(available(following)).isZero();
        conserved(programme, 1_000);
    }

    @Test
    void whatIsLeftIsAskedForOnceAtATime() throws Exception {
        TestProgramme programme = ended(1_000, 0);
        TestProgramme following = TestProgramme.drafted(2027);
        Map<String, Object> form = Map.of("toProgrammeId", following.id(), "amountFen", 500);

        List<Response> answers = atOnce(
                () -> programme.ask("finance", "carry-overs", form).extract().response(),
                () -> programme.ask("finance2", "carry-overs", form).extract().response());

        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(201, 409);
        answers.stream()
                .filter(answer -> answer.statusCode() == 409)
                .forEach(answer -> assertThat(answer.<String>path("code")).isEqualTo("budget-movement-waiting"));
        String waiting = answers.stream()
                .filter(answer -> answer.statusCode() == 201)
                .findFirst()
                .orElseThrow()
                .path("id");
        programme.propose("returns", Map.of("amountFen", 100));
        programme
                .ask("finance", "returns", Map.of("amountFen", 1))
                .statusCode(409)
                .body("code", is("budget-movement-waiting"));
        programme.reject("finance", waiting).statusCode(200);
        String again = programme.propose("carry-overs", form);
        programme.approve("finance", again).statusCode(403).body("code", is("four-eyes-required"));
        programme.approve("finance2", again).statusCode(200);
        programme.approve("finance2", again).statusCode(409).body("code", is("budget-movement-decided"));
        assertThat(available(following)).isEqualTo(500);
    }

    @Test
    void ofACarryOverAndAHoldThatWantTheSameMoneyOneHolds() throws Exception {
        TestProgramme programme = ended(1_000, 0);
        TestProgramme following = TestProgramme.drafted(2027);
        String movement = programme.propose("carry-overs", Map.of("toProgrammeId", following.id(), "amountFen", 700));
        programme.as("finance2");

        List<Boolean> done =
                atOnce(() -> programme.approve("finance2", movement).extract().statusCode() == 200, () -> {
                    try {
                        hold(programme, 400);
                        return true;
                    } catch (Rejection refused) {
                        assertThat(refused.code()).isEqualTo("budget-insufficient");
                        return false;
                    }
                });

        assertThat(done).containsExactlyInAnyOrder(true, false);
        assertThat(programme.available("340000")).isEqualTo(done.get(0) ? 300 : 600);
        assertThat(available(following)).isEqualTo(done.get(0) ? 700 : 0);
        conserved(programme, 1_000);
        conserved(following, done.get(0) ? 700 : 0);
    }

    @Test
    void aCarryOverIsUndoneInWholeByTwoPeople() throws Exception {
        TestProgramme programme = ended(1_000, 400);
        TestProgramme following = TestProgramme.drafted(2027);
        String movement = programme.propose("carry-overs", Map.of("toProgrammeId", following.id()));
        undo(programme, "finance", movement).statusCode(409).body("code", is("budget-movement-not-reversible"));
        programme.approve("finance2", movement).statusCode(200).body("movedFen", is(1_000));
        undo(programme, "hefei", movement).statusCode(403).body("code", is("programme-not-yours"));
        undo(programme, "auditor", movement).statusCode(403);
        undo(programme, "enterprise", movement).statusCode(403);
        undo(programme, "finance", UUID.randomUUID().toString()).statusCode(404);
        hold(following, 1);
        undo(programme, "finance", movement)
                .statusCode(409)
                .body("code", is("budget-cut-too-deep"))
                .body("detail", containsString("9.99"));
        release(following, 1);

        List<Response> answers = atOnce(
                () -> undo(programme, "finance", movement).extract().response(),
                () -> undo(programme, "finance", movement).extract().response());

        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(201, 409);
        Response asked = answers.stream()
                .filter(answer -> answer.statusCode() == 201)
                .findFirst()
                .orElseThrow();
        String reversal = asked.path("id");
        assertThat(asked.<String>path("kind")).isEqualTo("REVERSAL");
        assertThat(asked.<String>path("reversesId")).isEqualTo(movement);
        assertThat(asked.<Integer>path("amountFen")).isEqualTo(1_000);
        undo(programme, "finance", movement).statusCode(409).body("code", is("budget-movement-reversed"));
        programme
                .as("finance")
                .get("/api/v1/budget-movements/" + movement)
                .then()
                .body("reversalId", is(reversal))
                .body("availableActions", empty());
        programme.approve("province2", reversal).statusCode(403).body("code", is("programme-not-yours"));
        programme.approve("finance", reversal).statusCode(403).body("code", is("four-eyes-required"));
        assertThat(waitsFor(reversal)).containsExactly("[FINANCE] null");
        programme.approve("finance2", reversal).statusCode(200).body("movedFen", is(1_000));

        assertThat(programme.available("340000")).isEqualTo(600);
        assertThat(programme.available("340100")).isEqualTo(400);
        assertThat(available(following)).isZero();
        following.get("province").body("carriedFromId", nullValue());
        Background.settle();
        account(programme)
                .body("returnedFen", is(0))
                .body("carriedOutFen", is(0))
                .body("balanced", is(true));
        account(following)
                .body("appropriatedFen", is(0))
                .body("carriedInFen", is(0))
                .body("balanced", is(true));
        assertThat(causes(following)).containsExactly("CARRY_IN", "COMMITMENT", "COMMITMENT_RELEASE", "REVERSAL");
        undo(programme, "finance", movement).statusCode(409).body("code", is("budget-movement-reversed"));
        undo(programme, "finance", reversal).statusCode(409).body("code", is("budget-movement-not-reversible"));
        programme.propose("carry-overs", Map.of("toProgrammeId", following.id(), "amountFen", 1));
    }

    @Test
    void aReversalThatCameTooLateIsRefusedAndOneThatWasRejectedAskedForAgain() {
        TestProgramme programme = ended(1_000, 0);
        TestProgramme following = TestProgramme.drafted(2027);
        String carried = programme.propose("carry-overs", Map.of("toProgrammeId", following.id(), "amountFen", 600));
        programme.approve("finance2", carried).statusCode(200);
        String first =
                undo(programme, "finance", carried).statusCode(201).extract().path("id");
        programme.reject("finance2", first).statusCode(200);
        String second =
                undo(programme, "finance", carried).statusCode(201).extract().path("id");
        hold(following, 100);

        programme.approve("finance2", second).statusCode(409).body("code", is("budget-cut-too-deep"));
        programme.reject("finance", second).statusCode(200);
        assertThat(available(following)).isEqualTo(500);
        String back = programme.propose("returns", Map.of());
        programme.approve("finance2", back).statusCode(200).body("movedFen", is(400));
        programme.act("province", "settlings").statusCode(200);
        String undone =
                undo(programme, "province", back).statusCode(201).extract().path("id");
        Background.settle();
        programme.act("finance", "accountings").statusCode(200);

        programme.approve("finance2", undone).statusCode(409).body("code", is("budget-movement-not-possible"));
        undo(programme, "finance", carried).statusCode(409).body("code", is("budget-movement-not-possible"));
        conserved(programme, 1_000);
        conserved(following, 600);
    }

    @Test
    void theSameReversalSentTwiceIsAskedForOnce() {
        TestProgramme programme = ended(1_000, 0);
        String back = programme.propose("returns", Map.of("amountFen", 10));
        programme.approve("finance2", back).statusCode(200);
        String path = "/api/v1/budget-movements/" + back + "/reversals";
        String key = UUID.randomUUID().toString();
        programme
                .post("finance", path + "?validateOnly=true", Map.of("reason", "误退"))
                .statusCode(200)
                .body("dryRun", is(true))
                .body("would.kind", is("REVERSAL"));
        String first = programme
                .post("finance", path, Map.of("reason", "误退"), key)
                .statusCode(201)
                .extract()
                .asString();

        programme
                .post("finance", path, Map.of("reason", "误退"), key)
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body(is(first));
        programme.post("finance", path, Map.of("reason", "其他"), key).statusCode(422);
        programme
                .as("finance2")
                .get(programme.path() + "/budget-movements?kind=REVERSAL")
                .then()
                .body("data", hasSize(1))
                .body("data[0].availableActions", contains("APPROVE", "REJECT"));
    }

    /** Whatever is carried over, given back and undone in whatever order: no fen is lost or made. */
    @Test
    void anySequenceConserves() {
        TestProgramme programme = ended(1_000, 300);
        TestProgramme following = TestProgramme.drafted(2027);
        Random random = new Random(20_261_201);
        List<String> done = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Response asked = asked(programme, following, done, random);
            if (asked.statusCode() == 201) {
                String movement = asked.path("id");
                programme.approve("finance2", movement).statusCode(200);
                if (asked.path("reversesId") == null) {
                    done.add(movement);
                }
            } else {
                assertThat(asked.<String>path("code"))
                        .isIn("budget-cut-too-deep", "budget-nothing-left", "budget-movement-reversed");
            }
        }

        Background.settle();
        int carried = account(programme).extract().path("carriedOutFen");
        int returned = account(programme).extract().path("returnedFen");
        account(programme).body("availableFen", is(1_000 - returned)).body("balanced", is(true));
        account(following)
                .body("carriedInFen", is(carried))
                .body("appropriatedFen", is(carried))
                .body("availableFen", is(carried))
                .body("balanced", is(true));
        yearEnd(programme).body("budgetCarriedOutFen", is(carried)).body("budgetGivenBackFen", is(returned - carried));
        assertThat(available(following)).isEqualTo(carried);
    }

    private static Response asked(TestProgramme programme, TestProgramme following, List<String> done, Random random) {
        int kind = random.nextInt(5);
        if (kind < 2 && !done.isEmpty()) {
            return undo(programme, "finance", done.get(random.nextInt(done.size())))
                    .extract()
                    .response();
        }
        String region = random.nextBoolean() ? "340000" : "340100";
        Map<String, Object> amount = Map.of("amountFen", 1 + random.nextInt(300), "fromRegionCode", region);
        if (kind < 4) {
            return programme
                    .ask(
                            "finance",
                            "carry-overs",
                            Map.of(
                                    "toProgrammeId",
                                    following.id(),
                                    "amountFen",
                                    amount.get("amountFen"),
                                    "fromRegionCode",
                                    region))
                    .extract()
                    .response();
        }
        return programme.ask("finance", "returns", amount).extract().response();
    }

    /** Closed, with so much in its pool and, of that, in Hefei. */
    private static TestProgramme ended(long fen, long ofHefei) {
        TestProgramme programme = TestProgramme.open(TestProgramme.rules(true)).appropriated(fen);
        if (ofHefei > 0) {
            programme.allocated("340100", ofHefei);
        }
        programme.act("province", "closures").statusCode(200);
        return programme;
    }

    private static void back(TestProgramme programme, Map<String, ?> form, int moved) {
        programme
                .approve("finance2", programme.propose("returns", form))
                .statusCode(200)
                .body("movedFen", is(moved));
    }

    private static ValidatableResponse undo(TestProgramme programme, String person, String movement) {
        return programme.post(person, "/api/v1/budget-movements/" + movement + "/reversals", Map.of("reason", "结转有误"));
    }

    /** Whose work it is: by role, and as the authority of which region. */
    private List<String> waitsFor(String movement) {
        return StreamSupport.stream(
                        WorkerThread.await(pool.preparedQuery(
                                                "SELECT roles, authority_region FROM work_budget_movement WHERE item = $1")
                                        .execute(Tuple.of(UUID.fromString(movement))))
                                .spliterator(),
                        false)
                .map(row -> List.of(row.getArrayOfStrings(0)) + " " + row.getString(1))
                .toList();
    }

    private static long available(TestProgramme draft) {
        Number found = draft.as("finance")
                .get(draft.path() + "/budgets")
                .path("data.find { it.regionCode == '340000' }.availableFen");
        return found.longValue();
    }

    private static ValidatableResponse account(TestProgramme programme) {
        return programme.as("finance").get(programme.path() + "/account").then().statusCode(200);
    }

    private static ValidatableResponse yearEnd(TestProgramme programme) {
        return programme
                .as("finance")
                .queryParam("year", LocalDate.now(ClockProducer.BUSINESS_ZONE).getYear())
                .get(programme.path() + "/account/year-end")
                .then()
                .statusCode(200)
                .body("tied", is(true));
    }

    private static List<String> causes(TestProgramme programme) {
        return programme
                .as("finance")
                .get("/api/v1/ledger/transfers?limit=200&programmeId=" + programme.id())
                .path("data.cause");
    }

    private static void conserved(TestProgramme programme, int appropriated) {
        Background.settle();
        account(programme).body("appropriatedFen", is(appropriated)).body("balanced", is(true));
    }

    /** What applications do. */
    private void hold(TestProgramme programme, long fen) {
        UUID budget = pool(programme).id();
        move(programme, BudgetMove.commit(budget, fen, 1), TransferCause.COMMITMENT, budget, fen);
    }

    private void release(TestProgramme programme, long fen) {
        UUID budget = pool(programme).id();
        move(programme, BudgetMove.release(budget, fen), TransferCause.COMMITMENT_RELEASE, budget, fen);
    }

    private void move(TestProgramme programme, BudgetMove move, TransferCause cause, UUID budget, long fen) {
        LedgerAccount free = LedgerAccount.budgetAvailable(budget);
        LedgerAccount held = LedgerAccount.committed(budget);
        boolean isHeld = cause == TransferCause.COMMITMENT;
        WorkerThread.await(pool.withTransaction(connection -> budgets.move(connection, List.of(move), Instant.now())
                .chain(moved -> ledger.post(
                        connection,
                        List.of(Transfer.of(
                                programme.id(),
                                cause,
                                isHeld ? free : held,
                                isHeld ? held : free,
                                fen,
                                Ids.next(),
                                moved.get(budget).movedAt()))))));
    }

    private Budget pool(TestProgramme programme) {
        return WorkerThread.await(budgets.ofProgramme(pool, programme.id())).stream()
                .filter(found -> found.regionCode().equals("340000"))
                .findFirst()
                .orElseThrow();
    }

    @SafeVarargs
    private static <T> List<T> atOnce(Callable<T>... calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.length);
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(List.of(calls))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
