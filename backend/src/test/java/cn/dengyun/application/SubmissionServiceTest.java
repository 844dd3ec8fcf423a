package cn.dengyun.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.Patience;
import cn.dengyun.application.TestIntake.Drafted;
import cn.dengyun.application.domain.IntakeEntry;
import cn.dengyun.application.domain.IntakeEntry.IntakeOutcome;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.HistoryStore;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SubmissionServiceTest {

    private static final Instant AFTER = TestIntake.OPENING.plusSeconds(60);

    @Inject
    SubmissionService submissions;

    @Inject
    HistoryStore history;

    @Inject
    RuleVersions ruleVersions;

    @Inject
    LedgerService ledger;

    @Inject
    BudgetStore budgets;

    @Inject
    Pool pool;

    @Test
    void ofTwoHundredForTheLastFiftyPlacesExactlyFiftyHoldAndTheOthersWaitInOrder() throws Exception {
        TestIntake intake = intake().budget("340100", 50 * TestIntake.FACE_FEN);
        List<Drafted> drafts = new ArrayList<>(intake.drafts("340123", 200));
        Collections.shuffle(drafts);

        List<CompletableFuture<Answer>> answers = drafts.stream()
                .map(draft -> submit(draft, UUID.randomUUID().toString(), AFTER).subscribeAsCompletionStage())
                .toList();
        for (CompletableFuture<Answer> answer : answers) {
            answer.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
        }

        List<IntakeEntry> log = log(intake);
        assertThat(log).extracting(IntakeEntry::sequence).isEqualTo(longs(200));
        assertThat(log.subList(0, 50)).allMatch(entry -> entry.outcome() == IntakeOutcome.HELD);
        assertThat(log.subList(50, 200)).allMatch(entry -> entry.outcome() == IntakeOutcome.WAITLISTED);
        assertThat(log).isSortedAccordingTo(java.util.Comparator.comparing(IntakeEntry::receivedAt));
        assertThat(count(intake, "SUBMITTED")).isEqualTo(50);
        assertThat(count(intake, "WAITLISTED")).isEqualTo(150);
        assertThat(intake.number("SELECT available_fen FROM budget WHERE id = $1", intake.budgetId()))
                .isZero();
        assertThat(intake.number("SELECT committed_fen FROM budget WHERE id = $1", intake.budgetId()))
                .isEqualTo(50 * TestIntake.FACE_FEN);
        replay(log);
        assertConserved(intake, 50 * TestIntake.FACE_FEN);
    }

    @Test
    void aMillisecondBeforeTheOpeningIsTooEarlyAndTheOpeningIsNot() {
        TestIntake intake = intake().budget("340100", TestIntake.FACE_FEN);
        Drafted draft = intake.draft("340123");
        String key = UUID.randomUUID().toString();

        assertThatThrownBy(() -> await(submit(draft, key, TestIntake.OPENING.minusMillis(1))))
                .isInstanceOfSatisfying(Rejection.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("programme-opens-later");
                    assertThat(refusal.arguments()).containsExactly(TestIntake.OPENING.toString());
                });
        assertThat(intake.number("SELECT count(*) FROM intake_entry WHERE programme_id = $1", intake.programmeId()))
                .isZero();
        // A refusal leaves no trace, so the same key may try again.
        assertThat(await(submit(draft, key, TestIntake.OPENING)).body()).isEqualTo("SUBMITTED 1 600000");
    }

    @Test
    void aTrialSaysWhatWouldHappenAndLeavesNothing() {
        TestIntake intake = intake().budget("340100", TestIntake.FACE_FEN);
        List<Drafted> drafts = intake.drafts("340123", 2);
        List<Long> before = traces(intake, drafts.get(0));

        assertThat(await(tryOut(drafts.get(0), AFTER)).body()).isEqualTo("SUBMITTED 1 600000");
        assertThat(traces(intake, drafts.get(0))).isEqualTo(before);

        // What was tried took no place and no money: another gets both, and a trial sees that.
        assertThat(await(submit(drafts.get(1), UUID.randomUUID().toString(), AFTER))
                        .body())
                .isEqualTo("SUBMITTED 1 600000");
        assertThat(await(tryOut(drafts.get(0), AFTER)).body()).isEqualTo("WAITLISTED 2 0");
        assertThatThrownBy(() -> await(tryOut(drafts.get(1), AFTER)))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("application-transition-not-allowed"));
    }

    @Test
    void aTrialNamesEveryRuleThatFailsAlsoBeforeTheOpening() {
        TestIntake intake = intake(rules -> {
                    ((ArrayNode) rules.get("sizes").get("value")).removeAll().add("MICRO");
                    ((ArrayNode) rules.get("industries").get("value"))
                            .removeAll()
                            .add("B");
                })
                .budget("340100", TestIntake.FACE_FEN);
        Drafted draft = intake.draft("340123");
        List<Long> before = traces(intake, draft);

        assertThatThrownBy(() -> await(tryOut(draft, AFTER))).isInstanceOfSatisfying(Rejection.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("application-not-eligible");
            assertThat(refusal.defects())
                    .extracting(cn.dengyun.shared.Defect::code)
                    .containsExactly("rule-size-excluded", "rule-industry-excluded");
        });
        assertThatThrownBy(() -> await(tryOut(draft, TestIntake.OPENING.minusMillis(1))))
                .isInstanceOfSatisfying(Rejection.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("programme-opens-later");
                    assertThat(refusal.defects())
                            .extracting(cn.dengyun.shared.Defect::code)
                            .containsExactly(
                                    "rule-programme-not-open-yet", "rule-size-excluded", "rule-industry-excluded");
                });
        assertThat(traces(intake, draft)).isEqualTo(before);
    }

    @Test
    void whatTheApplicantCanSupplyIsDemandedWhenItIsSubmittedAndBefore() {
        TestIntake intake = intake().budget("340100", TestIntake.FACE_FEN);
        Drafted draft = intake.draft("340123");
        intake.leaveOut(draft, "\"otherFiscalMoney\":false", "\"otherFiscalMoney\":null");
        intake.leaveOut(draft, "\"contractDate\":\"2026-05-20\"", "\"contractDate\":null");
        Drafted nameless = intake.draft("340123");
        intake.leaveOut(nameless, "\"contractNumber\":\"[^\"]*\"", "\"contractNumber\":\" — \"");

        assertDemanded(tryOut(draft, AFTER), "/otherFiscalMoney", "/lines/0/contractDate");
        assertDemanded(
                submit(draft, UUID.randomUUID().toString(), AFTER), "/otherFiscalMoney", "/lines/0/contractDate");
        assertDemanded(submit(nameless, UUID.randomUUID().toString(), AFTER), "/lines/0/contractNumber");
        assertThatThrownBy(() -> await(tryOut(nameless, TestIntake.OPENING.minusMillis(1))))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        refusal -> assertThat(refusal.defects())
                                .extracting(cn.dengyun.shared.Defect::code)
                                .contains("rule-contract-number-missing"));
        assertConserved(intake, 0);
    }

    private static void assertDemanded(Uni<Answer> refused, String... pointers) {
        assertThatThrownBy(() -> await(refused)).isInstanceOfSatisfying(Rejection.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("application-not-eligible");
            assertThat(refusal.defects())
                    .extracting(cn.dengyun.shared.Defect::pointer)
                    .containsExactly(pointers);
        });
    }

    @Test
    void aRepetitionIsAnsweredAlikeAndTakesNoSecondPlace() throws Exception {
        TestIntake intake = intake().budget("340100", 10 * TestIntake.FACE_FEN);
        Drafted draft = intake.draft("340123");
        String key = UUID.randomUUID().toString();

        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(submit(draft, key, AFTER).subscribeAsCompletionStage());
        }
        for (CompletableFuture<Answer> answer : answers) {
            assertThat(answer.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS).body())
                    .isEqualTo("SUBMITTED 1 600000");
        }
        Answer later = await(submit(draft, key, AFTER));

        assertThat(later.isReplay()).isTrue();
        assertThat(log(intake)).hasSize(1);
        assertThat(intake.number("SELECT committed_fen FROM budget WHERE id = $1", intake.budgetId()))
                .isEqualTo(TestIntake.FACE_FEN);
    }

    @Test
    void theSameApplicationIsHandedInOnceWhateverTheKeys() {
        TestIntake intake = intake().budget("340100", 10 * TestIntake.FACE_FEN);
        Drafted draft = intake.draft("340123");

        int accepted = 0;
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(submit(draft, UUID.randomUUID().toString(), AFTER).subscribeAsCompletionStage());
        }
        for (CompletableFuture<Answer> answer : answers) {
            try {
                answer.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
                accepted++;
            } catch (ExecutionException | InterruptedException | java.util.concurrent.TimeoutException e) {
                assertThat(e.getCause())
                        .isInstanceOfSatisfying(
                                Rejection.class,
                                refusal -> assertThat(refusal.code()).isEqualTo("application-transition-not-allowed"));
            }
        }

        assertThat(accepted).isEqualTo(1);
        assertThat(log(intake)).hasSize(1);
    }

    @Test
    void nobodyOvertakesWhoeverWaits() {
        TestIntake intake = intake().budget("340100", TestIntake.FACE_FEN + 100_000);
        List<Drafted> drafts = intake.drafts("340123", 4);
        intake.ask(drafts.get(2), 100_000, false);
        intake.ask(drafts.get(3), TestIntake.PRICE_FEN, true);

        List<String> answers = drafts.stream()
                .map(draft -> await(submit(draft, UUID.randomUUID().toString(), AFTER))
                        .body())
                .toList();

        // The third would fit in what is left, and the fourth would take less, but the second came first.
        assertThat(answers).containsExactly("SUBMITTED 1 600000", "WAITLISTED 2 0", "WAITLISTED 3 0", "WAITLISTED 4 0");
        replay(log(intake));
    }

    @Test
    void whoeverAcceptsLessGetsWhatIsLeft() {
        TestIntake intake = intake().budget("340100", TestIntake.FACE_FEN + 100_000);
        List<Drafted> drafts = intake.drafts("340123", 2);
        intake.ask(drafts.get(1), TestIntake.PRICE_FEN, true);

        await(submit(drafts.get(0), UUID.randomUUID().toString(), AFTER));
        assertThat(await(submit(drafts.get(1), UUID.randomUUID().toString(), AFTER))
                        .body())
                .isEqualTo("SUBMITTED 2 100000");
        replay(log(intake));
    }

    @Test
    void theAnnualCapOfAnEnterpriseHoldsAlsoWithinOneBatch() throws Exception {
        TestIntake intake = intake(rules -> ((ObjectNode) rules.get("annualCapFen")).put("value", 1_000_000))
                .budget("340100", 100 * TestIntake.FACE_FEN);
        List<Drafted> drafts = new ArrayList<>(List.of(intake.draft("340123")));
        for (int i = 0; i < 9; i++) {
            drafts.add(intake.another(drafts.get(0), "340123"));
        }

        List<CompletableFuture<Answer>> answers = drafts.stream()
                .map(draft -> submit(draft, UUID.randomUUID().toString(), AFTER).subscribeAsCompletionStage())
                .toList();
        int refused = 0;
        for (CompletableFuture<Answer> answer : answers) {
            try {
                answer.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOfSatisfying(Rejection.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("application-not-eligible");
                    assertThat(refusal.defects())
                            .extracting(cn.dengyun.shared.Defect::code)
                            .contains("rule-annual-cap-used");
                });
                refused++;
            }
        }

        assertThat(refused).isEqualTo(8);
        assertThat(intake.number(
                        "SELECT committed_fen FROM entitlement WHERE programme_id = $1 AND organization_id = $2",
                        intake.programmeId(),
                        drafts.get(0).organizationId()))
                .isEqualTo(1_000_000);
    }

    @Test
    void everyDecisionCanBeMadeAgain() throws Exception {
        TestIntake intake = intake().budget("340100", 5 * TestIntake.FACE_FEN);
        List<Drafted> drafts = intake.drafts("340123", 10);
        List<CompletableFuture<Answer>> answers = drafts.stream()
                .map(draft -> submit(draft, UUID.randomUUID().toString(), AFTER).subscribeAsCompletionStage())
                .toList();
        for (CompletableFuture<Answer> answer : answers) {
            answer.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
        }
        RuleSet rules = await(ruleVersions.get(pool, intake.programmeId(), 1));

        for (Drafted draft : drafts) {
            assertThat(await(history.decisions(pool, draft.id())))
                    .hasSize(1)
                    .allMatch(decided -> decided.record().replay(rules).equals(decided.record()));
        }
    }

    @Test
    void somebodyElsesApplicationIsNotThere() {
        TestIntake intake = intake().budget("340100", TestIntake.FACE_FEN);
        Drafted own = intake.draft("340123");
        Drafted other = intake.draft("340123");

        assertThatThrownBy(() -> await(TestIntake.handIn(
                        submissions.submit(other.actor(), own.id(), AFTER),
                        other.actor(),
                        UUID.randomUUID().toString())))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo("application-not-found"));
    }

    private TestIntake intake() {
        return new TestIntake(pool, budgets, ledger).programme();
    }

    private TestIntake intake(java.util.function.Consumer<ObjectNode> rules) {
        return new TestIntake(pool, budgets, ledger).programme(rules);
    }

    private Uni<Answer> tryOut(Drafted draft, Instant at) {
        Effect<VoucherApplication> alone =
                submissions.submit(draft.actor(), draft.id(), at).alone();
        return pool.withConnection(connection -> connection
                        .begin()
                        .chain(unit -> alone.prepare()
                                .chain(prepared -> prepared.in(connection))
                                .onItemOrFailure()
                                .call(unit::rollback)))
                .map(TestIntake::told);
    }

    /** How many rows of every kind submitting leaves there are, and what the rows say that it changes. */
    private static List<Long> traces(TestIntake intake, Drafted draft) {
        UUID programme = intake.programmeId();
        UUID application = draft.id();
        return List.of(
                intake.number("SELECT version FROM voucher_application WHERE id = $1", application),
                intake.number("SELECT count(*) FROM voucher_application_step WHERE application_id = $1", application),
                intake.number("SELECT count(*) FROM voucher_decision WHERE application_id = $1", application),
                intake.number("SELECT count(*) FROM application_evidence WHERE application_id = $1", application),
                intake.number("SELECT count(*) FROM intake_entry WHERE programme_id = $1", programme),
                intake.number("SELECT count(*) FROM ledger_transfer WHERE programme_id = $1", programme),
                intake.number("SELECT available_fen FROM budget WHERE programme_id = $1", programme),
                intake.number("SELECT intake FROM budget WHERE programme_id = $1", programme),
                intake.number("SELECT count(*) FROM idempotency_record WHERE caller_id = $1", draft.person()),
                intake.number("SELECT count(*) FROM audit_entry WHERE actor_id = $1", draft.person()),
                intake.number(
                        "SELECT count(*) FROM event WHERE subject = $1",
                        "/api/v1/voucher-applications/" + application));
    }

    private Uni<Answer> submit(Drafted draft, String key, Instant receivedAt) {
        return TestIntake.handIn(submissions.submit(draft.actor(), draft.id(), receivedAt), draft.actor(), key);
    }

    private List<IntakeEntry> log(TestIntake intake) {
        return await(history.intake(pool, intake.programmeId(), new UUID(0, 0), 0, null, 1_000));
    }

    /** From the log alone: the same outcomes, and the money that is available follows from line to line. */
    static void replay(List<IntakeEntry> log) {
        long available = log.get(0).availableFen();
        boolean isSomebodyWaiting = false;
        for (IntakeEntry entry : log) {
            assertThat(entry.availableFen()).isEqualTo(available);
            assertThat(entry.isSomebodyWaiting()).isEqualTo(isSomebodyWaiting);
            assertThat(entry.replay()).isEqualTo(entry.heldFen());
            available -= entry.heldFen();
            isSomebodyWaiting |= entry.isInLine();
        }
    }

    private void assertConserved(TestIntake intake, long committedFen) {
        Background.settle();
        ConservationStatement found = await(ledger.conservation(intake.programmeId()));
        assertThat(found.holds()).isTrue();
        assertThat(found.totalOf(AccountKind.COMMITTED)).isEqualTo(committedFen);
    }

    private static long count(TestIntake intake, String status) {
        return intake.number(
                "SELECT count(*) FROM voucher_application WHERE programme_id = $1 AND status = $2",
                intake.programmeId(),
                status);
    }

    private static List<Long> longs(int count) {
        return java.util.stream.LongStream.rangeClosed(1, count).boxed().toList();
    }

    private static <T> T await(Uni<T> work) {
        return WorkerThread.await(work);
    }
}
