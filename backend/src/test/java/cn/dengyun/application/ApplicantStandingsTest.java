package cn.dengyun.application;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.Patience;
import cn.dengyun.application.ApplicationForms.Line;
import cn.dengyun.application.ApplicationForms.NewAppealDecision;
import cn.dengyun.application.ApplicationForms.NewApplication;
import cn.dengyun.application.ApplicationForms.NewReview;
import cn.dengyun.application.ApplicationForms.Verdict;
import cn.dengyun.application.TestIntake.Drafted;
import cn.dengyun.application.TestIntake.Pending;
import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.ApplicationStep;
import cn.dengyun.application.domain.IntakeEntry;
import cn.dengyun.application.domain.IntakeEntry.IntakeOutcome;
import cn.dengyun.application.domain.ReviewDecision;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.HistoryStore;
import cn.dengyun.identity.organization.CertificationService;
import cn.dengyun.identity.organization.MeasureService;
import cn.dengyun.identity.organization.NewDecision;
import cn.dengyun.identity.organization.domain.CertificationDecision.CertificationOutcome;
import cn.dengyun.identity.organization.domain.OrganizationMeasure;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money is held for certified enterprises only, whatever happens in whatever order. */
@QuarkusTest
class ApplicantStandingsTest {

    private static final Instant AFTER = TestIntake.OPENING.plusSeconds(60);
    private static final long FACE = TestIntake.FACE_FEN;
    private static final Actor COUNTY = TestIntake.authority("340123");
    private static final Actor CITY = TestIntake.authority("340100");
    private static final int RACES = 30;

    @Inject
    SubmissionService submissions;

    @Inject
    ApplicationService service;

    @Inject
    ReviewService reviews;

    @Inject
    ExitService exits;

    @Inject
    MeasureService measures;

    @Inject
    CertificationService certifications;

    @Inject
    ApplicationStore applications;

    @Inject
    HistoryStore history;

    @Inject
    LedgerService ledger;

    @Inject
    BudgetStore budgets;

    @Inject
    UnitsOfWork units;

    @Inject
    Pool pool;

    @Test
    void inventedEnterprisesHoldNothingAndKeepNobodyWaiting() {
        TestIntake intake = intake(2 * FACE);
        List<Drafted> invented =
                intake.pending("340123", 200).stream().map(Pending::draft).toList();

        TestIntake.submitAll(submissions, invented, AFTER);
        Drafted honest = submitted(intake);

        assertThat(found(invented)).allMatch(each -> each.awaitsCertification() && each.heldFen() == 0);
        assertThat(told(honest)).isEqualTo("SUBMITTED 201 " + FACE);
        assertConserved(intake, FACE);
        assertThat(intake.number(
                        "SELECT coalesce(sum(committed_fen), 0)::bigint FROM entitlement WHERE programme_id = $1",
                        intake.programmeId()))
                .isEqualTo(FACE);
        List<IntakeEntry> log = await(history.intake(pool, intake.programmeId(), Ids.OLDEST, 0, null, 1_000));
        assertThat(log.subList(0, 200))
                .allMatch(each -> each.outcome() == IntakeOutcome.WAITLISTED && each.awaitsCertification());
        assertThat(log.get(200).isSomebodyWaiting()).isFalse();
        SubmissionServiceTest.replay(log);
    }

    @Test
    void whoeverIsCertifiedIsServedAtOnceAndStandsWhereItStood() {
        TestIntake intake = intake(FACE);
        List<Pending> pending = intake.pending("340123", 2);
        submit(pending.get(0).draft());
        submit(pending.get(1).draft());

        decide(pending.get(1), CertificationOutcome.CERTIFY);
        assertThat(told(pending.get(1).draft())).isEqualTo("SUBMITTED 2 " + FACE);
        Drafted third = submitted(intake);
        decide(pending.get(0), CertificationOutcome.CERTIFY);
        assertThat(found(pending.get(0).draft()).awaitsCertification()).isFalse();
        assertThat(told(pending.get(0).draft())).isEqualTo("WAITLISTED 1 0");
        withdraw(pending.get(1).draft());

        assertThat(told(pending.get(0).draft())).isEqualTo("SUBMITTED 1 " + FACE);
        assertThat(told(third)).isEqualTo("WAITLISTED 3 0");
        assertThat(intake.number(
                        "SELECT served_fen FROM intake_entry WHERE budget_id = $1 AND sequence = 1", intake.budgetId()))
                .isEqualTo(FACE);
        assertConserved(intake, FACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SUBMITTED",
                "COUNTY_REVIEW",
                "CITY_REVIEW",
                "PROVINCE_REVIEW",
                "APPROVED",
                "PUBLIC_NOTICE",
                "RETURNED"
            })
    void whatAFrozenEnterpriseHeldServesTheNextAndItComesBackToItsPlace(String status) {
        TestIntake intake = intake(FACE);
        Drafted frozen = submitted(intake);
        Drafted next = submitted(intake);
        intake.put(frozen, status);

        measure(OrganizationMeasure.FREEZE, frozen);

        assertThat(told(frozen)).isEqualTo("WAITLISTED 1 0");
        assertThat(found(frozen).awaitsCertification()).isTrue();
        assertThat(found(frozen).rounds()).isZero();
        assertThat(found(frozen).dueAt()).isNull();
        assertThat(told(next)).isEqualTo("SUBMITTED 2 " + FACE);
        assertThat(await(history.steps(pool, frozen.id())))
                .extracting(ApplicationStep::move)
                .containsExactly(ApplicationMove.SUBMIT, ApplicationMove.SET_ASIDE);
        withdraw(next);
        assertThat(told(frozen)).isEqualTo("WAITLISTED 1 0");
        assertConserved(intake, 0);

        measure(OrganizationMeasure.UNFREEZE, frozen);
        assertThat(told(frozen)).isEqualTo("SUBMITTED 1 " + FACE);
        assertConserved(intake, FACE);
    }

    @Test
    void oneThatWaitsIsPassedOverWhileItsEnterpriseIsFrozenAndDoesNotLapse() {
        TestIntake intake = intake(FACE);
        Drafted first = submitted(intake);
        Drafted frozen = submitted(intake);
        Drafted third = submitted(intake);

        measure(OrganizationMeasure.FREEZE, frozen);
        withdraw(first);

        assertThat(told(frozen)).isEqualTo("WAITLISTED 2 0");
        assertThat(told(third)).isEqualTo("SUBMITTED 3 " + FACE);
    }

    @Test
    void aRefusedCertificationGivesBackWhatWasHeldBefore() {
        TestIntake intake = intake(FACE);
        Drafted held = submitted(intake);
        Pending pending = intake.uncertified(List.of(held), "340123").get(0);

        decide(pending, CertificationOutcome.REJECT);

        assertThat(told(held)).isEqualTo("WAITLISTED 1 0");
        assertConserved(intake, 0);
    }

    /** Whoever waited when the rule came in. */
    @Test
    void oneThatIsNotCertifiedIsPassedOverWhenItsTurnComes() {
        TestIntake intake = intake(FACE);
        Drafted first = submitted(intake);
        Drafted second = submitted(intake);
        Drafted third = submitted(intake);
        intake.uncertified(List.of(second), "340123");

        withdraw(first);

        assertThat(told(second)).isEqualTo("WAITLISTED 2 0");
        assertThat(found(second).awaitsCertification()).isTrue();
        assertThat(told(third)).isEqualTo("SUBMITTED 3 " + FACE);
    }

    @Test
    void anAppealThatIsUpheldHoldsNothingForAFrozenEnterprise() {
        TestIntake intake = intake(FACE);
        Drafted refused = submitted(intake);
        NewReview refusal = new NewReview(ReviewDecision.REJECT, "测试", "NOT_ELIGIBLE", "第四条", "可以申诉", null, null, null);
        await(units.carryOut(reviews.review(COUNTY, refused.id(), refusal)));
        await(units.carryOut(exits.appeal(refused.actor(), refused.id(), "合同有效")));

        measure(OrganizationMeasure.FREEZE, refused);
        assertThat(told(refused)).isEqualTo("REJECTED 1 0");
        await(units.carryOut(exits.decideAppeal(CITY, refused.id(), new NewAppealDecision(Verdict.UPHELD, "原决定有误"))));

        assertThat(told(refused)).isEqualTo("WAITLISTED 1 0");
        assertThat(found(refused).awaitsCertification()).isTrue();
    }

    @Test
    void aWithdrawalEndsTheWaiting() {
        TestIntake intake = intake(FACE);
        Pending pending = intake.pending("340123", 1).get(0);
        submit(pending.draft());

        withdraw(pending.draft());
        decide(pending, CertificationOutcome.CERTIFY);

        assertThat(told(pending.draft())).isEqualTo("WITHDRAWN 1 0");
        assertConserved(intake, 0);
    }

    /** More than are looked at together, of one enterprise; drafts are locked, but nobody reads what stands in them. */
    @Test
    void anEnterpriseIsFrozenAndCertifiedWhateverTheNumberOfItsApplications() {
        TestIntake intake = intake(FACE);
        Pending pending = intake.pending("340123", 1).get(0);
        List<Drafted> all = new ArrayList<>(List.of(pending.draft()));
        for (int i = 1; i < 60; i++) {
            all.add(intake.another(pending.draft(), "340123"));
        }
        TestIntake.submitAll(submissions, all, AFTER);
        Drafted unreadable = intake.another(pending.draft(), "340123");
        intake.leaveOut(unreadable, "^", "nobody can read this");
        try {
            decide(pending, CertificationOutcome.CERTIFY);
            assertThat(found(all)).noneMatch(VoucherApplication::awaitsCertification);
            // They were submitted a few at once; the first of them has the only place.
            assertThat(found(all).stream().map(VoucherApplication::heldFen).filter(fen -> fen > 0))
                    .containsExactly(FACE);
            assertConserved(intake, FACE);

            measure(OrganizationMeasure.FREEZE, pending.draft());
            assertThat(found(all)).allMatch(each -> each.awaitsCertification() && each.heldFen() == 0);
            assertConserved(intake, 0);
        } finally {
            // Others list what there is.
            intake.leaveOut(unreadable, "^nobody can read this", "");
        }
    }

    @Test
    void aFreezeBesideASubmissionLeavesNoHold() {
        TestIntake intake = intake(RACES * FACE);
        for (Drafted draft : intake.drafts("340123", RACES)) {
            atOnce(
                    TestIntake.handIn(
                            submissions.submit(draft.actor(), draft.id(), AFTER),
                            draft.actor(),
                            Ids.next().toString()),
                    freeze(draft));

            assertThat(found(draft).heldFen()).isZero();
        }
        assertConserved(intake, 0);
    }

    @Test
    void aFreezeBesideADraftThatIsSubmittedAtOnceLeavesNoHold() {
        TestIntake intake = intake(RACES * FACE);
        for (Drafted draft : intake.drafts("340123", RACES)) {
            Line line = new Line(
                    "云 ERP", null, ServiceLayer.SAAS, null, 1_060_000L, 1_000_000L, "HT-1", LocalDate.of(2026, 5, 20));
            NewApplication wanted = new NewApplication(intake.programmeId(), List.of(line), false, false);
            atOnce(
                    units.carryOut(service.draft(draft.actor(), wanted))
                            .chain(made -> TestIntake.handIn(
                                    submissions.submit(draft.actor(), made.id(), AFTER),
                                    draft.actor(),
                                    Ids.next().toString())),
                    freeze(draft));
        }
        assertConserved(intake, 0);
    }

    @Test
    void aFreezeBesideATurnInTheLineLeavesNoHold() {
        for (int i = 0; i < RACES; i++) {
            TestIntake intake = intake(FACE);
            Drafted first = submitted(intake);
            Drafted frozen = submitted(intake);

            atOnce(units.carryOut(exits.withdraw(first.actor(), first.id(), null)), freeze(frozen));

            assertThat(told(frozen)).isEqualTo("WAITLISTED 2 0");
            assertConserved(intake, 0);
        }
    }

    private TestIntake intake(long availableFen) {
        return new TestIntake(pool, budgets, ledger).programme().budget("340100", availableFen);
    }

    private Drafted submitted(TestIntake intake) {
        Drafted draft = intake.draft("340123");
        submit(draft);
        return draft;
    }

    private void submit(Drafted draft) {
        TestIntake.submitAll(submissions, List.of(draft), AFTER);
    }

    private void withdraw(Drafted draft) {
        await(units.carryOut(exits.withdraw(draft.actor(), draft.id(), null)));
    }

    private void decide(Pending pending, CertificationOutcome outcome) {
        NewDecision decision =
                new NewDecision(outcome, "核实", outcome == CertificationOutcome.REJECT ? "实施方案第三条" : null, null);
        await(units.carryOut(certifications.decide(COUNTY, pending.certificationId(), decision)));
    }

    private void measure(OrganizationMeasure measure, Drafted draft) {
        await(units.carryOut(measures.take(measure, COUNTY, draft.organizationId(), "核查")));
    }

    private Uni<?> freeze(Drafted draft) {
        return units.carryOut(measures.take(OrganizationMeasure.FREEZE, COUNTY, draft.organizationId(), "核查"));
    }

    /** Starts both and waits for both; the first may be refused, for the second came before it. */
    private static void atOnce(Uni<?> refusable, Uni<?> other) {
        CompletableFuture<?> first =
                refusable.onFailure(Rejection.class).recoverWithNull().subscribeAsCompletionStage();
        CompletableFuture<?> second = other.subscribeAsCompletionStage();
        CompletableFuture.allOf(first, second)
                .orTimeout(Patience.LONG.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private VoucherApplication found(Drafted draft) {
        return await(applications.find(pool, draft.id()));
    }

    private List<VoucherApplication> found(List<Drafted> drafts) {
        List<VoucherApplication> found = new ArrayList<>();
        drafts.forEach(draft -> found.add(found(draft)));
        return found;
    }

    private String told(Drafted draft) {
        VoucherApplication found = found(draft);
        return found.status() + " " + found.sequence() + " " + found.heldFen();
    }

    private void assertConserved(TestIntake intake, long committedFen) {
        Background.settle();
        ConservationStatement statement = await(ledger.conservation(intake.programmeId()));
        assertThat(statement.holds()).isTrue();
        assertThat(statement.totalOf(AccountKind.COMMITTED)).isEqualTo(committedFen);
    }

    private static <T> T await(Uni<T> work) {
        return WorkerThread.await(work);
    }
}
