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
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.order.OrderWorld;
import cn.dengyun.trade.order.OrderWorld.Scene;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.voucher.TestRefunds;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
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

    private static void credit(String bill, long fen) {
        TestBills.credit("platform", bill, fen).then().statusCode(201);
    }

    @Test
    void whatCannotBeTakenBackIsTakenOffTheNextBillsAndTheRestIsTriedAgain() {
        TestRefunds.refuse("refund-in-payment");
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

        TestRefunds.allow();
        TestBills.execute("UPDATE bill_lowering SET due_at = now() WHERE bill_id = ? AND status = 'OWED'", id(next));
        Background.settle();

        assertThat(get("enterprise", next).<List<String>>path("lowerings.status"))
                .containsExactly("LOWERED", "LOWERED");
        assertThat(captured()).isEqualTo(240);
        assertThat(owed()).isEmpty();
        assertThat(world.delivery(delivery(bill)).getLong("net_fen")).isEqualTo(600);
        world.assertConserved(scene);
    }

    @Test
    void whatIsOwedIsTakenOffBillAfterBill() {
        TestRefunds.refuse("refund-after-payment");
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
