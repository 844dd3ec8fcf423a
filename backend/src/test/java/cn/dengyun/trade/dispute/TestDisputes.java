package cn.dengyun.trade.dispute;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.trade.order.TestOrders;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Disputes about orders of the demo's first enterprise. */
public final class TestDisputes {

    public static final String PATH = "/api/v1/order-disputes";

    private TestDisputes() {}

    public static Response file(RequestSpecification side, String order, String reason, String delivery) {
        Map<String, Object> wanted = new HashMap<>(Map.of("reason", reason, "statement", "数量不足，请核减"));
        if (delivery != null) {
            wanted.put("deliveryId", delivery);
        }
        return TestOrders.post(side, TestOrders.PATH + "/" + order + "/disputes", wanted);
    }

    /** The id of one of the demo's enterprise. */
    public static String filed(String order, String reason, String delivery) {
        return file(SignedIn.as("enterprise"), order, reason, delivery)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The id of one about an order in service that no voucher pays. */
    public static String filed() {
        return filed(TestOrders.begun(), "LATE", null);
    }

    public static Response say(RequestSpecification caller, String dispute) {
        return TestOrders.post(caller, PATH + "/" + dispute + "/messages", Map.of("text", "请核对附件"));
    }

    public static Response withdraw(RequestSpecification caller, String dispute) {
        return TestOrders.post(caller, PATH + "/" + dispute + "/withdrawals", Map.of("reason", "已协商一致"));
    }

    public static Response appeal(RequestSpecification caller, String dispute) {
        return TestOrders.post(caller, PATH + "/" + dispute + "/appeals", Map.of("grounds", "未采信开通日志"));
    }

    /** @param how {@code decisions} or {@code appeal-decisions} */
    public static Response decide(RequestSpecification caller, String dispute, String how, String outcome) {
        return decide(caller, dispute, how, outcome, null);
    }

    /** @param lines null for none */
    public static Response decide(
            RequestSpecification caller, String dispute, String how, String outcome, List<Map<String, Object>> lines) {
        Map<String, Object> wanted = new HashMap<>(Map.of("outcome", outcome, "reason", "经核对开通记录"));
        if (lines != null) {
            wanted.put("lines", lines);
        }
        return TestOrders.post(caller, PATH + "/" + dispute + "/" + how, wanted);
    }

    public static Response recover(RequestSpecification caller, String dispute) {
        return TestOrders.post(caller, PATH + "/" + dispute + "/recoveries", Map.of("reason", "银行已答复"));
    }

    /** The id of one about a delivery of which the province decides on appeal that so much is left. */
    public static String lowered(String order, String delivery, Map<String, Object> left) {
        String dispute = filed(order, "QUANTITY", delivery);
        decide(SignedIn.as("province"), dispute, "decisions", "DISMISSED")
                .then()
                .statusCode(200);
        appeal(SignedIn.as("enterprise"), dispute).then().statusCode(200);
        decide(SignedIn.as("province2"), dispute, "appeal-decisions", "DELIVERY_LOWERED", List.of(left))
                .then()
                .statusCode(200);
        return dispute;
    }

    /** The id of one whose decision could not take anything back. */
    public static String hindered() {
        String dispute = filed();
        decide(SignedIn.as("feixi"), dispute, "decisions", "DISMISSED").then().statusCode(200);
        TestClaims.set(
                "UPDATE order_dispute SET status = 'RECOVERY', hindrance = 'PAID', closed_at = now() WHERE id = ?",
                UUID.fromString(dispute));
        return dispute;
    }

    public static Map<String, Object> line(String plan, long quantity, long netFen) {
        return Map.of("planCode", plan, "quantity", String.valueOf(quantity), "netFen", netFen);
    }
}
