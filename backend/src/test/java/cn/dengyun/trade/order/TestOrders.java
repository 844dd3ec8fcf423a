package cn.dengyun.trade.order;

import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.voucher.FenOffering;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Orders of the demo's first enterprise with the demo's platform. */
public final class TestOrders {

    public static final String PATH = "/api/v1/orders";

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
        return SignedIn.as(account)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post(path);
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
        return SignedIn.as("platform")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(PATH + "/" + order + "/acceptances");
    }

    public static Response reject(String account, String order) {
        return post(account, PATH + "/" + order + "/rejections", Map.of("reason", "资源不足"));
    }

    public static Response cancel(String account, String order) {
        return post(account, PATH + "/" + order + "/cancellations", Map.of("reason", "不再需要"));
    }

    public static Response get(String account, String order) {
        return SignedIn.as(account).get(PATH + "/" + order);
    }
}
