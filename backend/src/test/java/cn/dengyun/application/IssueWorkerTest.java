package cn.dengyun.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.Patience;
import cn.dengyun.application.NoticeForms.NewNotice;
import cn.dengyun.application.NoticeService.Progress;
import cn.dengyun.application.domain.NoticeIssue;
import cn.dengyun.application.store.NoticeStore;
import cn.dengyun.catalogue.rest.StatementRecorder;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.JobState;
import cn.dengyun.platform.job.JobStore;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The job that issues the vouchers of a notice, a thousand applications in one unit of work. */
@QuarkusTest
class IssueWorkerTest {

    private static final Actor PUBLISHER = TestIntake.authority("340000");
    private static final Actor ISSUER = TestIntake.authority("340000");
    private static final int CHUNK = 1_000;
    private static final int REST = 100;
    private static final String FIRST_IN_NOTICE =
            "SELECT id FROM voucher_application WHERE notice_id = $1 ORDER BY id LIMIT 1 FOR NO KEY UPDATE";
    private static final String LAST_IN_NOTICE =
            "SELECT id FROM voucher_application WHERE notice_id = $1 ORDER BY id DESC LIMIT 1 FOR NO KEY UPDATE";

    @Inject
    SubmissionService submissions;

    @Inject
    NoticeService notices;

    @Inject
    NoticeStore store;

    @Inject
    JobStore jobs;

    @Inject
    LedgerService ledger;

    @Inject
    BudgetStore budgets;

    @Inject
    UnitsOfWork units;

    @Inject
    Pool pool;

    @Test
    void anIssueThatBreaksInTheMiddleOfAUnitOfWorkGoesOnBehindTheLastWholeOne() {
        TestIntake intake = intake(CHUNK + REST);
        UUID notice = published(intake);
        Held last = hold(LAST_IN_NOTICE, notice);
        issue(notice);
        Patience.until(
                "the first chunk to be issued", () -> progress(notice).issue().issued() == CHUNK);

        // The second unit of work has written everything but its progress when its connection is cut.
        Held progress = hold("SELECT id FROM public_notice WHERE id = $1 FOR NO KEY UPDATE", notice);
        last.release();
        Patience.until("somebody who writes progress", this::cutWhoeverWritesProgress);
        progress.release();
        Background.finishJobs();
        // As if the pause before the next attempt had passed.
        await(pool.preparedQuery("UPDATE job SET lease_until = now() WHERE id = $1")
                .execute(Tuple.of(progress(notice).issue().id())));
        hasEnded(notice);

        Progress ended = progress(notice);
        assertThat(ended.job().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended.job().attemptFrom()).isEqualTo(CHUNK);
        assertThat(ended.job().done()).isEqualTo(CHUNK + REST);
        assertThat(ended.issue().issuedFen()).isEqualTo((CHUNK + REST) * TestIntake.FACE_FEN);
        assertIssued(intake, CHUNK + REST);
        awaitConserved(intake, CHUNK + REST, 0);
    }

    @Test
    void aCancelledIssueEndsAtItsNextStepAndAnotherOneIssuesTheRest() {
        TestIntake intake = intake(CHUNK + REST);
        UUID notice = published(intake);
        assertNothingToCancel(notice);
        Held first = hold(FIRST_IN_NOTICE, notice);
        issue(notice);
        Patience.until("the issue to run", () -> progress(notice).job().state() == JobState.RUNNING);

        cancel(ISSUER, notice);
        first.release();
        hasEnded(notice);

        assertThat(progress(notice).job().state()).isEqualTo(JobState.CANCELLED);
        assertThat(progress(notice).job().done()).isEqualTo(CHUNK);
        assertIssued(intake, CHUNK);
        awaitConserved(intake, CHUNK, REST);
        assertNothingToCancel(notice);

        issue(notice);
        hasEnded(notice);
        assertThat(progress(notice).issue().issued()).isEqualTo(REST);
        assertIssued(intake, CHUNK + REST);
        awaitConserved(intake, CHUNK + REST, 0);
    }

    @Test
    void theNumberOfStatementsDoesNotDependOnHowManyVouchersThereAre() {
        // What the platform does by itself is done between two issues.
        try (Background background = Background.paused()) {
            statementsToIssue(1);

            List<String> forOne = statementsToIssue(1);
            List<String> forMany = statementsToIssue(60);

            assertThat(forMany).isEqualTo(forOne);
            // What the job rests on, and one chunk; its own row in the table of jobs apart.
            assertThat(forOne).hasSize(3 + 12);
        }
    }

    /** Programmes, rules and enterprises are of their own each time, so nothing is known from before. */
    private List<String> statementsToIssue(int count) {
        TestIntake intake = intake(count);
        UUID notice = published(intake);
        NoticeIssue issue =
                new NoticeIssue(Ids.next(), notice, "公示无异议", Instant.now(), ISSUER.id(), new UUID(0, 0), 0, 0, 0);
        await(pool.withTransaction(connection -> store.insertIssue(connection, issue)
                .chain(() -> jobs.create(connection, issue.id(), IssueWorker.JOB, notice))
                .chain(() -> jobs.enqueue(connection, issue.id(), count))
                // Nobody sees the job before the commit, so what is noted from here on is the job's.
                .invoke(StatementRecorder::forget)));
        Background.finishJobs();
        List<String> statements = StatementRecorder.statementsOfAll().stream()
                .filter(statement -> !statement.contains("FROM job "))
                .toList();
        assertIssued(intake, count);
        return statements;
    }

    /** With as many approved applications, whose notice is over at once. */
    private TestIntake intake(int applications) {
        TestIntake intake = new TestIntake(pool, budgets, ledger)
                .programme(rules -> ((ObjectNode) rules.get("noticeWorkingDays")).put("value", 0))
                .budget("340100", (applications + 1) * TestIntake.FACE_FEN);
        intake.approved(submissions, applications);
        return intake;
    }

    private UUID published(TestIntake intake) {
        return await(units.carryOut(
                        notices.publish(PUBLISHER, new NewNotice(intake.programmeId(), null, "测试公示", "审核完毕"))))
                .id();
    }

    private void issue(UUID notice) {
        await(units.carryOut(notices.issue(ISSUER, notice, "公示无异议")));
    }

    private void cancel(Actor actor, UUID notice) {
        await(units.carryOut(notices.cancelIssue(actor, notice, "名单有误")));
    }

    private void assertNothingToCancel(UUID notice) {
        assertThatThrownBy(() -> cancel(ISSUER, notice))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo("notice-issue-not-running"));
    }

    private Progress progress(UUID notice) {
        // The pool may hand out the connection that was cut before it has noticed.
        return await(notices.lastIssue(notice)
                        .onFailure(NoStackTraceThrowable.class)
                        .retry()
                        .atMost(3))
                .orElseThrow();
    }

    private void hasEnded(UUID notice) {
        Background.finishJobs();
        assertThat(progress(notice).job().state().isFinal()).isTrue();
    }

    /** Rows that a unit of work of its own keeps locked. */
    private record Held(SqlConnection connection, Transaction unitOfWork) {

        void release() {
            await(unitOfWork.rollback());
            await(connection.close());
        }
    }

    private Held hold(String sql, UUID id) {
        SqlConnection connection = await(pool.getConnection());
        Transaction unitOfWork = await(connection.begin());
        // A thousand vouchers may take a slow machine longer than anybody may idle while he holds rows.
        await(connection
                .query("SET LOCAL idle_in_transaction_session_timeout = 0")
                .execute());
        assertThat(await(connection.preparedQuery(sql).execute(Tuple.of(id))).size())
                .isEqualTo(1);
        return new Held(connection, unitOfWork);
    }

    /** Whether somebody was waiting for the notice's row. */
    private boolean cutWhoeverWritesProgress() {
        return await(pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                        + " AND query LIKE 'UPDATE public_notice SET issued%'")
                                .execute())
                        .size()
                == 1;
    }

    /** A voucher each, for the full amount, and one step that says so. */
    private void assertIssued(TestIntake intake, int count) {
        UUID programme = intake.programmeId();
        assertThat(intake.number("SELECT count(*) FROM voucher WHERE programme_id = $1", programme))
                .isEqualTo(count);
        assertThat(intake.number(
                        "SELECT count(DISTINCT a.id) FROM voucher_application a JOIN voucher v ON v.id = a.voucher_id"
                                + " AND v.application_id = a.id WHERE a.programme_id = $1 AND a.status = 'ISSUED'"
                                + " AND a.held_fen = 0 AND v.face_fen = $2",
                        programme,
                        TestIntake.FACE_FEN))
                .isEqualTo(count);
        assertThat(intake.number(
                        "SELECT count(*) FROM voucher_application_step s JOIN voucher_application a"
                                + " ON a.id = s.application_id WHERE a.programme_id = $1 AND s.move = 'ISSUE'",
                        programme))
                .isEqualTo(count);
        assertThat(intake.number("SELECT issued_fen FROM budget WHERE id = $1", intake.budgetId()))
                .isEqualTo(count * TestIntake.FACE_FEN);
    }

    private void awaitConserved(TestIntake intake, int issued, int held) {
        Background.settle();
        ConservationStatement found = conservation(intake);
        assertThat(found.holds()).isTrue();
        assertThat(found.totalOf(AccountKind.VOUCHER_AVAILABLE)).isEqualTo(issued * TestIntake.FACE_FEN);
        assertThat(found.totalOf(AccountKind.COMMITTED)).isEqualTo(held * TestIntake.FACE_FEN);
        assertThat(found.totalOf(AccountKind.BUDGET_AVAILABLE)).isEqualTo(TestIntake.FACE_FEN);
    }

    private ConservationStatement conservation(TestIntake intake) {
        return await(ledger.conservation(intake.programmeId()));
    }

    private static <T> T await(Uni<T> work) {
        return WorkerThread.await(work);
    }
}
