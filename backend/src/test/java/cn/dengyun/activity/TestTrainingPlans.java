package cn.dengyun.activity;

import cn.dengyun.identity.SignedIn;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Annual training plans, each of a year of its own. */
public final class TestTrainingPlans {

    public static final String PATH = "/api/v1/training-plans";

    private static final AtomicInteger YEARS = new AtomicInteger(2_040);

    private static String kept;

    private TestTrainingPlans() {}

    /** A year of which no region has a plan. */
    public static int year() {
        return YEARS.incrementAndGet();
    }

    static Map<String, Object> target(String kind, int sessions) {
        return Map.of("kind", kind, "sessions", sessions, "persons", 100, "enterprises", 50);
    }

    static Response draw(String account, int year, List<Map<String, Object>> targets) {
        return TestActivities.post(account, PATH, Map.of("year", year, "title", "登云培训计划", "targets", targets));
    }

    /** The id of a draft of the account's region. */
    public static String drafted(String account, int year) {
        return draw(account, year, List.of(target("TRAINING", 12)))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static Response publish(String account, String id) {
        return SignedIn.as(account)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "*")
                .post(PATH + "/" + id + "/publications");
    }

    static String published(String account, int year) {
        String id = drafted(account, year);
        publish(account, id).then().statusCode(200);
        return id;
    }

    static Response patch(String account, String id, Map<String, ?> body) {
        return SignedIn.as(account)
                .header("If-Match", "*")
                .contentType("application/merge-patch+json; charset=UTF-8")
                .body(body)
                .patch(PATH + "/" + id);
    }

    /** The id of a published one of Wuhu, the same each time. */
    static synchronized String kept() {
        if (kept == null) {
            kept = published("wuhu", year());
        }
        return kept;
    }
}
