package cn.dengyun.settlement.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.events.notification.TestNotifications;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.settlement.batch.TestSettlement;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.settlement.recovery.TestRecoveries.Paid;
import cn.dengyun.trade.dispute.TestDisputes;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.voucher.FenOffering;
import cn.dengyun.voucher.TestVoucherChecker;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.TestVouchers.Funded;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A voucher that is taken back with what was captured of it: what is here goes back, what was paid is asked back. */
@QuarkusTest
class RevocationRecoveryTest {

    /** What vouchers pay of a month. */
    private static final long SHARE = TestClaims.SHARE;

    @Test
    void whatWasPaidIsAskedBackFromWhoGotItAndHeIsTold() throws Exception {
        Paid paid = TestRecoveries.paid();
        String voucher = voucherOf(paid.order());

        Response proposed = propose(voucher, true);
        assertThat(proposed.<Boolean>path("revocationTakesCaptured"))
                .as(proposed.asString())
                .isTrue();
        assertThat(approve("feixi", voucher).<String>path("code")).isEqualTo("four-eyes-required");
        assertThat(approve("hefei", voucher).<String>path("status")).isEqualTo("REVOKED");

        String recovery = only(voucher);
        Response shown = TestRecoveries.get("platform", recovery);
        assertThat(shown.<String>path("cause")).as(shown.asString()).isEqualTo("VOUCHER_REVOCATION");
        assertThat(shown.<Integer>path("amountFen")).isEqualTo((int) (2 * SHARE));
        assertThat(shown.<String>path("voucherId")).isEqualTo(voucher);
        assertThat(shown.<String>path("orderId")).isEqualTo(paid.order());
        assertThat(shown.<String>path("deliveryId")).isEqualTo(paid.delivery());
        assertThat(shown.<String>path("disputeId")).isNull();
        assertThat(shown.<String>path("reason")).isEqualTo("申领材料虚假");
        assertThat(shown.<Boolean>path("afterAccount")).isFalse();
        assertThat(shown.<List<String>>path("availableActions")).containsExactly("PROPOSE_PLAN");
        assertThat(TestRecoveries.get("application", recovery).statusCode()).isEqualTo(404);
        assertLedger(paid, 0, 2 * SHARE, 0);
        TestVoucherChecker.agrees(paid.programme());
        assertThat(waiting("platform")).contains(TestRecoveries.PATH + "/" + recovery);
        assertThat(TestNotifications.about(TestRecoveries.PATH + "/" + recovery, SignedIn.tokenOf("platform"), "zh-CN"))
                .anySatisfy(told -> assertThat(told.get("text").toString())
                        .contains(shown.<String>path("number"), "80.00", "申领材料虚假", "分期"));
        TestRecoveries.receive("finance", recovery, TestRecoveries.aSerial(), 2 * SHARE)
                .then()
                .statusCode(200);
        assertLedger(paid, 0, 0, 2 * SHARE);
        TestVoucherChecker.agrees(paid.programme());
    }

    /** A provider's own system holds and captures without an order; two who approve at once ask it back once. */
    @Test
    void whatWasPaidWithoutAnOrderIsAskedBackOnce() throws Exception {
        TestClaims.drawNobody();
        TestVouchers vouchers = Arc.container().instance(TestVouchers.class).get();
        Funded funded = vouchers.aProgramme(3_000_000);
        UUID programme = funded.programmeId();
        String voucher = vouchers.aVoucher(funded).id().toString();
        String claim = TestClaims.submitted(capturedWithoutAnOrder(voucher, SHARE), TestClaims.evidence(1));
        TestClaims.confirm(claim).then().statusCode(200);
        TestClaims.set(
                "UPDATE settlement_claim SET status = 'APPROVED', due_at = now() + interval '9 days' WHERE id = ?",
                UUID.fromString(claim));
        String batch = TestSettlement.instructed(claim);
        TestSettlement.pay(batch);
        Paid paid = new Paid(null, null, batch, programme);
        assertLedger(paid, SHARE, 0, 0);
        propose(voucher, true).then().statusCode(200);

        CompletableFuture<Response> one = CompletableFuture.supplyAsync(() -> approve("hefei", voucher));
        CompletableFuture<Response> other = CompletableFuture.supplyAsync(() -> approve("province", voucher));

        assertThat(List.of(one.join().statusCode(), other.join().statusCode())).containsExactlyInAnyOrder(200, 409);
        Response shown = TestRecoveries.get("platform", only(voucher));
        assertThat(shown.<Integer>path("amountFen")).as(shown.asString()).isEqualTo((int) SHARE);
        assertThat(shown.<String>path("orderId")).isNull();
        assertThat(shown.<String>path("deliveryId")).isNull();
        assertLedger(paid, 0, SHARE, 0);
        TestVoucherChecker.agrees(programme);
    }

    private static String capturedWithoutAnOrder(String voucher, long fen) {
        String held = TestOrders.post(
                        "enterprise",
                        "/api/v1/vouchers/" + voucher + "/reservations",
                        Map.of(
                                "offeringId",
                                FenOffering.id(),
                                "externalReference",
                                "PO-" + UUID.randomUUID(),
                                "lines",
                                List.of(FenOffering.line(fen * 5 / 2, fen))))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return TestOrders.post("platform", "/api/v1/reservations/" + held + "/captures", Map.of())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void whatADecisionHasAskedBackBeforeIsNotAskedBackAgain() throws Exception {
        Paid paid = TestRecoveries.paid();
        String first = paid.lowered(1);
        String voucher = voucherOf(paid.order());

        revoke(voucher);

        List<String> all = of(voucher);
        assertThat(all).hasSize(2).contains(first);
        String second =
                all.stream().filter(each -> !each.equals(first)).findFirst().orElseThrow();
        assertThat(TestRecoveries.get("finance", second).<Integer>path("amountFen"))
                .isEqualTo((int) SHARE);
        assertThat(SignedIn.as("finance")
                        .get(TestRecoveries.PATH + "?cause=VOUCHER_REVOCATION&voucherId=" + voucher)
                        .<List<String>>path("data.id"))
                .containsExactly(second);
        assertLedger(paid, 0, 2 * SHARE, 0);
        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.DELIVERIES + "/" + paid.delivery())
                        .<Integer>path("askedBackFen"))
                .isEqualTo((int) (2 * SHARE));
        TestVoucherChecker.agrees(paid.programme());
    }

    @Test
    void aDecisionAfterItAsksBackNothingMore() throws Exception {
        Paid paid = TestRecoveries.paid();
        String voucher = voucherOf(paid.order());
        revoke(voucher);

        String dispute = paid.disputed(1);

        assertThat(SignedIn.as("enterprise")
                        .get(TestDisputes.PATH + "/" + dispute)
                        .<String>path("status"))
                .isEqualTo("CLOSED");
        assertThat(of(voucher)).hasSize(1);
        assertLedger(paid, 0, 2 * SHARE, 0);
        TestVoucherChecker.agrees(paid.programme());
    }

    @Test
    void whatIsClaimedAndNotPaidGoesBackToTheBudgetAndItsClaimEnds() throws Exception {
        TestClaims.drawNobody();
        String claim = TestClaims.approved(2);
        UUID programme = UUID.fromString(
                TestClaims.text("SELECT programme_id FROM settlement_claim WHERE id = ?", UUID.fromString(claim)));
        String voucher =
                TestClaims.text("SELECT voucher_id FROM settlement_claim WHERE id = ?", UUID.fromString(claim));
        Paid here = new Paid(null, null, null, programme);
        assertThat(here.held("PROVIDER_PAYABLE")).isEqualTo(2 * SHARE);

        Response revoked = revoke(voucher);

        assertThat(revoked.<Integer>path("capturedFen")).as(revoked.asString()).isZero();
        assertThat(revoked.<Integer>path("returnedFen")).isEqualTo((int) (2 * SHARE));
        assertThat(TestClaims.get("platform", claim).<String>path("status")).isEqualTo("WITHDRAWN");
        assertThat(here.held("PROVIDER_PAYABLE")).isZero();
        assertThat(of(voucher)).isEmpty();
        TestVoucherChecker.agrees(programme);
    }

    @Test
    void whatWasCapturedStaysOwedWhereTheProposalDoesNotTakeItBack() throws Exception {
        Paid paid = TestRecoveries.paid();
        String voucher = voucherOf(paid.order());
        propose(voucher, null).then().statusCode(200);

        Response revoked = approve("hefei", voucher);

        assertThat(revoked.<String>path("status")).as(revoked.asString()).isEqualTo("REVOKED");
        assertThat(revoked.<Boolean>path("revocationTakesCaptured")).isFalse();
        assertThat(revoked.<Integer>path("capturedFen")).isEqualTo((int) (2 * SHARE));
        assertThat(of(voucher)).isEmpty();
        assertLedger(paid, 2 * SHARE, 0, 0);
        TestVoucherChecker.agrees(paid.programme());
    }

    @Test
    void whatTheBankHasNotAnsweredAboutIsWaitedFor() throws Exception {
        Paid paid = TestRecoveries.instructed();
        String voucher = voucherOf(paid.order());
        propose(voucher, true).then().statusCode(200);
        assertThat(approve("hefei", voucher).<String>path("code")).isEqualTo("refund-in-payment");
        assertThat(of(voucher)).isEmpty();
        TestSettlement.pay(paid.batch());

        assertThat(approve("hefei", voucher).<String>path("status")).isEqualTo("REVOKED");

        assertThat(TestRecoveries.get("finance", only(voucher)).<Integer>path("openFen"))
                .isEqualTo((int) (2 * SHARE));
        assertLedger(paid, 0, 2 * SHARE, 0);
    }

    /** Neither waits for the other for ever; whichever comes first, what is paid is asked back once. */
    @Test
    void aRevocationAndTheBankAtOnce() throws Exception {
        Paid paid = TestRecoveries.instructed();
        String voucher = voucherOf(paid.order());
        propose(voucher, true).then().statusCode(200);

        CompletableFuture<Void> bank = CompletableFuture.runAsync(() -> TestSettlement.pay(paid.batch()));
        CompletableFuture<Response> both = CompletableFuture.supplyAsync(() -> approve("hefei", voucher));
        bank.join();
        Response at = both.join();

        if (at.statusCode() == 409) {
            assertThat(at.<String>path("code")).isEqualTo("refund-in-payment");
            approve("hefei", voucher).then().statusCode(200);
        } else {
            assertThat(at.statusCode()).as(at.asString()).isEqualTo(200);
        }
        assertThat(of(voucher)).hasSize(1);
        assertLedger(paid, 0, 2 * SHARE, 0);
        TestVoucherChecker.agrees(paid.programme());
    }

    @Test
    void whatIsAskedBackOfAnAccountedProgrammeIsToldApart() {
        Paid paid = TestRecoveries.paid();
        String voucher = voucherOf(paid.order());
        TestClaims.set("UPDATE programme SET status = 'ACCOUNTED' WHERE id = ?", paid.programme());

        revoke(voucher);

        assertThat(TestRecoveries.get("finance", only(voucher)).<Boolean>path("afterAccount"))
                .isTrue();
    }

    private static String voucherOf(String order) {
        return TestClaims.text(
                "SELECT DISTINCT voucher_id FROM reservation WHERE order_id = ?", UUID.fromString(order));
    }

    private static Response revoke(String voucher) {
        Response proposed = propose(voucher, true);
        assertThat(proposed.statusCode()).as(proposed.asString()).isEqualTo(200);
        Response revoked = approve("hefei", voucher);
        assertThat(revoked.statusCode()).as(revoked.asString()).isEqualTo(200);
        return revoked;
    }

    /** @param takesCaptured null: nothing is said of it */
    private static Response propose(String voucher, Boolean takesCaptured) {
        Map<String, Object> body = takesCaptured == null
                ? Map.of("reason", "申领材料虚假")
                : Map.of("reason", "申领材料虚假", "takesCaptured", takesCaptured);
        return TestOrders.post("feixi", "/api/v1/vouchers/" + voucher + "/revocations", body);
    }

    private static Response approve(String account, String voucher) {
        return TestOrders.post(
                account, "/api/v1/vouchers/" + voucher + "/revocation-approvals", Map.of("reason", "情况属实"));
    }

    private static String only(String voucher) {
        List<String> all = of(voucher);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static List<String> of(String voucher) {
        return SignedIn.as("finance")
                .get(TestRecoveries.PATH + "?voucherId=" + voucher)
                .then()
                .statusCode(200)
                .extract()
                .path("data.id");
    }

    private static List<String> waiting(String account) {
        return SignedIn.as(account)
                .get("/api/v1/work-items?limit=200&kind=RECOVERY_PAYMENT")
                .then()
                .statusCode(200)
                .extract()
                .path("data.subject.path");
    }

    private static void assertLedger(Paid paid, long paidFen, long receivableFen, long returnedFen) {
        assertThat(paid.held("PAID")).as("paid").isEqualTo(paidFen);
        assertThat(paid.held("RECOVERY_RECEIVABLE")).as("receivable").isEqualTo(receivableFen);
        assertThat(paid.held("RETURNED")).as("returned").isEqualTo(returnedFen);
        assertThat(paid.held("IN_PAYMENT")).as("in payment").isZero();
    }
}
