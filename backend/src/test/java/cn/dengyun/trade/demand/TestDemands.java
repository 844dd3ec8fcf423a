package cn.dengyun.trade.demand;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.TestOrders;
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

/** Demands of the demo's first enterprise, and quotes of the demo's platform for them. */
public final class TestDemands {

    public static final String PATH = "/api/v1/demands";
    public static final String QUOTES = "/api/v1/quotes";
    static final Map<String, Object> WHY = Map.of("reason", "情况属实");

    private TestDemands() {}

    static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    static Map<String, Object> request(String visibility) {
        return new HashMap<>(Map.of(
                "title", "注塑车间数据上云",
                "description", "40 台注塑机的运行数据采集与看板。",
                "kind", "IAAS",
                "categoryCode", "I-1",
                "quantity", "12",
                "unit", "月",
                "quotesUntil", Instant.now().plus(5, ChronoUnit.DAYS).toString(),
                "wantedOn", today().plusDays(30).toString(),
                "serviceRegionCode", "340123",
                "visibility", visibility));
    }

    static Response create(RequestSpecification enterprise, Map<String, Object> wanted) {
        return TestOrders.post(enterprise, PATH, wanted);
    }

    /** The id of a draft. */
    public static String drawnUp(String visibility) {
        return create(SignedIn.as("enterprise"), request(visibility))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static Response publish(RequestSpecification enterprise, String id) {
        return enterprise
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "*")
                .post(PATH + "/" + id + "/publications");
    }

    /** The id of one that takes quotes. */
    public static String published() {
        return published("PUBLIC");
    }

    static String published(String visibility) {
        String id = drawnUp(visibility);
        publish(SignedIn.as("enterprise"), id).then().statusCode(200);
        return id;
    }

    /** A quote for 12 months of an offering. */
    static Map<String, Object> quote(String offering, Long netFen) {
        Map<String, Object> line = new HashMap<>(Map.of("planCode", MonthOffering.MONTH, "quantity", "12"));
        if (netFen != null) {
            line.put("netFen", netFen);
        }
        return new HashMap<>(Map.of(
                "offeringId",
                offering,
                "lines",
                List.of(line),
                "deliveryDays",
                15,
                "validUntil",
                today().plusDays(40).toString()));
    }

    static Response submit(RequestSpecification provider, String demand, Map<String, Object> wanted) {
        return TestOrders.post(provider, PATH + "/" + demand + "/quotes", wanted);
    }

    /** The id of a quote of the demo's platform, for 100,000 fen of 120,000. */
    public static String quoted(String demand) {
        return submit(SignedIn.as("platform"), demand, quote(MonthOffering.id(), 100_000L))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static Response move(RequestSpecification caller, String demand, String what) {
        return TestOrders.post(caller, PATH + "/" + demand + "/" + what, WHY);
    }

    /** Ends the quoting, so that the quotes are open. */
    public static void closeQuoting(String demand) {
        move(SignedIn.as("enterprise"), demand, "quoting-closures").then().statusCode(200);
    }

    static Map<String, Object> award() {
        return new HashMap<>(Map.of(
                "startsOn", today().toString(),
                "endsOn", today().plusYears(1).toString(),
                "reason", "报价合理"));
    }

    static Response award(RequestSpecification enterprise, String quote, Map<String, Object> wanted) {
        return TestOrders.post(enterprise, QUOTES + "/" + quote + "/awards", wanted);
    }

    static Response award(String quote) {
        return award(SignedIn.as("enterprise"), quote, award());
    }

    /** Lets the deadline of a demand have passed a second ago. */
    static void passDeadline(String demand) {
        TestSupervision.set("UPDATE demand SET quotes_until = now() - interval '1 second' WHERE id = ?", demand);
    }

    static Response get(RequestSpecification caller, String id) {
        return caller.get(PATH + "/" + id);
    }
}
