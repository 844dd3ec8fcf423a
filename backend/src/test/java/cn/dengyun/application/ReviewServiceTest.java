package cn.dengyun.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import cn.dengyun.Patience;
import cn.dengyun.application.ApplicationForms.Facts;
import cn.dengyun.application.ApplicationForms.NewAppealDecision;
import cn.dengyun.application.ApplicationForms.NewDefect;
import cn.dengyun.application.ApplicationForms.NewDisposition;
import cn.dengyun.application.ApplicationForms.NewReview;
import cn.dengyun.application.ApplicationForms.NewReviews;
import cn.dengyun.application.ApplicationForms.Verdict;
import cn.dengyun.application.TestIntake.Drafted;
import cn.dengyun.application.domain.ApplicationFilter;
import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.ApplicationSignals;
import cn.dengyun.application.domain.ApplicationStep;
import cn.dengyun.application.domain.ReviewDecision;
import cn.dengyun.application.domain.RuleDecision;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.HistoryStore;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.RuleResult;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.policy.domain.fraud.FraudDisposition;
import cn.dengyun.policy.domain.fraud.FraudFinding;
import cn.dengyun.policy.domain.fraud.FraudRule;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReviewServiceTest {

    private static final Instant AFTER = TestIntake.OPENING.plusSeconds(60);
    private static final Actor COUNTY = TestIntake.authority("340123");
    private static final Actor CITY = TestIntake.authority("340100");
    private static final Actor OTHER_OF_CITY = TestIntake.authority("340100");
    private static final Actor PROVINCE = TestIntake.authority("340000");
    private static final Actor OTHER_CITY = TestIntake.authority("340200");

    @Inject
    SubmissionService submissions;

    @Inject
    ReviewService reviews;

    @Inject
    ExitService exits;

    @Inject
    ApplicationService service;

    @Inject
    ApplicationStore applications;

    @Inject
    HistoryStore history;

    @Inject
    RuleVersions ruleVersions;

    @Inject
    LedgerService ledger;

    @Inject
    BudgetStore budgets;

    @Inject
    UnitsOfWork units;

    @Inject
    WorkingCalendar calendar;

    @Inject
    Pool pool;

    @Test
    void countyThenCityAndTheCityApproves() {
        TestIntake intake = intake().budget("340100", TestIntake.FACE_FEN);
        UUID id = submitted(intake, "340123").id();

        assertThat(review(COUNTY, id, ReviewDecision.TAKE_UP)).startsWith("COUNTY_REVIEW");
        assertThat(review(COUNTY, id, ReviewDecision.PASS)).startsWith("CITY_REVIEW");
        assertThat(review(CITY, id, ReviewDecision.PASS)).isEqualTo("APPROVED 1 600000");

        assertThat(await(history.steps(pool, id)))
                .extracting(ApplicationStep::move)
                .containsExactly(
                        ApplicationMove.SUBMIT,
                        ApplicationMove.TAKE_UP_BY_COUNTY,
                        ApplicationMove.PASS_TO_CITY,
                        ApplicationMove.APPROVE);
        RuleSet rules = await(ruleVersions.get(pool, intake.programmeId(), 1));
        assertThat(await(history.decisions(pool, id)))
                .extracting(RuleDecision::occasion)
                .containsExactly("SUBMISSION", "APPROVAL");
        assertThat(await(history.decisions(pool, id)))
                .allMatch(decided -> decided.record().replay(rules).equals(decided.record()));
    }

    @Test
    void susongGoesToTheProvinceDirectlyAndItsCityNeverSeesIt() {
        TestIntake intake = intake().budget("340826", TestIntake.FACE_FEN);
        UUID id = submitted(intake, "340826").id();

        assertRefused("application-not-found", () -> review(TestIntake.authority("340800"), id, ReviewDecision.PASS));
        assertThat(review(TestIntake.authority("340826"), id, ReviewDecision.PASS))
                .startsWith("PROVINCE_REVIEW");
        assertThat(review(PROVINCE, id, ReviewDecision.PASS)).startsWith("APPROVED");
    }

    @Test
    void nobodyTakesTwoStepsInARowNorActsForAnotherRegionOrOutOfTurn() {
        TestIntake intake = intake().budget("340100", TestIntake.FACE_FEN);
        Drafted draft = submitted(intake, "340123");

        assertRefused("application-not-found", () -> review(OTHER_CITY, draft.id(), ReviewDecision.PASS));
        late(draft.id());
        review(CITY, draft.id(), ReviewDecision.PASS);
        assertRefused("review-consecutive", () -> review(CITY, draft.id(), ReviewDecision.PASS));
        assertRefused("review-not-yours", () -> review(COUNTY, draft.id(), ReviewDecision.PASS));
        Actor onBothSides =
                new Actor(draft.person(), false, UUID.randomUUID(), CITY.roles(), CITY.scopes(), CITY.regionCode());
        assertRefused("review-own-side", () -> review(onBothSides, draft.id(), ReviewDecision.PASS));
        assertThat(review(OTHER_OF_CITY, draft.id(), ReviewDecision.PASS)).startsWith("APPROVED");
        assertRefused("application-transition-not-allowed", () -> review(PROVINCE, draft.id(), ReviewDecision.REJECT));
    }

    @Test
    void anAuthorityAboveActsOnlyWhenTheOneWhoseTurnItIsIsLateAndSaysInWhosePlace() {
        TestIntake intake = intake().budget("340100", TestIntake.FACE_FEN);
        UUID id = submitted(intake, "340123").id();
        due(id, "1 day");
        VoucherApplication waiting = await(applications.find(pool, id));

        for (Actor above : List.of(CITY, PROVINCE)) {
            assertThatThrownBy(() -> review(above, id, ReviewDecision.PASS))
                    .isInstanceOfSatisfying(Rejection.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo("review-not-overdue");
                        assertThat(refusal.arguments())
                                .containsExactly("340123", waiting.dueAt().toString());
                    });
            assertThat(ApplicationAccess.actions(waiting, Set.of(), above, waiting.dueAt()))
                    .isEmpty();
            assertThat(ApplicationAccess.actions(
                            waiting, Set.of(), above, waiting.dueAt().plusMillis(1)))
                    .containsExactly("TAKE_UP", "PASS", "RETURN", "REJECT");
        }
        late(id);
        review(CITY, id, ReviewDecision.PASS);
        review(OTHER_OF_CITY, id, ReviewDecision.PASS);

        assertThat(await(history.steps(pool, id)))
                .extracting(ApplicationStep::inPlaceOf)
                .containsExactly(null, "340123", "340123", null);
    }

    /** The filters of a list say the same as the actions and the delay that its rows show. */
    @Test
    void whoeverLooksForHisWorkFindsWhatHeCanActOnAndWhatIsLate() {
        try (Background paused = Background.paused()) {
            TestIntake intake = intake().budget("340000", 100 * TestIntake.FACE_FEN);
            List<Drafted> all = new ArrayList<>();
            for (String region : List.of("340123", "340100", "340826")) {
                for (String status : List.of(
                        "SUBMITTED",
                        "COUNTY_REVIEW",
                        "CITY_REVIEW",
                        "PROVINCE_REVIEW",
                        "RETURNED",
                        "APPROVED",
                        "SUBMITTED",
                        "COUNTY_REVIEW",
                        "CITY_REVIEW",
                        "RETURNED")) {
                    Drafted submitted = submitted(intake, region);
                    intake.put(submitted, status);
                    all.add(submitted);
                }
                all.add(intake.draft(region));
            }
            all.forEach(each -> due(each.id(), "1 day"));
            all.subList(all.size() / 2, all.size()).forEach(each -> late(each.id()));
            Actor applicant = all.get(all.size() - 2).actor();

            for (Actor actor : List.of(COUNTY, CITY, PROVINCE, OTHER_CITY, applicant, TestIntake.authority("340826"))) {
                Instant now = Instant.now();
                List<VoucherApplication> seen = listed(actor, intake, false, false);

                assertThat(listed(actor, intake, true, false))
                        .isEqualTo(seen.stream()
                                .filter(each -> ApplicationAccess.actions(each, Set.of(), actor, now).stream()
                                        .anyMatch(List.of("PASS", "EDIT")::contains))
                                .toList());
                assertThat(listed(actor, intake, false, true))
                        .isEqualTo(
                                seen.stream().filter(each -> each.isLateAt(now)).toList());
            }
            assertThat(listed(COUNTY, intake, true, false)).isNotEmpty();
            assertThat(listed(CITY, intake, true, true)).isNotEmpty();
            assertThat(listed(applicant, intake, true, false)).hasSize(1);
            assertThat(listed(OTHER_CITY, intake, true, false)).isEmpty();
        }
    }

    private List<VoucherApplication> listed(Actor actor, TestIntake intake, boolean isActionable, boolean isOverdue) {
        ApplicationFilter filter =
                new ApplicationFilter(null, intake.programmeId(), null, null, isActionable, isOverdue, null, null);
        return await(service.list(actor, filter, null, 200)).data();
    }

    /** Its time is over. */
    private void late(UUID id) {
        due(id, "-1 second");
    }

    private void due(UUID id, String fromNow) {
        await(pool.preparedQuery("UPDATE voucher_application SET due_at = now() + $2::text::interval WHERE id = $1")
                .execute(Tuple.of(id, fromNow)));
    }

    @Test
    void whatARefusalGivesBackGoesToTheFirstWhoWaits() {
        TestIntake intake = intake().budget("340100", 2 * TestIntake.FACE_FEN);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(submitted(intake, "340123").id());
        }
        assertThat(statuses(ids)).containsExactly("SUBMITTED", "SUBMITTED", "WAITLISTED", "WAITLISTED", "WAITLISTED");

        review(COUNTY, ids.get(0), ReviewDecision.REJECT);

        assertThat(statuses(ids)).containsExactly("REJECTED", "SUBMITTED", "SUBMITTED", "WAITLISTED", "WAITLISTED");
        assertThat(balance(intake)).containsExactly(0L, 2 * TestIntake.FACE_FEN);
        assertThat(intake.number(
                        "SELECT served_fen FROM intake_entry WHERE budget_id = $1 AND sequence = 3", intake.budgetId()))
                .isEqualTo(TestIntake.FACE_FEN);
    }

    /** Waiting for it with those before it in hand, which the other may come to want himself, would be a circle. */
    @Test
    void whoeverIsHeldBySomebodyElseIsNeitherWaitedForNorOvertaken() throws SQLException {
        TestIntake intake = intake().budget("340100", 2 * TestIntake.FACE_FEN);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(submitted(intake, "340123").id());
        }
        try (Connection other = OwnerDatabase.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
            statement.execute("SELECT 1 FROM voucher_application WHERE id = '" + ids.get(3) + "' FOR NO KEY UPDATE");

            review(COUNTY, ids.get(0), ReviewDecision.REJECT);
            review(COUNTY, ids.get(1), ReviewDecision.REJECT);

            assertThat(statuses(ids)).containsExactly("REJECTED", "REJECTED", "SUBMITTED", "WAITLISTED", "WAITLISTED");
            other.rollback();
        }
        awaitKept(ids, "REJECTED", "REJECTED", "SUBMITTED", "SUBMITTED", "WAITLISTED");
    }

    @Test
    void aWithdrawalServesTheNextAndMoneyFromElsewhereTheOneAfter() {
        TestIntake intake = intake().budget("340100", TestIntake.FACE_FEN);
        List<Drafted> drafts =
                List.of(submitted(intake, "340123"), submitted(intake, "340123"), submitted(intake, "340123"));

        await(units.carryOut(exits.withdraw(drafts.get(0).actor(), drafts.get(0).id(), "项目取消"))
                .map(TestIntake::told));
        assertThat(statuses(ids(drafts))).containsExactly("WITHDRAWN", "SUBMITTED", "WAITLISTED");

        intake.give(TestIntake.FACE_FEN);
        awaitKept(ids(drafts), "WITHDRAWN", "SUBMITTED", "SUBMITTED");
        assertThat(balance(intake)).containsExactly(0L, 2 * TestIntake.FACE_FEN);
    }

    @Test
    void itIsSentBackTwiceAtMostAndKeepsItsPlaceAndMoney() {
        TestIntake intake = intake().budget("340100", TestIntake.FACE_FEN);
        Drafted draft = submitted(intake, "340123");

        for (int round = 0; round < 2; round++) {
            assertThat(review(COUNTY, draft.id(), ReviewDecision.RETURN)).isEqualTo("RETURNED 1 600000");
            assertThat(await(TestIntake.handIn(submissions.submit(draft.actor(), draft.id()), draft.actor(), key()))
                            .body())
                    .isEqualTo("SUBMITTED 1 600000");
        }
        assertRefused("application-rounds-used", () -> review(COUNTY, draft.id(), ReviewDecision.RETURN));
    }

    @Test
    void whoeverCorrectsHasTheWorkingDaysOfTheRules() {
        TestIntake intake = intake(rules -> ((ObjectNode) rules.get("correctionWorkingDays")).put("value", 3))
                .budget("340100", TestIntake.FACE_FEN);
        Drafted draft = submitted(intake, "340123");
        review(COUNTY, draft.id(), ReviewDecision.RETURN);

        VoucherApplication returned = await(applications.find(pool, draft.id()));

        assertThat(returned.dueAt()).isEqualTo(calendar.after(returned.updatedAt(), 3));
    }

    @Test
    void aCorrectionThatAsksForLessGivesTheRestBackAndOneThatAsksForMoreGetsNoMore() {
        TestIntake intake = intake().budget("340100", 10 * TestIntake.FACE_FEN);
        Drafted draft = submitted(intake, "340123");
        review(COUNTY, draft.id(), ReviewDecision.RETURN);

        edit(draft, 500_000);
        assertThat(await(TestIntake.handIn(submissions.submit(draft.actor(), draft.id()), draft.actor(), key()))
                        .body())
                .isEqualTo("SUBMITTED 1 300000");
        assertThat(balance(intake)).containsExactly(9 * TestIntake.FACE_FEN + 300_000, 300_000L);
        review(COUNTY, draft.id(), ReviewDecision.RETURN);
        edit(draft, 900_000);
        assertThat(await(TestIntake.handIn(submissions.submit(draft.actor(), draft.id()), draft.actor(), key()))
                        .body())
                .isEqualTo("SUBMITTED 1 300000");
        assertThat(intake.number(
                        "SELECT committed_fen FROM entitlement WHERE organization_id = $1", draft.organizationId()))
                .isEqualTo(300_000);
    }

    @Test
    void whatIsNotCorrectedInTimeLapsesAndItsMoneyIsFreeAgain() {
        TestIntake intake = intake().budget("340100", TestIntake.FACE_FEN);
        Drafted draft = refusedAsLate(intake);

        awaitKept(List.of(draft.id()), "LAPSED");
        assertThat(balance(intake)).containsExactly(TestIntake.FACE_FEN, 0L);
    }

    /** Whose applicant comes before the platform has looked. */
    private Drafted refusedAsLate(TestIntake intake) {
        try (Background paused = Background.paused()) {
            return refusedAsLateNow(intake);
        }
    }

    private Drafted refusedAsLateNow(TestIntake intake) {
        Drafted draft = submitted(intake, "340123");
        review(COUNTY, draft.id(), ReviewDecision.RETURN);
        late(draft.id());
        Throwable refusal = catchThrowable(
                () -> await(TestIntake.handIn(submissions.submit(draft.actor(), draft.id()), draft.actor(), key())));
        assertThat(refusal).isInstanceOf(Rejection.class);
        assertThat(refusal).hasMessage("application-correction-late");
        return draft;
    }

    @Test
    void anAppealIsDecidedBySomebodyElseAndItsPlaceComesFirst() {
        TestIntake intake = intake().budget("340100", TestIntake.FACE_FEN);
        Drafted refused = submitted(intake, "340123");
        Drafted second = submitted(intake, "340123");
        Drafted third = submitted(intake, "340123");
        review(COUNTY, refused.id(), ReviewDecision.REJECT);
        assertThat(statuses(List.of(second.id(), third.id()))).containsExactly("SUBMITTED", "WAITLISTED");

        await(units.carryOut(exits.appeal(refused.actor(), refused.id(), "合同有效")));
        assertRefused(
                "application-not-appealable",
                () -> await(units.carryOut(exits.appeal(refused.actor(), refused.id(), "再次"))));
        NewAppealDecision upheld = new NewAppealDecision(Verdict.UPHELD, "原决定有误");
        assertRefused(
                "appeal-same-reviewer",
                () -> await(units.carryOut(exits.decideAppeal(COUNTY, refused.id(), upheld))
                                .map(TestIntake::told))
                        .body());
        assertThat(await(units.carryOut(exits.decideAppeal(CITY, refused.id(), upheld))
                                .map(TestIntake::told))
                        .body())
                .startsWith("WAITLISTED 1");
        await(units.carryOut(exits.withdraw(second.actor(), second.id(), null)).map(TestIntake::told));

        assertThat(statuses(List.of(refused.id(), second.id(), third.id())))
                .containsExactly("SUBMITTED", "WITHDRAWN", "WAITLISTED");
    }

    @Test
    void whatIsNotKnownIsLookedUpBeforeItIsApproved() {
        TestIntake intake = intake(rules -> {
                    rules.set("minAgeDays", ruled(365));
                    rules.set("violationLookbackYears", ruled(5));
                })
                .budget("340100", TestIntake.FACE_FEN);
        UUID id = submitted(intake, "340123").id();
        review(COUNTY, id, ReviewDecision.PASS);

        assertThatThrownBy(() -> review(CITY, id, ReviewDecision.PASS))
                .isInstanceOfSatisfying(Rejection.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("application-not-approvable");
                    assertThat(refusal.defects())
                            .hasSize(2)
                            .extracting(Defect::code)
                            .containsOnly("rule-input-unknown");
                });
        NewReview informed = new NewReview(
                ReviewDecision.PASS,
                "登记信息已核对",
                null,
                null,
                null,
                null,
                new Facts(LocalDate.of(2012, 3, 1), null, List.of()),
                null);
        assertThat(await(units.carryOut(reviews.review(CITY, id, informed)).map(TestIntake::told))
                        .body())
                .startsWith("APPROVED");
    }

    @Test
    void aReviewerCanPassLessNeverMore() {
        TestIntake intake = intake().budget("340100", TestIntake.FACE_FEN);
        UUID id = submitted(intake, "340123").id();

        assertRefused("review-amount-too-high", () -> pass(COUNTY, id, TestIntake.FACE_FEN + 1));
        assertThat(pass(COUNTY, id, 400_000)).isEqualTo("CITY_REVIEW 1 400000");
        assertThat(review(CITY, id, ReviewDecision.PASS)).isEqualTo("APPROVED 1 400000");
        assertThat(balance(intake)).containsExactly(200_000L, 400_000L);
    }

    @Test
    void theSameContractElsewhereBlocksAndSplitContractsWaitForSomebodyElseToClearThem() {
        TestIntake intake = intake(rules -> rules.set("splitThresholdFen", ruled(1_500_000)))
                .budget("340100", 10 * TestIntake.FACE_FEN);
        Drafted first = submitted(intake, "340123");
        Drafted second = intake.another(first, "340123");
        await(TestIntake.handIn(submissions.submit(second.actor(), second.id(), AFTER), second.actor(), key()));

        review(COUNTY, second.id(), ReviewDecision.TAKE_UP);
        assertRefused("fraud-signal-open", () -> review(COUNTY, second.id(), ReviewDecision.PASS));
        NewDisposition cleared = new NewDisposition(FraudRule.SPLIT_CONTRACTS, true, "两份合同内容不同");
        assertRefused(
                "fraud-signal-own",
                () -> await(units.carryOut(reviews.dispose(COUNTY, second.id(), cleared))
                                .map(TestIntake::told))
                        .body());
        await(units.carryOut(reviews.dispose(CITY, second.id(), cleared)).map(TestIntake::told));
        assertThat(review(COUNTY, second.id(), ReviewDecision.PASS)).startsWith("CITY_REVIEW");
        assertRefused("review-consecutive", () -> review(CITY, second.id(), ReviewDecision.PASS));
    }

    @Test
    void manyThroughOneHandAreHeldUntilSomebodyHasLooked() {
        TestIntake intake = intake().budget("340100", 10 * TestIntake.FACE_FEN);
        List<Drafted> drafts = intake.drafts("340123", 6);
        UUID agent = UUID.randomUUID();
        for (Drafted draft : drafts.subList(0, 5)) {
            submit(draft.by(agent), null);
        }
        assertThat(found(drafts.get(0), FraudRule.PROXY_APPLICATIONS).disposition())
                .isEqualTo(FraudDisposition.CLEAR);

        submit(drafts.get(5).by(agent), null);

        FraudFinding held = found(drafts.get(5), FraudRule.PROXY_APPLICATIONS);
        assertThat(held.disposition()).isEqualTo(FraudDisposition.HOLD_FOR_REVIEW);
        assertThat(input(held, "enterprisesOfContact")).isEqualTo("6");
        assertRefused("fraud-signal-open", () -> review(COUNTY, drafts.get(5).id(), ReviewDecision.PASS));
    }

    @Test
    void whoBringsManyToOneProviderIsHeldAndWhoBringsThemToSeveralIsTold() {
        TestIntake intake = intake().budget("340100", 10 * TestIntake.FACE_FEN);
        List<Drafted> drafts = intake.drafts("340123", 8);
        UUID agent = UUID.randomUUID();
        List<UUID> providers = await(pool.query("SELECT id FROM provider ORDER BY id LIMIT 2")
                        .execute())
                .stream()
                .map(row -> row.getUUID(0))
                .toList();
        for (int i = 0; i < drafts.size(); i++) {
            submit(drafts.get(i).by(agent), null);
            await(pool.preparedQuery("UPDATE voucher_application SET provider_id = $2 WHERE id = $1")
                    .execute(Tuple.of(drafts.get(i).id(), providers.get(i < 6 ? 0 : 1))));
        }

        FraudFinding held = found(drafts.get(5), FraudRule.PROXY_APPLICATIONS);
        FraudFinding told = found(drafts.get(7), FraudRule.PROXY_APPLICATIONS);

        assertThat(held.disposition()).isEqualTo(FraudDisposition.HOLD_FOR_REVIEW);
        assertThat(input(held, "contactToProvider")).isEqualTo("6");
        assertThat(told.disposition()).isEqualTo(FraudDisposition.FLAG);
        assertThat(input(told, "enterprisesOfContact")).isEqualTo("8");
        assertThat(input(told, "contactToProvider")).isEqualTo("2");
    }

    @Test
    void manyWithOneContactAreHeldHoweverItIsWritten() {
        TestIntake intake = intake().budget("340100", 10 * TestIntake.FACE_FEN);
        List<Drafted> drafts = intake.drafts("340123", 6);
        String digits = String.valueOf(ThreadLocalRandom.current().nextLong(10_000_000_000L, 100_000_000_000L));
        for (int i = 0; i < drafts.size(); i++) {
            String written = i % 2 == 0 ? digits : digits.substring(0, 4) + "-" + digits.substring(4);
            await(pool.preparedQuery("UPDATE organization SET contact_phone = $2 WHERE id = $1")
                    .execute(Tuple.of(drafts.get(i).organizationId(), written)));
            submit(drafts.get(i), null);
        }

        FraudFinding held = found(drafts.get(0), FraudRule.PROXY_APPLICATIONS);

        assertThat(held.disposition()).isEqualTo(FraudDisposition.HOLD_FOR_REVIEW);
        assertThat(input(held, "enterprisesOfContact")).isEqualTo("6");
    }

    @Test
    void manyFromOneAddressOfTheNetAreHeldAndThoseFromNowhereAreNot() {
        TestIntake intake = intake().budget("340100", 20 * TestIntake.FACE_FEN);
        List<Drafted> together = intake.drafts("340123", 5);
        List<Drafted> inside = intake.drafts("340123", 5);
        String address =
                "2001:db8::" + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x10000));
        together.forEach(draft -> submit(draft, address));
        inside.forEach(draft -> submit(draft, "10.1.2.3"));

        FraudFinding held = found(together.get(0), FraudRule.PROXY_APPLICATIONS);
        FraudFinding clear = found(inside.get(4), FraudRule.PROXY_APPLICATIONS);

        assertThat(held.disposition()).isEqualTo(FraudDisposition.HOLD_FOR_REVIEW);
        assertThat(input(held, "netAddress")).isEqualTo("5");
        assertThat(clear.disposition()).isEqualTo(FraudDisposition.CLEAR);
        assertThat(input(clear, "netAddress")).isNull();
    }

    @Test
    void whatARegisterSaysIsHeldAgainstWhatWasDeclared() {
        TestIntake intake = intake().budget("340100", TestIntake.FACE_FEN);
        UUID id = submitted(intake, "340123").id();
        // By a hundred people small as manufacturing, medium as software.
        Facts software = new Facts(LocalDate.of(2026, 5, 1), "65", List.of());
        Facts nonsense = new Facts(null, "98", null);
        assertRefused("invalid-request", () -> takeUp(id, nonsense));

        takeUp(id, software);

        FraudFinding industry = found(id, FraudRule.DECLARED_INDUSTRY);
        assertThat(industry.disposition()).isEqualTo(FraudDisposition.HOLD_FOR_REVIEW);
        assertThat(input(industry, "registeredIndustry")).isEqualTo("65");
        FraudFinding shell = found(id, FraudRule.SHELL);
        assertThat(shell.disposition()).isEqualTo(FraudDisposition.FLAG);
        assertThat(input(shell, "ageDays")).isEqualTo("31");
        assertRefused("fraud-signal-open", () -> review(COUNTY, id, ReviewDecision.PASS));
    }

    @Test
    void whoLetsItsProviderActForItIsLinkedWithIt() {
        TestIntake intake = intake().budget("340100", 2 * TestIntake.FACE_FEN);
        Row provider = await(pool.query("SELECT id, organization_id FROM provider ORDER BY id LIMIT 1")
                        .execute())
                .iterator()
                .next();
        Drafted linked = intake.draft("340123");
        Drafted free = intake.draft("340123");
        for (Drafted draft : List.of(linked, free)) {
            intake.from(draft, provider.getUUID(0));
        }
        await(pool.preparedQuery("INSERT INTO delegation (id, principal_organization_id, agent_organization_id, scopes,"
                        + " valid_from, valid_until, created_at, created_by) VALUES ($1, $2, $3, '{vouchers:apply}',"
                        + " '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z', now(), $1)")
                .execute(Tuple.of(UUID.randomUUID(), linked.organizationId(), provider.getUUID(1))));
        submit(linked, null);
        submit(free, null);

        FraudFinding held = found(linked, FraudRule.RELATED_PARTIES);

        assertThat(held.disposition()).isEqualTo(FraudDisposition.HOLD_FOR_REVIEW);
        assertThat(input(held, "shared")).isEqualTo("linked");
        assertThat(found(free, FraudRule.RELATED_PARTIES).disposition()).isEqualTo(FraudDisposition.UNJUDGED);
    }

    @Test
    void manyAreDecidedAtOnceEachByItself() {
        TestIntake intake = intake().budget("340100", 10 * TestIntake.FACE_FEN);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(submitted(intake, "340123").id());
        }
        ids.forEach(this::late);
        review(CITY, ids.get(1), ReviewDecision.PASS);
        UUID unknown = UUID.randomUUID();
        ids.add(unknown);

        List<String> outcomes = new ArrayList<>();
        await(units.carryOut(reviews.reviewAll(CITY, new NewReviews(ids, form(ReviewDecision.PASS)))))
                .forEach(each -> outcomes.add(
                        each.refusal() == null
                                ? each.decided().status().name()
                                : each.refusal().code()));

        assertThat(outcomes)
                .containsExactly(
                        "CITY_REVIEW", "review-consecutive", "CITY_REVIEW", "CITY_REVIEW", "application-not-found");
    }

    @Test
    void ofTwoDecisionsAtOnceOneHolds() throws Exception {
        TestIntake intake = intake().budget("340100", TestIntake.FACE_FEN);
        UUID id = submitted(intake, "340123").id();
        review(COUNTY, id, ReviewDecision.PASS);

        List<java.util.concurrent.CompletableFuture<Answer>> answers = List.of(
                units.carryOut(reviews.review(CITY, id, form(ReviewDecision.PASS)))
                        .map(TestIntake::told)
                        .subscribeAsCompletionStage(),
                units.carryOut(reviews.review(OTHER_OF_CITY, id, form(ReviewDecision.REJECT)))
                        .map(TestIntake::told)
                        .subscribeAsCompletionStage());
        long refused = answers.stream()
                .filter(answer -> answer.handle((value, failure) -> failure != null)
                        .orTimeout(Patience.LONG.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                        .join())
                .count();

        assertThat(refused).isEqualTo(1);
        List<Long> balance = balance(intake);
        assertThat(balance.get(0) + balance.get(1)).isEqualTo(TestIntake.FACE_FEN);
    }

    private TestIntake intake() {
        return intake(rules -> {});
    }

    private TestIntake intake(java.util.function.Consumer<ObjectNode> rules) {
        return new TestIntake(pool, budgets, ledger).programme(rules);
    }

    private static ObjectNode ruled(long value) {
        return JsonNodeFactory.instance.objectNode().put("value", value).put("clause", "第四条");
    }

    private Drafted submitted(TestIntake intake, String region) {
        Drafted draft = intake.draft(region);
        await(TestIntake.handIn(submissions.submit(draft.actor(), draft.id(), AFTER), draft.actor(), key()));
        return draft;
    }

    private void submit(Drafted draft, String address) {
        await(TestIntake.handIn(submissions.submit(draft.actor(), draft.id(), AFTER, address), draft.actor(), key()));
    }

    private void takeUp(UUID id, Facts facts) {
        NewReview taken = new NewReview(ReviewDecision.TAKE_UP, "受理", null, null, null, null, facts, null);
        await(units.carryOut(reviews.review(COUNTY, id, taken)).map(TestIntake::told));
    }

    /** What a rule finds when the county takes an application up. */
    private FraudFinding found(Drafted draft, FraudRule rule) {
        takeUp(draft.id(), null);
        return found(draft.id(), rule);
    }

    private FraudFinding found(UUID id, FraudRule rule) {
        ApplicationSignals signals =
                DecisionRecords.read(await(applications.find(pool, id)).signals(), ApplicationSignals.class);
        return signals.findings().stream()
                .filter(finding -> finding.rule() == rule)
                .findFirst()
                .orElseThrow();
    }

    private static String input(FraudFinding finding, String name) {
        return finding.inputs().stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .map(RuleResult.Input::value)
                .orElse(null);
    }

    private void edit(Drafted draft, long price) {
        VoucherApplication before = await(service.find(draft.actor(), draft.id()));
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("description", "云 ERP")
                .put("layer", "SAAS")
                .put("inclTaxFen", price + price * 6 / 100)
                .put("exTaxFen", price);
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putArray("lines").add(line);
        Precondition unchanged = new Precondition("\"" + before.version() + "\"", true);
        await(units.carryOut(service.edit(draft.actor(), draft.id(), unchanged, patch)));
    }

    private static NewReview form(ReviewDecision decision) {
        boolean isRefusal = decision == ReviewDecision.REJECT;
        return new NewReview(
                decision,
                "测试",
                isRefusal ? "NOT_ELIGIBLE" : null,
                isRefusal ? "第四条" : null,
                isRefusal ? "可以申诉" : null,
                decision == ReviewDecision.RETURN
                        ? List.of(new NewDefect("/lines/0/contractNumber", "CONTRACT_UNCLEAR", null))
                        : null,
                null,
                null);
    }

    private String review(Actor actor, UUID id, ReviewDecision decision) {
        return await(units.carryOut(reviews.review(actor, id, form(decision))).map(TestIntake::told))
                .body();
    }

    private String pass(Actor actor, UUID id, long amountFen) {
        NewReview less = new NewReview(ReviewDecision.PASS, "核减", null, null, null, null, null, amountFen);
        return await(units.carryOut(reviews.review(actor, id, less)).map(TestIntake::told))
                .body();
    }

    private List<String> statuses(List<UUID> ids) {
        return ids.stream()
                .map(id -> await(applications.find(pool, id)).status().name())
                .toList();
    }

    /** Looks at what is due. */
    private void awaitKept(List<UUID> ids, String... expected) {
        Background.settle();
        assertThat(statuses(ids)).containsExactly(expected);
    }

    /** Available and committed. */
    private List<Long> balance(TestIntake intake) {
        return List.of(
                intake.number("SELECT available_fen FROM budget WHERE id = $1", intake.budgetId()),
                intake.number("SELECT committed_fen FROM budget WHERE id = $1", intake.budgetId()));
    }

    private static List<UUID> ids(List<Drafted> drafts) {
        return drafts.stream().map(Drafted::id).toList();
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static <T> T await(Uni<T> work) {
        return WorkerThread.await(work);
    }
}
