package cn.dengyun.trade.complaint;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.TestOrders;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Complaints about orders. */
public final class TestComplaints {

    public static final String PATH = "/api/v1/complaints";
    static final String PLATFORM = "01900000-0000-7000-8000-000000000001";

    /** By when what is ordered is to be done. */
    static final LocalDate DUE_ON = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(30);

    private TestComplaints() {}

    /** The id of an order that was placed and not accepted. */
    static String placed(RequestSpecification enterprise, String offering) {
        return TestOrders.post(enterprise, TestOrders.PATH, TestOrders.months(offering, 2, false, List.of()))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The id of one that was accepted. */
    static String accepted(RequestSpecification enterprise, Supplier<RequestSpecification> seller, String offering) {
        String order = placed(enterprise, offering);
        TestOrders.accept(seller.get(), order).then().statusCode(200);
        return order;
    }

    /** The id of one with the demo's platform. */
    static String accepted(RequestSpecification enterprise) {
        return accepted(enterprise, () -> SignedIn.as("platform"), MonthOffering.id());
    }

    static Map<String, Object> form(String kind) {
        return Map.of("kind", kind, "statement", "控制台多次无法登录", "remedy", "减免当月费用");
    }

    static Response file(RequestSpecification enterprise, String order, String kind) {
        return TestOrders.post(enterprise, TestOrders.PATH + "/" + order + "/complaints", form(kind));
    }

    /** The id of one about an order. */
    static String filed(RequestSpecification enterprise, String order, String kind) {
        return file(enterprise, order, kind).then().statusCode(201).extract().path("id");
    }

    /** The id of one of the demo's enterprise about the demo's platform. */
    public static String filed(String kind) {
        return filed(SignedIn.as("enterprise"), accepted(SignedIn.as("enterprise")), kind);
    }

    /** The id of one of them that was answered. */
    public static String answered() {
        String id = filed("SERVICE_QUALITY");
        answer(SignedIn.as("platform"), id).then().statusCode(200);
        return id;
    }

    /** The id of one of them that an authority has to decide. */
    public static String escalated() {
        String id = answered();
        escalate(SignedIn.as("enterprise"), id).then().statusCode(200);
        return id;
    }

    /** The id of one of them of which the authority has ordered something. */
    public static String decided() {
        String id = escalated();
        decide(SignedIn.as("feixi"), id, "UPHELD", "减免当月费用").then().statusCode(200);
        return id;
    }

    static Response answer(RequestSpecification provider, String id) {
        return move(provider, id, "answers", Map.of("text", "故障已于昨日恢复"));
    }

    static Response escalate(RequestSpecification enterprise, String id) {
        return move(enterprise, id, "decision-requests", Map.of("grounds", "费用未减免"));
    }

    static Response settle(RequestSpecification enterprise, String id) {
        return enterprise
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(PATH + "/" + id + "/settlements");
    }

    static Response withdraw(RequestSpecification enterprise, String id) {
        return move(enterprise, id, "withdrawals", Map.of("reason", "已协商一致"));
    }

    static Response handOver(RequestSpecification authority, String id, String incident) {
        return move(authority, id, "incidents", Map.of("incidentId", incident));
    }

    static Response ruleOut(RequestSpecification authority, String id) {
        return move(authority, id, "incident-exclusions", Map.of("reason", "数据未被他人读取"));
    }

    static Response fulfil(RequestSpecification caller, String id) {
        return move(caller, id, "fulfilments", Map.of("text", "费用已减免"));
    }

    /** @param measures null for none */
    static Response decide(RequestSpecification authority, String id, String finding, String measures) {
        Map<String, Object> says = new HashMap<>(Map.of("finding", finding, "reason", "经核查工单"));
        if (measures != null) {
            says.put("measures", measures);
            says.put("measuresDueOn", DUE_ON.toString());
        }
        return move(authority, id, "decisions", says);
    }

    static Response move(RequestSpecification caller, String id, String what, Map<String, Object> body) {
        return TestOrders.post(caller, PATH + "/" + id + "/" + what, body);
    }

    static Response get(RequestSpecification caller, String id) {
        return caller.get(PATH + "/" + id);
    }

    /** Its provider had to answer by now. */
    static void runOut(String id) {
        TestSupervision.set(
                "UPDATE order_complaint SET answer_due_at = now() - interval '1 hour', remind_at = NULL WHERE id = ?",
                id);
    }
}
