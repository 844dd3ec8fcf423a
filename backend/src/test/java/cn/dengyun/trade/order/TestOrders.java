package cn.dengyun.trade.order;

import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.voucher.FenOffering;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Orders of the demo's first enterprise with the demo's platform. */
public final class TestOrders {

    public static final String PATH = "/api/v1/orders";
    public static final String DELIVERIES = "/api/v1/order-deliveries";
    public static final String AMENDMENTS = "/api/v1/order-amendments";

    private TestOrders() {}

    /** The id of one that is placed without vouchers. */
    public static String placed() {
        return place("enterprise", request(FenOffering.id(), 100_000, false, List.of()))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static Map<String, Object> request(
            String offering, long quantity, boolean withSubsidy, List<UUID> vouchers) {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Map<String, Object> line =
                Map.of("planCode", FenOffering.PLAN, "quantity", String.valueOf(quantity), "withSubsidy", withSubsidy);
        Map<String, Object> order = new HashMap<>(Map.of(
                "offeringId",
                offering,
                "lines",
                List.of(line),
                "startsOn",
                today.toString(),
                "endsOn",
                today.plusYears(1).toString()));
        if (!vouchers.isEmpty()) {
            order.put("voucherIds", vouchers);
        }
        return order;
    }

    public static Response place(String account, Map<String, Object> order) {
        return post(account, PATH, order);
    }

    public static Response post(String account, String path, Object body) {
        return post(SignedIn.as(account), path, body);
    }

    public static Response post(RequestSpecification caller, String path, Object body) {
        return caller.header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    private static Response post(RequestSpecification caller, String path) {
        return caller.header("Idempotency-Key", UUID.randomUUID().toString()).post(path);
    }

    /** The provider accepts an order, whatever it says. */
    public static Response accept(RequestSpecification seller, String order) {
        return accept(seller, order, "*");
    }

    /** The same as it says with that tag. */
    static Response accept(RequestSpecification seller, String order, String tag) {
        return post(seller.header("If-Match", tag), PATH + "/" + order + "/acceptances");
    }

    /** An order of months of {@link MonthOffering}. */
    public static Map<String, Object> months(String offering, int months, boolean withSubsidy, List<UUID> vouchers) {
        Map<String, Object> order = request(offering, months, withSubsidy, vouchers);
        order.put(
                "lines",
                List.of(Map.of(
                        "planCode",
                        MonthOffering.MONTH,
                        "quantity",
                        String.valueOf(months),
                        "withSubsidy",
                        withSubsidy)));
        return order;
    }

    /** The id of one that was accepted and is in service. */
    public static String begun(Map<String, Object> wanted, Supplier<RequestSpecification> seller) {
        String id = place("enterprise", wanted).then().statusCode(201).extract().path("id");
        accept(seller.get(), id).then().statusCode(200);
        activate(seller.get(), id).then().statusCode(200);
        return id;
    }

    /** The id of one of the demo's platform that is in service and that no voucher pays. */
    public static String begun() {
        return begun(months(MonthOffering.id(), 12, false, List.of()), () -> SignedIn.as("platform"));
    }

    public static Response activate(RequestSpecification seller, String order) {
        return post(seller, PATH + "/" + order + "/activations", Map.of());
    }

    public static Response deliver(RequestSpecification seller, String order, String plan, long quantity) {
        return post(seller, PATH + "/" + order + "/deliveries", delivery(plan, quantity));
    }

    /** What is sent when so much was delivered. */
    public static Map<String, Object> delivery(String plan, long quantity) {
        return Map.of("lines", List.of(Map.of("planCode", plan, "quantity", String.valueOf(quantity))));
    }

    /** The id of a delivery of so many months by the demo's platform. */
    public static String delivered(String order, long months) {
        return delivered(SignedIn.as("platform"), order, months);
    }

    /** The same of several plans in one go. */
    public static String delivered(String order, Map<String, Long> byPlan) {
        return post(
                        SignedIn.as("platform"),
                        PATH + "/" + order + "/deliveries",
                        Map.of(
                                "lines",
                                byPlan.entrySet().stream()
                                        .map(each -> Map.of(
                                                "planCode", each.getKey(), "quantity", String.valueOf(each.getValue())))
                                        .toList()))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static String delivered(RequestSpecification seller, String order, long months) {
        return deliver(seller, order, MonthOffering.MONTH, months)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static Response acceptDelivery(RequestSpecification enterprise, String delivery) {
        return post(enterprise, DELIVERIES + "/" + delivery + "/acceptances");
    }

    public static Response acceptDelivery(String delivery) {
        return acceptDelivery(SignedIn.as("enterprise"), delivery);
    }

    public static Response rejectDelivery(String account, String delivery) {
        return post(account, DELIVERIES + "/" + delivery + "/rejections", Map.of("reason", "未达到约定规格"));
    }

    public static Response withdrawDelivery(RequestSpecification seller, String delivery) {
        return post(seller, DELIVERIES + "/" + delivery + "/withdrawals", Map.of("reason", "数量有误"));
    }

    public static Response propose(RequestSpecification side, String order, Map<String, Object> amendment) {
        Map<String, Object> wanted = new HashMap<>(amendment);
        wanted.put("note", "情况有变");
        return post(side, PATH + "/" + order + "/amendments", wanted);
    }

    /** The id of a proposal that nothing more shall be delivered. */
    public static String proposed(String account, String order) {
        return propose(SignedIn.as(account), order, Map.of("kind", "CANCEL_REST"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static Response agree(RequestSpecification side, String amendment) {
        return post(side, AMENDMENTS + "/" + amendment + "/acceptances");
    }

    public static Response endAmendment(RequestSpecification side, String amendment, String how) {
        return post(side, AMENDMENTS + "/" + amendment + "/" + how, Map.of("reason", "不同意"));
    }

    public static Response refund(RequestSpecification seller, String order, String delivery, Long amountFen) {
        Map<String, Object> wanted = new HashMap<>(Map.of("deliveryId", delivery, "reason", "服务中断"));
        if (amountFen != null) {
            wanted.put("amountFen", amountFen);
        }
        return post(seller, PATH + "/" + order + "/refunds", wanted);
    }

    /** A file like no other that the enterprise has sent. */
    public static String aFile() {
        return aFile("enterprise");
    }

    private static String aFile(String account) {
        return aFile(account, TestDocuments.aPdf());
    }

    private static String aFile(String account, byte[] content) {
        return TestDocuments.sent(SignedIn.as(account), "合同.pdf", "application/pdf", content);
    }

    /** The id of a contract that one of both sides has put on an order. */
    public static String aContract(String account, String order) {
        return aDocument(account, order, TestDocuments.aPdf(), "RECORD")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Puts a contract of these bytes on an order. */
    public static Response aDocument(String account, String order, byte[] content, String visibility) {
        return post(
                account,
                PATH + "/" + order + "/documents",
                TestDocuments.of(aFile(account, content), "CONTRACT", visibility));
    }

    public static Response pin(String account, String order, String document) {
        return SignedIn.as(account)
                .header("If-Match", "*")
                .contentType("application/json")
                .body(Map.of("documentId", document))
                .put(PATH + "/" + order + "/contract");
    }

    public static Response accept(String order) {
        return accept(SignedIn.as("platform"), order);
    }

    public static Response reject(String account, String order) {
        return post(account, PATH + "/" + order + "/rejections", Map.of("reason", "资源不足"));
    }

    public static Response cancel(String account, String order) {
        return cancel(SignedIn.as(account), order);
    }

    /** The id of a mandate of the demo's first enterprise, for a day. */
    static String delegation(UUID agent, String... scopes) {
        Instant now = Instant.now();
        return post(
                        "enterprise",
                        "/api/v1/delegations",
                        Map.of(
                                "agentOrganizationId", agent.toString(),
                                "scopes", List.of(scopes),
                                "validFrom", now.toString(),
                                "validUntil", now.plus(1, ChronoUnit.DAYS).toString()))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Somebody who acts by a mandate. */
    static RequestSpecification agent(String account, String delegation) {
        return SignedIn.as(account).header("Dengyun-Delegation", delegation);
    }

    public static Response cancel(RequestSpecification caller, String order) {
        return post(caller, PATH + "/" + order + "/cancellations", Map.of("reason", "不再需要"));
    }

    public static Response get(String account, String order) {
        return SignedIn.as(account).get(PATH + "/" + order);
    }
}
