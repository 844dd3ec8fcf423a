package cn.dengyun.trade.usage;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.trade.order.TestOrders;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Meters of orders of the demo's first enterprise with the demo's platform, and what is reported of them. */
public final class TestUsage {

    public static final String EVENTS = "/api/v1/usage-events";
    public static final String RECEIPTS = "/api/v1/usage-receipts";
    public static final String CORRECTIONS = "/api/v1/usage-corrections";
    public static final String METERS = "/api/v1/usage-meters";
    public static final String NDJSON = "application/x-ndjson";

    static final List<String> PLANS = List.of("flow", "peak", "users", "level", "hours", "share");

    private static Meter shared;

    private TestUsage() {}

    /** A meter that runs. */
    public record Meter(String id, String order, String number, Instant begins) {

        /** A line of so much of it, behind its beginning by so many milliseconds. */
        public String line(String key, long behind, String quantity) {
            return "{\"meterId\":\"%s\",\"eventId\":\"%s\",\"occurredAt\":\"%s\",\"quantity\":\"%s\"}"
                    .formatted(id, key, begins.plusMillis(behind), quantity);
        }
    }

    /** That of a plan of an order that has begun just now. */
    public static Meter begun(String plan) {
        return meters(order()).get(plan);
    }

    /** The id of an order of every plan, in service. */
    public static String order() {
        Map<String, Object> wanted = TestOrders.request(offering(), 1, false, List.of());
        List<Map<String, Object>> lines = new ArrayList<>();
        PLANS.forEach(plan -> lines.add(Map.of("planCode", plan, "quantity", "100", "withSubsidy", false)));
        lines.add(Map.of("planCode", "once", "quantity", "1", "withSubsidy", false));
        wanted.put("lines", lines);
        return TestOrders.begun(wanted, () -> SignedIn.as("platform"));
    }

    /** By plan. */
    static Map<String, Meter> meters(String order) {
        Response found = SignedIn.as("platform").get(TestOrders.PATH + "/" + order + "/meters");
        Map<String, Meter> meters = new HashMap<>();
        found.<List<Map<String, Object>>>path("data")
                .forEach(each -> meters.put(
                        (String) each.get("planCode"),
                        new Meter(
                                (String) each.get("id"), order, (String) each.get("orderNumber"), Instant.parse((String)
                                        each.get("beginsAt")))));
        return meters;
    }

    /** One with plans of every way to measure, and one that is not measured. */
    private static String offering() {
        List<Map<String, Object>> plans = new ArrayList<>();
        plans.add(metered("flow", null));
        plans.add(metered("peak", "MAX"));
        plans.add(metered("users", "UNIQUE"));
        plans.add(metered("level", "TIME_WEIGHTED"));
        plans.add(Map.of(
                "code",
                "hours",
                "name",
                "分时",
                "model",
                "TIME_OF_USE",
                "unit",
                "HOUR",
                "windows",
                List.of(window("00:00", "12:00"), window("12:00", "24:00"))));
        plans.add(Map.of("code", "share", "name", "抽成", "model", "PERCENTAGE", "unit", "CNY_FEN", "rate", "0.01"));
        plans.add(Map.of("code", "once", "name", "一次性", "model", "ONE_OFF", "amountFen", 100));
        return SignedIn.asPlatformClient()
                .contentType("application/json")
                .body(Map.of("kind", "IAAS", "name", "按量计价的测试服务", "plans", plans))
                .put("/api/v1/providers/01900000-0000-7000-8000-000000000001/offerings/metered")
                .path("id");
    }

    private static Map<String, Object> metered(String code, String aggregation) {
        Map<String, Object> plan = new HashMap<>(Map.of(
                "code",
                code,
                "name",
                "计量 " + code,
                "model",
                "METERED",
                "unit",
                "GB",
                "tiers",
                List.of(Map.of("unitPriceFen", "1"))));
        if (aggregation != null) {
            plan.put("aggregation", aggregation);
        }
        return plan;
    }

    private static Map<String, Object> window(String from, String to) {
        return Map.of("days", "EVERY_DAY", "from", from, "to", to, "unitPriceFen", "1");
    }

    public static Response report(RequestSpecification caller, String... lines) {
        return keyed(caller, UUID.randomUUID().toString(), String.join("\n", lines));
    }

    static Response keyed(RequestSpecification caller, String key, String body) {
        return caller.header("Idempotency-Key", key)
                .contentType(NDJSON)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(EVENTS);
    }

    /** The id of an event of the demo's platform that counts. */
    public static String accepted() {
        return eventOf(reported(0));
    }

    /** The id of one that is held back. */
    public static String held() {
        return eventOf(reported(-60_000));
    }

    /** The id of a receipt. */
    public static String receipt() {
        return reported(0).path("id");
    }

    /** One line of a meter that all share who only want something to be there. */
    private static Response reported(long behind) {
        return report(SignedIn.as("platform"), shared().line("e-" + UUID.randomUUID(), behind, "1"));
    }

    /** A meter that runs, made when there is none yet. */
    static synchronized Meter shared() {
        boolean isThere = shared != null
                && SignedIn.as("platform").get(METERS + "/" + shared.id()).statusCode() == 200;
        if (!isThere) {
            shared = begun("flow");
        }
        return shared;
    }

    /** The id of the only event of a receipt. */
    static String eventOf(Response receipt) {
        receipt.then().statusCode(201);
        return SignedIn.as("platform")
                .get(RECEIPTS + "/" + receipt.path("id") + "/rows")
                .path("data[0].usageEventId");
    }

    public static Map<String, Object> correction(String event) {
        return Map.of("usageEventId", event, "reason", "采集程序重复计量");
    }

    static Response correct(String event) {
        return TestOrders.post("platform", CORRECTIONS, correction(event));
    }
}
