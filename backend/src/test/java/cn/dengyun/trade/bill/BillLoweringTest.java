package cn.dengyun.trade.bill;

import static cn.dengyun.trade.bill.TestBills.MONTH;
import static cn.dengyun.trade.bill.TestBills.accept;
import static cn.dengyun.trade.bill.TestBills.get;
import static cn.dengyun.trade.bill.TestBills.in;
import static cn.dengyun.trade.bill.TestBills.lateNoMore;
import static cn.dengyun.trade.bill.TestBills.number;
import static cn.dengyun.trade.bill.TestBills.of;
import static cn.dengyun.trade.bill.TestBills.order;
import static cn.dengyun.trade.bill.TestBills.reversed;
import static cn.dengyun.trade.bill.TestBills.used;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.dispute.TestDisputes;
import cn.dengyun.trade.order.OrderProofs;
import cn.dengyun.trade.order.OrderWorld;
import cn.dengyun.trade.order.OrderWorld.Scene;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.voucher.FenOffering;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a bill takes back of an earlier month lowers what vouchers paid of the bill that had counted it; of a fen four
 * tenths are paid by the voucher.
 */
@QuarkusTest
class BillLoweringTest {

    private static final LocalDate NEXT = MONTH.plusMonths(1);

    @Inject
    OrderWorld world;

    @Inject
    OrderProofs proofs;

    @Inject
    Pool pool;

    private Scene scene;
    private String order;
    private String wrong;
    private String bill;

    /** A bill of 1,000 units that is accepted and paid. */
    @BeforeEach
    void aBillThatIsPaid() {
        scene = world.withThePlatform();
        order = order(List.of(scene.voucher().id()));
        wrong = used(order, in(MONTH), "900");
        used(order, in(MONTH), "100");
        bill = of(order, MONTH);
        accept("enterprise", bill).then().statusCode(200);
        assertThat(captured()).isEqualTo(400);
    }

    @Test
    void whatTheNextBillTakesBackGoesBackToTheVoucher() {
        used(order, in(NEXT), "500");
        reversed(wrong);

        lateNoMore(order, NEXT);

        String next = of(order, NEXT);
        assertThat(captured()).isEqualTo(40);
        assertThat(world.delivery(delivery(bill)).getLong("net_fen")).isEqualTo(100);
        assertThat(world.delivery(delivery(bill)).getLong("lowered_fen")).isEqualTo(360);
        assertThat(world.delivery(delivery(next)).getLong("net_fen")).isEqualTo(500);
        assertThat(get("enterprise", next).<Integer>path("netFen")).isEqualTo(-400);
        for (String shown : List.of(bill, next)) {
            Response told = get("platform", shown);
            assertThat(told.<List<String>>path("lowerings.billId")).containsExactly(next);
            assertThat(told.<List<String>>path("lowerings.loweredBillId")).containsExactly(bill);
            assertThat(told.<List<String>>path("lowerings.deliveryId")).containsExactly(delivery(bill));
            assertThat(told.<List<Integer>>path("lowerings.netFen")).containsExactly(900);
            assertThat(told.<List<Integer>>path("lowerings.subsidyFen")).containsExactly(360);
            assertThat(told.<List<String>>path("lowerings.status")).containsExactly("LOWERED");
            assertThat(told.<String>path("lowerings[0].reason"))
                    .isEqualTo(get("platform", next).path("number") + " 重复");
        }
        Background.settle();
        assertThat(captured()).isEqualTo(40);
        accept("enterprise", next).then().statusCode(200);
        assertThat(captured()).isEqualTo(240);
        assertThat(refunded()).isEqualTo(360);
        world.assertConserved(scene);
    }

    @Test
    void aBillThatWaitsIsCapturedForLess() {
        used(order, in(NEXT), "500");
        String late = used(order, in(NEXT), "300");
        lateNoMore(order, NEXT);
        String next = of(order, NEXT);
        reversed(late);

        lateNoMore(order, NEXT.plusMonths(1));

        assertThat(captured()).isEqualTo(400);
        accept("enterprise", next).then().statusCode(200);
        assertThat(captured()).isEqualTo(600);
        assertThat(world.delivery(delivery(next)).getLong("net_fen")).isEqualTo(500);
        world.assertConserved(scene);
    }

    @Test
    void creditNotesBeforeAndBehindItTakeNothingTwice() {
        accept("platform", bill).then().statusCode(200);
        credit(bill, 50);
        assertThat(captured()).isEqualTo(380);
        reversed(wrong);
        lateNoMore(order, NEXT);

        assertThat(captured()).isEqualTo(20);
        credit(bill, 50);
        assertThat(captured()).isZero();
        credit(bill, 900);
        assertThat(captured()).isZero();
        assertThat(refunded()).isEqualTo(400);
        world.assertConserved(scene);
    }

    @Test
    void creditNotesThatNameTheLineTakeNothingTwiceEither() {
        accept("platform", bill).then().statusCode(200);
        creditLine(50);
        assertThat(captured()).isEqualTo(380);
        reversed(wrong);
        lateNoMore(order, NEXT);

        assertThat(captured()).isEqualTo(20);
        creditLine(50);
        assertThat(captured()).isZero();
        creditLine(900);
        assertThat(captured()).isZero();
        assertThat(refunded()).isEqualTo(400);
        assertThat(get("enterprise", bill).<List<Integer>>path("lines.remainingFen"))
                .containsExactly(0);
        world.assertConserved(scene);
    }

    private void creditLine(long fen) {
        TestBills.credit("platform", bill, fen, List.of(TestBills.off(1, fen)))
                .then()
                .statusCode(201);
    }

    private static void credit(String bill, long fen) {
        TestBills.credit("platform", bill, fen).then().statusCode(201);
    }

    @Test
    void whatCannotBeTakenBackIsTakenOffTheNextBillsAndTheRestIsTriedAgain() {
        TestClaims.stand(order, ClaimStatus.INSTRUCTED);
        used(order, in(NEXT), "500");
        reversed(wrong);

        lateNoMore(order, NEXT);

        String next = of(order, NEXT);
        Response told = get("enterprise", next);
        assertThat(told.<String>path("status")).isEqualTo("LOCKED");
        assertThat(told.<String>path("deliveryId")).isNull();
        assertThat(captured()).isEqualTo(400);
        assertThat(told.<List<String>>path("lowerings.status")).containsExactlyInAnyOrder("OWED", "LOWERED");
        assertThat(told.<List<Integer>>path("lowerings.findAll { it.status == 'OWED' }.netFen"))
                .containsExactly(400);
        assertThat(told.<List<String>>path("lowerings.findAll { it.status == 'OWED' }.refusal"))
                .containsExactly("refund-in-payment");
        assertThat(told.<List<String>>path("lowerings.findAll { it.status == 'LOWERED' }.loweredBillId"))
                .containsExactly(next);

        assertThat(owed()).containsExactly(bill);
        assertThat(unsettled()).isTrue();

        TestClaims.stand(order, ClaimStatus.BANK_FAILED);
        TestBills.execute("UPDATE bill_lowering SET due_at = now() WHERE bill_id = ? AND status = 'OWED'", id(next));
        Background.settle();

        assertThat(get("enterprise", next).<List<String>>path("lowerings.status"))
                .containsExactly("LOWERED", "LOWERED");
        assertThat(captured()).isEqualTo(240);
        assertThat(owed()).isEmpty();
        assertThat(unsettled()).isFalse();
        assertThat(world.delivery(delivery(bill)).getLong("net_fen")).isEqualTo(600);
        world.assertConserved(scene);
    }

    @Test
    void whatABillOwesIsSettledByADecisionThatLowersIt() {
        TestClaims.stand(order, ClaimStatus.INSTRUCTED);
        used(order, in(NEXT), "500");
        reversed(wrong);
        lateNoMore(order, NEXT);
        assertThat(owed()).containsExactly(bill);
        TestClaims.stand(order, ClaimStatus.BANK_FAILED);

        TestDisputes.lowered(order, delivery(bill), TestDisputes.line(FenOffering.PLAN, 600, 600));

        assertThat(captured()).isEqualTo(240);
        assertThat(owed()).as("no later bill is paid less for it").isEmpty();
        assertThat(unsettled()).isFalse();
        assertThat(get("enterprise", of(order, NEXT)).<List<String>>path("lowerings.status"))
                .containsExactly("LOWERED", "LOWERED");
        world.assertConserved(scene);
    }

    @Test
    void whatIsOwedIsTakenOffBillAfterBill() {
        TestClaims.stand(order, ClaimStatus.PAID);
        reversed(wrong);
        lateNoMore(order, NEXT);
        LocalDate present = NEXT.plusMonths(1);
        used(order, Bill.startOf(present), "2000");

        lateNoMore(order, present);

        String last = of(order, present);
        assertThat(world.delivery(delivery(last)).getLong("net_fen")).isEqualTo(1_100);
        assertThat(get("enterprise", last).<Integer>path("netFen")).isEqualTo(2_000);
        assertThat(get("enterprise", last).<List<Integer>>path("lowerings.netFen"))
                .containsExactly(900);
        accept("enterprise", last).then().statusCode(200);
        assertThat(captured()).isEqualTo(840);
        assertThat(number("SELECT count(*) FROM bill_lowering WHERE order_id = ? AND status = 'OWED'", id(order)))
                .isZero();
        world.assertConserved(scene);
    }

    @Test
    void whatIsOwedIsTakenOffABillThatItsOrderIsToldOfLater() {
        TestClaims.stand(order, ClaimStatus.PAID);
        used(order, in(NEXT), "2000");
        reversed(wrong);
        String dispute = TestDisputes.filed(order, "OTHER", null);
        lateNoMore(order, NEXT);
        String next = of(order, NEXT);
        assertThat(delivery(next)).isNull();
        assertThat(owed()).containsExactly(bill);

        TestDisputes.withdraw(SignedIn.as("enterprise"), dispute).then().statusCode(200);
        accept("enterprise", next).then().statusCode(200);

        assertThat(world.delivery(delivery(next)).getLong("net_fen")).isEqualTo(1_100);
        assertThat(captured()).isEqualTo(840);
        assertThat(owed()).isEmpty();
        world.assertConserved(scene);
    }

    @Test
    void whatWasTakenOffABillThatVouchersThenDoNotPayIsOwedAgain() {
        TestClaims.stand(order, ClaimStatus.PAID);
        used(order, in(NEXT), "2000");
        reversed(wrong);
        lateNoMore(order, NEXT);
        String next = of(order, NEXT);
        String delivery = delivery(next);
        assertThat(world.delivery(delivery).getLong("net_fen")).isEqualTo(1_100);
        assertThat(owed()).isEmpty();

        String dispute = TestDisputes.filed(order, "NOT_AS_AGREED", delivery);
        TestDisputes.decide(SignedIn.as("feixi"), dispute, "decisions", "DELIVERY_REJECTED")
                .then()
                .statusCode(200);
        TestBills.execute("UPDATE order_dispute SET due_at = now() - interval '1 second' WHERE id = ?", id(dispute));
        Background.settle();

        assertThat(world.delivery(delivery).getString("status")).isEqualTo("REJECTED");
        assertThat(owed()).containsExactly(bill);
        assertThat(number(
                        "SELECT sum(net_fen) FROM bill_lowering WHERE lowered_id = ? AND owed_by_id = lowered_id"
                                + " AND status = 'OWED'",
                        id(bill)))
                .isEqualTo(900);
        assertThat(captured()).isEqualTo(400);
        world.assertConserved(scene);
    }

    @Test
    void whatWasTakenOffABillThatNoVoucherPaysIsOwedAgain() {
        TestClaims.stand(order, ClaimStatus.PAID);
        used(order, in(NEXT), "2000");
        reversed(wrong);
        TestBills.execute(
                "UPDATE reservation SET expires_at = now() - interval '1 second' WHERE order_id = ? AND status = 'HELD'",
                id(order));
        lateNoMore(order, NEXT);
        String next = of(order, NEXT);
        assertThat(world.delivery(delivery(next)).getLong("net_fen")).isEqualTo(1_100);
        assertThat(owed()).isEmpty();

        accept("enterprise", next).then().statusCode(200);

        assertThat(captured()).as("nothing was paid less").isEqualTo(400);
        assertThat(owed()).containsExactly(bill);
        assertThat(unsettled()).isTrue();
    }

    @Test
    void whatWasTakenOffABillThatTurnsOutToBeWorthNothingIsOwedAgain() {
        TestClaims.stand(order, ClaimStatus.PAID);
        used(order, in(NEXT), "2000");
        reversed(wrong);
        lateNoMore(order, NEXT);
        String next = of(order, NEXT);
        accept("enterprise", next).then().statusCode(200);
        assertThat(captured()).isEqualTo(840);
        assertThat(owed()).isEmpty();

        String delivery = delivery(next);
        String plan = SignedIn.as("enterprise")
                .get("/api/v1/orders/" + order + "/deliveries")
                .path("data.find { it.id == '" + delivery + "' }.lines[0].planCode");
        String dispute = TestDisputes.filed(order, "NOT_AS_AGREED", delivery);
        TestDisputes.decide(
                        SignedIn.as("feixi"),
                        dispute,
                        "decisions",
                        "DELIVERY_LOWERED",
                        List.of(TestDisputes.line(plan, 0, 0)))
                .then()
                .statusCode(200);
        TestBills.execute("UPDATE order_dispute SET due_at = now() - interval '1 second' WHERE id = ?", id(dispute));
        Background.settle();

        assertThat(world.delivery(delivery).getLong("net_fen")).isZero();
        assertThat(captured()).isEqualTo(400);
        assertThat(owed()).containsExactly(bill);
        world.assertConserved(scene);
    }

    @Test
    void whoeverCreditsWhileTheNextBillLocksTakesNothingTwice() {
        accept("platform", bill).then().statusCode(200);
        reversed(wrong);
        String provider = SignedIn.tokenOf("platform");
        List<Supplier<Response>> calls = List.of(
                () -> {
                    lateNoMore(order, NEXT);
                    return null;
                },
                () -> TestOrders.post(
                        as(provider),
                        TestBills.PATH + "/" + bill + "/credit-notes",
                        Map.of("amountFen", 60, "reason", "服务中断补偿")),
                () -> SignedIn.as("platform").get(TestBills.PATH + "/" + bill));

        OrderWorld.together(calls);

        assertThat(world.delivery(delivery(bill)).getLong("net_fen")).isEqualTo(40);
        assertThat(captured()).isEqualTo(16);
        assertThat(refunded()).isEqualTo(384);
        world.assertConserved(scene);
    }

    /** Whether what was captured for the order is kept from being paid. */
    private boolean unsettled() {
        return !WorkerThread.await(proofs.unsettled(pool, List.of(id(order)))).isEmpty();
    }

    private List<String> owed() {
        return SignedIn.as("finance")
                .get(TestBills.PATH + "?owed=true&orderId=" + order)
                .path("data.id");
    }

    private long captured() {
        return world.voucher(scene).getLong("captured_fen");
    }

    private long refunded() {
        return number(
                "SELECT coalesce(sum(amount_fen), 0) FROM refund WHERE voucher_id = ?",
                scene.voucher().id());
    }

    private static String delivery(String bill) {
        return get("enterprise", bill).path("deliveryId");
    }

    private static UUID id(String text) {
        return UUID.fromString(text);
    }

    private static RequestSpecification as(String token) {
        return RestAssured.given().auth().oauth2(token);
    }
}
