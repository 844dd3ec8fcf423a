package cn.dengyun.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.application.ApplicationForms.NewPriceCut;
import cn.dengyun.application.ApplicationForms.Price;
import cn.dengyun.application.NoticeForms.NewNotice;
import cn.dengyun.application.TestIntake.Drafted;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.VoucherClock;
import cn.dengyun.voucher.VoucherService;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes back to the budget counts no more against the annual cap of its enterprise, and comes back once. */
@QuarkusTest
class AnnualCapTest {

    private static final Instant AFTER = TestIntake.OPENING.plusSeconds(60);
    private static final Actor COUNTY = TestIntake.authority("340123");
    private static final Actor CITY = TestIntake.authority("340100");
    private static final Actor PROVINCE = TestIntake.authority("340000");

    @Inject
    SubmissionService submissions;

    @Inject
    NoticeService notices;

    @Inject
    PriceCuts priceCuts;

    @Inject
    VoucherService vouchers;

    @Inject
    TestVouchers testVouchers;

    @Inject
    VoucherClock clock;

    @Inject
    LedgerService ledger;

    @Inject
    BudgetStore budgets;

    @Inject
    UnitsOfWork units;

    @Inject
    Pool pool;

    private TestIntake intake;
    private Drafted application;
    private UUID voucher;

    /** One whose face is all that its enterprise may have in the programme. */
    @BeforeEach
    void aVoucher() {
        intake = new TestIntake(pool, budgets, ledger)
                .programme(rules -> {
                    ((ObjectNode) rules.get("noticeWorkingDays")).put("value", 0);
                    ((ObjectNode) rules.get("annualCapFen")).put("value", TestIntake.FACE_FEN);
                })
                .budget("340100", 10 * TestIntake.FACE_FEN);
        application = intake.approved(submissions, 1).get(0);
        // Nobody has reviewed it: it was approved as it was submitted.
        await(pool.preparedQuery(
                        "INSERT INTO voucher_decision (id, application_id, programme_id, occasion, rule_version,"
                                + " record, decided_at) SELECT gen_random_uuid(), application_id, programme_id, 'APPROVAL',"
                                + " rule_version, record, decided_at FROM voucher_decision WHERE application_id = $1")
                .execute(Tuple.of(application.id())));
        UUID notice = await(units.carryOut(
                        notices.publish(CITY, new NewNotice(intake.programmeId(), null, "测试公示", "审核完毕"))))
                .id();
        await(units.carryOut(notices.issue(PROVINCE, notice, "公示无异议")));
        notices.begin();
        Background.finishJobs();
        voucher = await(pool.preparedQuery("SELECT voucher_id FROM voucher_application WHERE id = $1")
                        .execute(Tuple.of(application.id())))
                .iterator()
                .next()
                .getUUID(0);
        assertThat(counted()).isEqualTo(TestIntake.FACE_FEN);
        assertThatThrownBy(this::applyAgain)
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo("application-not-eligible"));
    }

    @Test
    void aPriceCutGivesBackWhatItTookAndNotAgain() {
        cut(500_000);
        assertThat(counted()).isEqualTo(TestIntake.FACE_FEN / 2);
        assertThatThrownBy(() -> cut(500_000)).hasMessage("price-cut-without-effect");
        assertThat(counted()).isEqualTo(TestIntake.FACE_FEN / 2);

        revoke();
        assertThat(counted()).isZero();
        assertThat(applyAgain()).isEqualTo("SUBMITTED 2 " + TestIntake.FACE_FEN);
    }

    @Test
    void aRevocationGivesBackWhatWasNotUsedWhenItIsApprovedAndNotAgain() {
        await(units.carryOut(vouchers.proposeRevocation(COUNTY, voucher, "骗取")));
        assertThat(counted()).isEqualTo(TestIntake.FACE_FEN);
        await(units.carryOut(vouchers.approveRevocation(CITY, voucher, "属实")));
        assertThat(counted()).isZero();
        assertThatThrownBy(() -> await(units.carryOut(vouchers.approveRevocation(CITY, voucher, "属实"))))
                .hasMessage("voucher-transition-not-allowed");
        clock.sweep();

        assertThat(counted()).isZero();
        assertThat(applyAgain()).isEqualTo("SUBMITTED 2 " + TestIntake.FACE_FEN);
    }

    @Test
    void anExpiryGivesBackWhatWasNotUsedAndNotAgain() {
        cut(500_000);
        testVouchers.end(voucher);
        clock.sweep();
        clock.sweep();

        assertThat(counted()).isZero();
        assertThat(applyAgain()).isEqualTo("SUBMITTED 2 " + TestIntake.FACE_FEN);
        assertThat(counted()).isEqualTo(TestIntake.FACE_FEN);
    }

    private void cut(long priceFen) {
        await(units.carryOut(priceCuts.propose(
                CITY, application.id(), new NewPriceCut(List.of(new Price(priceFen, priceFen)), "降价"))));
        long before = counted();
        assertThatThrownBy(() -> await(units.carryOut(priceCuts.approve(CITY, application.id(), "属实"))))
                .hasMessage("four-eyes-required");
        assertThatThrownBy(() -> await(pool.preparedQuery(
                                "UPDATE voucher_application SET price_cut_approved_by = price_cut_proposed_by WHERE id = $1")
                        .execute(Tuple.of(application.id()))))
                .hasMessageContaining("voucher_application_price_cut_four_eyes");
        assertThat(counted()).isEqualTo(before);
        await(units.carryOut(priceCuts.approve(COUNTY, application.id(), "属实")));
    }

    private void revoke() {
        await(units.carryOut(vouchers.proposeRevocation(COUNTY, voucher, "骗取")));
        await(units.carryOut(vouchers.approveRevocation(CITY, voucher, "属实")));
    }

    /** What another application of the same enterprise comes to. */
    private String applyAgain() {
        Drafted another = intake.another(application, "340123");
        return await(TestIntake.handIn(
                        submissions.submit(another.actor(), another.id(), AFTER),
                        another.actor(),
                        UUID.randomUUID().toString()))
                .body();
    }

    private long counted() {
        return intake.number(
                "SELECT committed_fen FROM entitlement WHERE programme_id = $1 AND organization_id = $2",
                intake.programmeId(),
                application.organizationId());
    }

    private static <T> T await(Uni<T> work) {
        return WorkerThread.await(work);
    }
}
