package cn.dengyun.trade.bill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.voucher.FenOffering;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Plans that are counted are paid by the deliveries that the provider reports: no bill is due of them, nothing of them
 * is paid twice, and nothing stays unpaid.
 */
@QuarkusTest
class ReportedPlansTest {

    private static final String PIECE = MonthOffering.PIECE;

    @Test
    void whatIsReportedByThePieceIsPaidWithItsDeliveryAndHasNoBill() {
        String order = TestClaims.order(Map.of(PIECE, 5L, MonthOffering.MONTH, 2L));
        Response placed = TestOrders.get("enterprise", order);
        int priceFen = placed.path("netFen");
        int subsidyFen = placed.path("subsidyFen");
        assertThat(subsidyFen).isPositive();

        String first = TestOrders.delivered(order, Map.of(PIECE, 2L, MonthOffering.MONTH, 1L));
        TestOrders.acceptDelivery(first).then().statusCode(200);
        assertNoBill(order);
        assertThat(code(TestOrders.acceptDelivery(first))).isEqualTo("transition-not-allowed");
        assertThat(code(TestOrders.deliver(SignedIn.as("platform"), order, PIECE, 4)))
                .isEqualTo("delivery-exceeds-order");
        String rest = TestOrders.delivered(order, Map.of(PIECE, 3L, MonthOffering.MONTH, 1L));
        TestOrders.acceptDelivery(rest).then().statusCode(200);

        assertNoBill(order);
        assertThat(TestOrders.get("enterprise", order).<String>path("status")).isEqualTo("COMPLETED");
        Response delivered = SignedIn.as("enterprise").get(TestOrders.PATH + "/" + order + "/deliveries");
        assertThat(sum(delivered, "netFen")).as("all of the price, once").isEqualTo(priceFen);
        assertThat(sum(delivered, "capturedFen"))
                .as("all that vouchers held, once; the rest the enterprise pays by the same deliveries")
                .isEqualTo(subsidyFen);
        assertThat(TestBills.number(
                        "SELECT sum(r.amount_fen - r.refunded_fen) FROM redemption r JOIN reservation h"
                                + " ON h.id = r.reservation_id WHERE h.order_id = ?",
                        UUID.fromString(order)))
                .isEqualTo(subsidyFen);
    }

    @Test
    void whatIsMeasuredIsNotReportedSoNoPlanIsPaidBothWays() {
        String bill = TestBills.locked();
        Response billed = TestBills.get("enterprise", bill);
        String order = billed.path("orderId");

        assertThat(billed.<List<String>>path("lines.planCode")).containsExactly(FenOffering.PLAN);
        assertThat(code(TestOrders.deliver(SignedIn.as("platform"), order, FenOffering.PLAN, 1)))
                .isEqualTo("order-metered");
    }

    /** No bill has begun, whatever the background does, and none is foreseen. */
    private static void assertNoBill(String order) {
        Background.settle();
        WorkerThread.await(Arc.container().instance(BillRounds.class).get().begin());
        assertThat(TestBills.number("SELECT count(*) FROM bill WHERE order_id = ?", UUID.fromString(order)))
                .isZero();
        Response preview = SignedIn.as("enterprise").get(TestOrders.PATH + "/" + order + "/bill-preview");
        assertThat(preview.<Integer>path("netFen")).isZero();
        assertThat(preview.<List<Object>>path("lines")).isEmpty();
    }

    private static int sum(Response answer, String amount) {
        return answer.<List<Integer>>path("data." + amount).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static String code(Response answer) {
        return answer.path("code");
    }
}
