package cn.dengyun.settlement.recovery;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.settlement.batch.TestSettlement;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.trade.dispute.TestDisputes;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.TestOrders;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the demo's platform was paid for two months, of which a decision leaves one. */
public final class TestRecoveries {

    public static final String PATH = "/api/v1/recoveries";

    private TestRecoveries() {}

    /** A payment that is asked back. */
    record Paid(String order, String delivery, String batch, UUID programme) {

        /** The same when the bank has paid. */
        Paid paid() {
            TestSettlement.pay(batch);
            return this;
        }

        /** The recovery of what is paid too much when so many months are left. */
        String lowered(int months) {
            return of(disputed(months));
        }

        /** The dispute whose decision leaves so many months. */
        String disputed(int months) {
            return TestDisputes.lowered(
                    order, delivery, TestDisputes.line(MonthOffering.MONTH, months, months * MonthOffering.PRICE));
        }

        /** What the ledger holds in a kind of account, in fen, counted from its transfers. */
        long held(String kind) {
            return Long.parseLong(TestClaims.text(
                    "SELECT coalesce(sum(CASE WHEN destination_kind = '" + kind + "' THEN amount_fen ELSE 0 END)"
                            + " - sum(CASE WHEN source_kind = '" + kind + "' THEN amount_fen ELSE 0 END), 0)::bigint"
                            + " FROM ledger_transfer WHERE programme_id = ?",
                    programme));
        }
    }

    /** Two months, paid by a batch. */
    static Paid paid() {
        return paid(2);
    }

    /** The same of an order of so many months. */
    static Paid paid(int ordered) {
        return instructed(ordered).paid();
    }

    /** The same while the bank has not answered. */
    static Paid instructed() {
        return instructed(2);
    }

    private static Paid instructed(int ordered) {
        TestClaims.drawNobody();
        String order = TestClaims.order(ordered);
        return instructed(order, TestOrders.delivered(order, 2));
    }

    private static Paid instructed(String order, String delivery) {
        TestOrders.acceptDelivery(delivery).then().statusCode(200);
        String redemption = TestClaims.text(
                "SELECT r.id FROM redemption r JOIN reservation h ON h.id = r.reservation_id WHERE h.delivery_id = ?",
                UUID.fromString(delivery));
        String claim = TestClaims.submitted(redemption, TestClaims.evidence(2));
        TestClaims.confirm(claim).then().statusCode(200);
        String batch = TestSettlement.instructed(claim);
        String programme =
                TestClaims.text("SELECT programme_id FROM settlement_claim WHERE id = ?", UUID.fromString(claim));
        return new Paid(order, delivery, batch, UUID.fromString(programme));
    }

    /** The only recovery that the decision in a dispute has made. */
    static String of(String dispute) {
        List<String> found = SignedIn.as("finance")
                .get(PATH + "?disputeId=" + dispute)
                .then()
                .statusCode(200)
                .extract()
                .path("data.id");
        if (found.size() != 1) {
            throw new AssertionError("recoveries of " + dispute + ": " + found);
        }
        return found.get(0);
    }

    /** The id of one of a month, of which nothing has come in. */
    public static String demanded() {
        return paid().lowered(1);
    }

    /** The same with a write-off that somebody of finance proposes. */
    public static String withWriteOff() {
        String recovery = demanded();
        because("finance", recovery, "write-off-proposals").then().statusCode(200);
        return recovery;
    }

    /** The same with instalments that the platform proposes. */
    public static String withPlan() {
        String recovery = demanded();
        plan(SignedIn.as("platform"), recovery, List.of(part(30, 1_000), part(60, 3_000)))
                .then()
                .statusCode(200);
        return recovery;
    }

    static Response get(String account, String recovery) {
        return SignedIn.as(account).get(PATH + "/" + recovery);
    }

    static Response receive(String account, String recovery, String serial, long fen) {
        return receive(account, recovery, serial, fen, LocalDate.now(ZoneOffset.UTC));
    }

    static Response receive(String account, String recovery, String serial, long fen, LocalDate on) {
        return TestOrders.post(
                account,
                PATH + "/" + recovery + "/receipts",
                Map.of("serial", serial, "amountFen", fen, "receivedOn", on.toString()));
    }

    static Response because(String account, String recovery, String noun) {
        return because(SignedIn.as(account).header("If-Match", "*"), recovery, noun);
    }

    static Response because(RequestSpecification caller, String recovery, String noun) {
        return TestOrders.post(caller, PATH + "/" + recovery + "/" + noun, Map.of("reason", "情况属实"));
    }

    static Response plan(RequestSpecification caller, String recovery, List<Map<String, Object>> instalments) {
        return TestOrders.post(
                caller, PATH + "/" + recovery + "/plans", Map.of("instalments", instalments, "reason", "资金紧张"));
    }

    /** An instalment in so many days. */
    static Map<String, Object> part(int days, long fen) {
        return Map.of("dueOn", LocalDate.now(ZoneOffset.UTC).plusDays(days).toString(), "amountFen", fen);
    }

    /** The id of a receipt of ten yuan that finance records. */
    public static String aReceipt(String recovery) {
        receive("finance", recovery, aSerial(), 1_000).then().statusCode(200);
        return SignedIn.as("finance")
                .get(PATH + "/" + recovery + "/steps")
                .then()
                .statusCode(200)
                .extract()
                .path("data[0].id");
    }

    /** @param slipFen what the slip comes to in all */
    static Response share(String account, String recovery, String serial, long fen, long slipFen) {
        return TestOrders.post(
                account,
                PATH + "/" + recovery + "/receipts",
                Map.of(
                        "serial",
                        serial,
                        "amountFen",
                        fen,
                        "receivedOn",
                        LocalDate.now(ZoneOffset.UTC).toString(),
                        "slipFen",
                        slipFen));
    }

    static Response reverse(String account, String recovery, String receipt) {
        return TestOrders.post(
                account, PATH + "/" + recovery + "/receipt-reversals", Map.of("receiptId", receipt, "reason", "登记有误"));
    }

    /** What is paid of a delivery of a month and two pieces, which cost as much as a month. */
    static Paid paidOfTwoPlans() {
        TestClaims.drawNobody();
        String order = TestClaims.order(Map.of(MonthOffering.MONTH, 1L, MonthOffering.PIECE, 2L));
        return instructed(order, TestOrders.delivered(order, Map.of(MonthOffering.MONTH, 1L, MonthOffering.PIECE, 2L)))
                .paid();
    }

    static String aSerial() {
        return "H" + TestClaims.number(18);
    }
}
