package cn.dengyun.monitoring.appraisal;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.monitoring.plan.TestPlans;
import cn.dengyun.platform.job.Background;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Evaluations of years that are over, each of which is withdrawn before it is evaluated anew. */
public final class TestEvaluations {

    public static final String PATH = "/api/v1/city-evaluations";

    private static final int FIRST_YEAR = 2018;
    private static final int LAST_YEAR = 2023;

    private static int next = FIRST_YEAR;

    private TestEvaluations() {}

    /** A year that nobody has evaluated, or whose evaluation is withdrawn. */
    public static synchronized int year() {
        int year = next;
        next = next == LAST_YEAR ? FIRST_YEAR : next + 1;
        forget(year);
        return year;
    }

    /** What was evaluated stays on record, so that it is withdrawn, whatever it was. */
    public static void forget(int year) {
        sql("UPDATE city_evaluation SET status = 'WITHDRAWN', published_at = NULL WHERE year = ?", year);
    }

    private static void sql(String statement, Object value) {
        DataSource database = Arc.container().instance(DataSource.class).get();
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setObject(1, value);
            prepared.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static JsonObject component(String code, String weight, String source, String indicator, Long full, String cap) {
        JsonObject made = new JsonObject()
                .put("code", code)
                .put("nameZh", "考核项")
                .put("nameEn", "Component")
                .put("weight", weight)
                .put("source", source);
        if (indicator != null) {
            made.put("indicator", indicator);
        }
        if (full != null) {
            made.put("full", full);
        }
        return cap == null ? made : made.put("cap", cap);
    }

    static JsonObject grade(String code, String from) {
        return new JsonObject()
                .put("code", code)
                .put("nameZh", "等次")
                .put("nameEn", "Grade")
                .put("from", from);
    }

    static JsonObject typed(String component, String region, String points) {
        return new JsonObject()
                .put("component", component)
                .put("regionCode", region)
                .put("points", points)
                .put("evidence", "第三方调查");
    }

    /** A number of the statistics, and what the province has typed. */
    static JsonObject form(int year) {
        JsonArray typed = new JsonArray();
        TestPlans.UNITS.forEach(unit -> typed.add(typed("SURVEY", unit, "80.00")));
        return new JsonObject()
                .put("year", year)
                .put("title", year + " 年度考核评价")
                .put("objectionDays", 10)
                .put(
                        "components",
                        new JsonArray()
                                .add(component("TARGETS", "60.00", "INDICATOR", "REGISTERED_ENTERPRISES", 7L, "120.00"))
                                .add(component("SURVEY", "40.00", "TYPED", null, null, null)))
                .put("grades", new JsonArray().add(grade("BASIC", "0.00")).add(grade("GOOD", "60.00")))
                .put("typed", typed);
    }

    static Response post(String account, String path, Map<String, ?> body) {
        return SignedIn.as(account)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "*")
                .contentType("application/json")
                .body(new JsonObject(new HashMap<>(body)).encode().getBytes(StandardCharsets.UTF_8))
                .post(path);
    }

    static Response move(String account, String id, String what) {
        return post(account, PATH + "/" + id + "/" + what, Map.of("reason", "情况属实，同意办理"));
    }

    static Response object(String account, String id, String component) {
        return post(account, PATH + "/" + id + "/objections", Map.of("component", component, "reasons", "漏计 2 户"));
    }

    private static String id(Response answer, int status) {
        return answer.then().statusCode(status).extract().path("id");
    }

    static String drafted(JsonObject form) {
        return id(post("province", PATH, form.getMap()), 201);
    }

    /** The id of a draft. */
    public static String drafted() {
        return drafted(form(year()));
    }

    /** The id of one that units are consulted on. */
    public static String opened() {
        Background.settle();
        return id(move("province", drafted(), "consultations"), 200);
    }

    /** Its objection of a unit. */
    public static String objected(String account, String id) {
        return id(object(account, id, "TARGETS"), 201);
    }

    /** Has the period be over. */
    static String over(String id) {
        sql("UPDATE city_evaluation SET objections_until = now() WHERE id = ?::uuid", id);
        return id;
    }

    /** The id of one whose consultation is over. */
    public static String consulted() {
        return over(opened());
    }

    static String decided(String id) {
        id(move("province", id, "decisions"), 200);
        return id(move("province2", id, "decisions"), 200);
    }

    public static String decided() {
        return decided(consulted());
    }

    /** The id of one that everybody reads. */
    public static String published() {
        return id(move("province", decided(), "publications"), 200);
    }
}
