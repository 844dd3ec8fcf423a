package cn.dengyun.trade.capacity;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.trade.order.TestOrders;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Capacities of the demo's providers that are open day and night, and slots of them. */
public final class TestCapacities {

    public static final String PATH = "/api/v1/capacities";
    public static final String CLOSURES = "/api/v1/capacity-closures";
    public static final String SLOTS = "/api/v1/capacity-slots";
    static final int LEAD_HOURS = 24;
    static final int PRICE = 20_000;
    static final Map<String, Object> WHY = Map.of("reason", "情况有变");

    /** The hour in which the tests began: what they book does not move when the next begins. */
    private static final Instant BEGUN = Instant.now().truncatedTo(ChronoUnit.HOURS);

    private TestCapacities() {}

    /** A machine of Feixi that anybody may use at any hour. */
    static Map<String, Object> form() {
        return new HashMap<>(Map.ofEntries(
                Map.entry("kind", "MANUFACTURING"),
                Map.entry("name", "五轴加工中心 " + UUID.randomUUID()),
                Map.entry("nameEn", "Five-axis machining centre"),
                Map.entry("description", "加工行程 800 mm，刀具由我方提供。"),
                Map.entry("capabilityCodes", List.of("C-2")),
                Map.entry("regionCode", "340123"),
                Map.entry("place", "肥西县桃花工业园 3 号楼"),
                Map.entry("units", 1),
                Map.entry("bookedBy", "HOUR"),
                Map.entry("minLength", 1),
                Map.entry("maxLength", 8),
                Map.entry("leadHours", LEAD_HOURS),
                Map.entry("priceFen", PRICE),
                Map.entry("openingHours", always()),
                Map.entry("closedDays", List.of())));
    }

    /** The same, but for one of its fields. */
    static Map<String, Object> form(String field, Object value) {
        Map<String, Object> form = form();
        form.put(field, value);
        return form;
    }

    static List<String> always() {
        return Stream.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
                .map(day -> day + " 00:00-24:00")
                .toList();
    }

    /** The same for testing, with a qualification that holds from one day to another. */
    static Map<String, Object> laboratory(String from, String until) {
        Map<String, Object> form = form();
        form.put("kind", "TESTING");
        form.put("capabilityCodes", List.of("C-3"));
        form.put("mark", "CMA");
        form.put("markNumber", "181200340123");
        form.put("markFrom", from);
        form.put("markUntil", until);
        return form;
    }

    static Response create(RequestSpecification provider, Map<String, Object> form) {
        return TestOrders.post(provider, PATH, form);
    }

    /** The id of a draft. */
    static String drawnUp(RequestSpecification provider, Map<String, Object> form) {
        return create(provider, form).then().statusCode(201).extract().path("id");
    }

    /** The id of a draft of one of the demo's providers, outside of Hefei. */
    static String drawnUpInWuhu(String account) {
        return drawnUp(SignedIn.as(account), form("regionCode", "340207"));
    }

    public static String drawnUp() {
        return drawnUp(SignedIn.as("platform"), form());
    }

    static Response publish(RequestSpecification provider, String id) {
        return provider.header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "*")
                .post(PATH + "/" + id + "/publications");
    }

    static Response patch(RequestSpecification provider, String id, Map<String, Object> patch) {
        return provider.header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(PATH + "/" + id);
    }

    /** The id of one of the demo's platform that can be booked. */
    public static String published() {
        return published(form());
    }

    static String published(Map<String, Object> form) {
        String id = drawnUp(SignedIn.as("platform"), form);
        publish(SignedIn.as("platform"), id).then().statusCode(200);
        return id;
    }

    /** The id of one that the authority of Feixi has suspended. */
    public static String suspended() {
        String id = published();
        move(SignedIn.as("feixi"), PATH, id, "suspensions").then().statusCode(200);
        return id;
    }

    static Map<String, Object> closure(Instant from, Instant until) {
        return new HashMap<>(Map.of("startsAt", from.toString(), "endsAt", until.toString(), "reason", "年度检修"));
    }

    static Response close(RequestSpecification provider, String id, Map<String, Object> closure) {
        return TestOrders.post(provider, PATH + "/" + id + "/closures", closure);
    }

    /** The id of time that a provider of the demo has closed of a draft of its own. */
    static String closed(String account) {
        return close(SignedIn.as(account), drawnUpInWuhu(account), closure(hour(30), hour(32)))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** A full hour so many hours from that in which the tests began. */
    static Instant hour(long ahead) {
        return BEGUN.plus(ahead, ChronoUnit.HOURS);
    }

    static Map<String, Object> wanted(String capacity, Instant from, Instant until) {
        return new HashMap<>(Map.of("capacityId", capacity, "startsAt", from.toString(), "endsAt", until.toString()));
    }

    static Response book(RequestSpecification enterprise, String capacity, Instant from, Instant until) {
        return TestOrders.post(enterprise, SLOTS, wanted(capacity, from, until));
    }

    /** The id of a slot of two hours that begins so many hours from now. */
    static String held(RequestSpecification enterprise, String capacity, long ahead) {
        return book(enterprise, capacity, hour(ahead), hour(ahead + 2))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The id of one of the demo's enterprise that waits for the demo's platform. */
    public static String held() {
        return held(SignedIn.as("enterprise"), published(), 48);
    }

    static Response confirm(RequestSpecification provider, String slot) {
        return provider.header("Idempotency-Key", UUID.randomUUID().toString())
                .post(SLOTS + "/" + slot + "/confirmations");
    }

    /** The id of one that is confirmed. */
    public static String confirmed() {
        String id = held();
        confirm(SignedIn.as("platform"), id).then().statusCode(200);
        return id;
    }

    /** The id of one that the enterprise wants to cancel too late. */
    public static String asked() {
        String id = confirmed();
        late(id);
        cancel(SignedIn.as("enterprise"), id).then().statusCode(200);
        return id;
    }

    /** The id of one that is confirmed and over. */
    public static String over() {
        String id = confirmed();
        end(id);
        return id;
    }

    static Response cancel(RequestSpecification side, String slot) {
        return move(side, SLOTS, slot, "cancellations");
    }

    static Response move(RequestSpecification caller, String path, String id, String what) {
        return TestOrders.post(caller, path + "/" + id + "/" + what, WHY);
    }

    /** A move that needs no reason. */
    static Response say(RequestSpecification caller, String slot, String what) {
        return caller.header("Idempotency-Key", UUID.randomUUID().toString()).post(SLOTS + "/" + slot + "/" + what);
    }

    static Response get(RequestSpecification caller, String slot) {
        return caller.get(SLOTS + "/" + slot);
    }

    /** Lets one be as if its lead time had begun. */
    static void late(String slot) {
        set("UPDATE capacity_slot SET free_until = now() - interval '1 second' WHERE id = ?", slot);
    }

    /** Lets one be as if nobody had answered it in time. */
    static void overdue(String slot) {
        set("UPDATE capacity_slot SET due_at = now() - interval '1 second' WHERE id = ?", slot);
    }

    /** Lets one be as if it had ended an hour ago. */
    static void end(String slot) {
        set(
                "UPDATE capacity_slot SET ends_at = date_trunc('hour', now()) - interval '1 hour',"
                        + " starts_at = date_trunc('hour', now()) - interval '1 hour' - (ends_at - starts_at),"
                        + " free_until = date_trunc('hour', now()) - interval '40 days',"
                        + " due_at = date_trunc('hour', now()) - interval '1 hour'"
                        + " + CASE status WHEN 'CONFIRMED' THEN interval '7 days' ELSE interval '0' END WHERE id = ?",
                slot);
    }

    /** As somebody could who owns the database. */
    static void set(String sql, String id) {
        DataSource database = Arc.container().instance(DataSource.class).get();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(id));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
