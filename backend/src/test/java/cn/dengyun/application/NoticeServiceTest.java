package cn.dengyun.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.application.ApplicationForms.Verdict;
import cn.dengyun.application.NoticeForms.NewNotice;
import cn.dengyun.application.NoticeForms.NewObjection;
import cn.dengyun.application.NoticeForms.NewObjectionDecision;
import cn.dengyun.application.TestIntake.Drafted;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NoticeServiceTest {

    private static final Actor PUBLISHER = TestIntake.authority("340000");
    private static final Actor ISSUER = TestIntake.authority("340000");

    @Inject
    SubmissionService submissions;

    @Inject
    NoticeService notices;

    @Inject
    ObjectionService objections;

    @Inject
    ApplicationStore applications;

    @Inject
    LedgerService ledger;

    @Inject
    BudgetStore budgets;

    @Inject
    UnitsOfWork units;

    @Inject
    Pool pool;

    @Test
    void whatIsApprovedIsPublishedAndIssuedWhenTheNoticeIsOver() throws Exception {
        TestIntake intake = intake(0).budget("340100", 1_500 * TestIntake.FACE_FEN);
        List<Drafted> approved = approved(intake, 1_200);

        UUID notice = published(intake);
        assertRefused("notice-issue-same-person", () -> issue(PUBLISHER, notice));
        assertRefused("notice-not-yours", () -> issue(TestIntake.authority("340100"), notice));
        UUID issue = issue(ISSUER, notice);
        hasIssued(notice, issue, 1_200);

        assertThat(intake.number("SELECT count(*) FROM voucher WHERE programme_id = $1", intake.programmeId()))
                .isEqualTo(1_200);
        assertThat(intake.number(
                        "SELECT count(DISTINCT v.application_id) FROM voucher v JOIN voucher_application a"
                                + " ON a.voucher_id = v.id AND a.id = v.application_id WHERE a.programme_id = $1"
                                + " AND a.status = 'ISSUED' AND v.face_fen = $2",
                        intake.programmeId(),
                        TestIntake.FACE_FEN))
                .isEqualTo(approved.size());
        assertThat(intake.number("SELECT committed_fen FROM budget WHERE id = $1", intake.budgetId()))
                .isZero();
        assertThat(intake.number("SELECT issued_fen FROM budget WHERE id = $1", intake.budgetId()))
                .isEqualTo(1_200 * TestIntake.FACE_FEN);
        awaitConserved(intake, 1_200 * TestIntake.FACE_FEN);
        assertRefused("notice-empty", () -> issue(ISSUER, notice));
    }

    @Test
    void aNoticeRunsItsWorkingDays() {
        TestIntake intake = intake(5).budget("340100", TestIntake.FACE_FEN);
        approved(intake, 1);

        UUID notice = published(intake);

        assertRefused("notice-still-running", () -> issue(ISSUER, notice));
        assertRefused("notice-empty", () -> published(intake));
        assertThat(await(notices.find(notice)).items()).isEqualTo(1);
        assertThat(await(notices.items(notice, null, 20)).data())
                .extracting(NoticeService.Item::nameZh)
                .containsExactly("测试企业");
    }

    @Test
    void stepsThatOneStatementMakesForManyHaveIdsInTheirOrder() {
        TestIntake intake = issued(rules -> {});

        List<UUID> steps =
                await(pool.preparedQuery("SELECT s.id FROM voucher_application_step s JOIN voucher_application a"
                                + " ON a.id = s.application_id WHERE a.programme_id = $1 ORDER BY s.taken_at")
                        .execute(Tuple.of(intake.programmeId()))
                        .map(rows -> Rows.list(rows, row -> row.getUUID(0))));

        assertThat(steps).hasSize(3).allMatch(id -> id.version() == 7);
        assertThat(steps.stream().map(UUID::toString)).isSorted();
    }

    @Test
    void aVoucherIsValidAndWaitsToBeAcceptedAsLongAsTheRulesSay() {
        String days = "SELECT ((valid_until AT TIME ZONE 'Asia/Shanghai')::date"
                + " - (issued_at AT TIME ZONE 'Asia/Shanghai')::date)::bigint FROM voucher WHERE programme_id = $1";
        String last = "SELECT count(*) FROM voucher WHERE programme_id = $1 AND (valid_until AT TIME ZONE"
                + " 'Asia/Shanghai')::date = ((issued_at AT TIME ZONE 'Asia/Shanghai')::date + $2 * interval '1 month')";
        String accepted = "SELECT count(*) FROM voucher WHERE programme_id = $1 AND (accept_until AT TIME ZONE"
                + " 'Asia/Shanghai')::date = (issued_at AT TIME ZONE 'Asia/Shanghai')::date + $2::integer";
        TestIntake months = issued(rules -> {
            ((ObjectNode) rules.get("validityMonths")).put("value", 3);
            ((ObjectNode) rules.get("acceptDays")).put("value", 7);
        });
        LocalDate soon = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(20);
        TestIntake ends = issued(rules -> {
            ((ObjectNode) rules.get("validUntil")).put("value", soon.toString());
            rules.remove("acceptDays");
        });

        assertThat(months.number(last, months.programmeId(), 3)).isEqualTo(1);
        assertThat(months.number(accepted, months.programmeId(), 7)).isEqualTo(1);
        assertThat(ends.number(days, ends.programmeId())).isBetween(19L, 20L);
        assertThat(ends.number(
                        "SELECT count(*) FROM voucher WHERE programme_id = $1 AND accept_until IS NULL",
                        ends.programmeId()))
                .isEqualTo(1);
    }

    private TestIntake issued(Consumer<ObjectNode> change) {
        TestIntake intake = new TestIntake(pool, budgets, ledger)
                .programme(rules -> {
                    ((ObjectNode) rules.get("noticeWorkingDays")).put("value", 0);
                    change.accept(rules);
                })
                .budget("340100", TestIntake.FACE_FEN);
        approved(intake, 1);
        UUID notice = published(intake);
        hasIssued(notice, issue(ISSUER, notice), 1);
        return intake;
    }

    @Test
    void anObjectionKeepsOneApplicationBackAndUpheldRefusesIt() throws Exception {
        TestIntake intake = intake(5).budget("340100", 3 * TestIntake.FACE_FEN);
        List<Drafted> approved = approved(intake, 3);
        UUID notice = published(intake);
        Actor neighbour = intake.draft("340123").actor();

        UUID first = object(neighbour, notice, approved.get(0));
        UUID second = object(neighbour, notice, approved.get(1));
        assertRefused("objection-repeated", () -> object(neighbour, notice, approved.get(0)));
        assertRefused(
                "review-own-side",
                () -> decide(
                        new Actor(
                                approved.get(0).person(),
                                false,
                                UUID.randomUUID(),
                                ISSUER.roles(),
                                ISSUER.scopes(),
                                ISSUER.regionCode()),
                        first,
                        Verdict.DISMISSED));
        decide(ISSUER, first, Verdict.UPHELD);
        await(pool.preparedQuery("UPDATE public_notice SET published_at = now() - interval '2 seconds',"
                        + " ends_at = now() - interval '1 second' WHERE id = $1")
                .execute(Tuple.of(notice)));
        hasIssued(notice, issue(ISSUER, notice), 1);
        assertThat(statuses(approved)).containsExactly("REJECTED", "PUBLIC_NOTICE", "ISSUED");

        decide(ISSUER, second, Verdict.DISMISSED);
        hasIssued(notice, issue(ISSUER, notice), 1);
        assertThat(statuses(approved)).containsExactly("REJECTED", "ISSUED", "ISSUED");
        assertThat(intake.number("SELECT available_fen FROM budget WHERE id = $1", intake.budgetId()))
                .isEqualTo(TestIntake.FACE_FEN);
    }

    @Test
    void oneOrganisationKeepsFiveBackAtMostAndAStrangerNone() {
        TestIntake intake = intake(5).budget("340100", 6 * TestIntake.FACE_FEN);
        List<Drafted> approved = approved(intake, 6);
        UUID notice = published(intake);
        Drafted neighbour = intake.draft("340123");

        approved.subList(0, 5).forEach(each -> object(neighbour.actor(), notice, each));
        assertRefused("objections-too-many", () -> object(neighbour.actor(), notice, approved.get(5)));
        // A colleague is no other voice.
        assertRefused(
                "objections-too-many",
                () -> object(neighbour.by(UUID.randomUUID()).actor(), notice, approved.get(5)));

        Actor stranger = intake.pending("340123", 1).get(0).draft().actor();
        assertRefused("objector-not-certified", () -> object(stranger, notice, approved.get(5)));
        object(intake.draft("340123").actor(), notice, approved.get(5));
    }

    @Test
    void whoeverIsNoLongerCertifiedIsLeftInTheNotice() throws Exception {
        TestIntake intake = intake(0).budget("340100", 2 * TestIntake.FACE_FEN);
        List<Drafted> approved = approved(intake, 2);
        UUID notice = published(intake);
        await(pool.preparedQuery("UPDATE organization SET frozen_at = now(), frozen_reason = '测试' WHERE id = $1")
                .execute(Tuple.of(approved.get(0).organizationId())));

        UUID issue = issue(ISSUER, notice);
        hasIssued(notice, issue, 1);

        assertThat(statuses(approved)).containsExactly("PUBLIC_NOTICE", "ISSUED");
        assertThat(await(notices.lastIssue(notice)).orElseThrow().issue().skipped())
                .isEqualTo(1);
    }

    private TestIntake intake(int noticeDays) {
        return new TestIntake(pool, budgets, ledger)
                .programme(rules -> ((ObjectNode) rules.get("noticeWorkingDays")).put("value", noticeDays));
    }

    private List<Drafted> approved(TestIntake intake, int count) {
        return intake.approved(submissions, count);
    }

    private UUID published(TestIntake intake) {
        return await(units.carryOut(
                        notices.publish(PUBLISHER, new NewNotice(intake.programmeId(), null, "测试公示", "审核完毕"))))
                .id();
    }

    private UUID issue(Actor actor, UUID notice) {
        return await(units.carryOut(notices.issue(actor, notice, "公示无异议"))).id();
    }

    private UUID object(Actor actor, UUID notice, Drafted application) {
        return await(units.carryOut(objections.object(actor, notice, new NewObjection(application.id(), "该企业已停产"))))
                .id();
    }

    private void decide(Actor actor, UUID objection, Verdict verdict) {
        boolean isUpheld = verdict == Verdict.UPHELD;
        await(units.carryOut(objections.decide(
                actor,
                objection,
                new NewObjectionDecision(
                        verdict, "已核查", isUpheld ? "第四条" : null, isUpheld ? "可以申诉" : null, List.of()))));
    }

    private void hasIssued(UUID notice, UUID issue, int count) {
        Background.finishJobs();
        NoticeService.Progress progress = await(notices.lastIssue(notice)).orElseThrow();
        assertThat(progress.job().state().isFinal()).isTrue();
        assertThat(progress.issue().id()).isEqualTo(issue);
        assertThat(progress.issue().issued()).isEqualTo(count);
    }

    private void awaitConserved(TestIntake intake, long issuedFen) {
        Background.settle();
        ConservationStatement found = await(ledger.conservation(intake.programmeId()));
        assertThat(found.holds()).isTrue();
        assertThat(found.totalOf(AccountKind.VOUCHER_AVAILABLE)).isEqualTo(issuedFen);
        assertThat(found.totalOf(AccountKind.COMMITTED)).isZero();
    }

    private List<String> statuses(List<Drafted> drafts) {
        return drafts.stream()
                .map(draft ->
                        await(applications.find(pool, draft.id())).status().name())
                .toList();
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static <T> T await(Uni<T> work) {
        return WorkerThread.await(work);
    }
}
