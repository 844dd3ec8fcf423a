package cn.dengyun.monitoring.plan;

import static io.restassured.RestAssured.given;

import cn.dengyun.identity.SignedIn;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Annual plans, each of a year of its own, and what units and counties file to carry them out. */
public final class TestPlans {

    public static final String PATH = "/api/v1/plans";
    public static final String FILED = "/api/v1/implementation-plans";
    public static final String CITY = "340100";
    public static final String COUNTY = "340123";

    /** Those of today. */
    public static final List<String> UNITS = List.of(
            "340100", "340200", "340300", "340400", "340500", "340600", "340700", "340800", "340826", "341000",
            "341100", "341200", "341300", "341500", "341600", "341700", "341800", "341882");

    static final List<String> COUNTIES_OF_HEFEI =
            List.of("340102", "340103", "340104", "340111", "340121", "340122", "340123", "340124", "340181");
    static final List<String> COUNTIES_OF_WUHU =
            List.of("340202", "340207", "340209", "340210", "340212", "340223", "340281");
    static final long CLOUD = 10_000;
    static final long REGISTERED = 1_000;

    private static final String PATCH = "application/merge-patch+json; charset=UTF-8";
    private static final int FIRST_YEAR = 2_031;
    private static final int LAST_YEAR = 2_090;
    private static final int KEPT_YEAR = 2_091;

    private static int next = FIRST_YEAR;

    private TestPlans() {}

    public static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    /** A year that nobody has planned yet, or whose plans are gone: there are fewer years than tests. */
    public static synchronized int year() {
        if (next > LAST_YEAR) {
            next = FIRST_YEAR;
        }
        if (isPlanned(next)) {
            forget(next);
        }
        return next++;
    }

    private static boolean isPlanned(int year) {
        return !idsOf(Map.of("year", year), PATH).isEmpty();
    }

    private static List<String> idsOf(Map<String, ?> query, String path) {
        return SignedIn.as("province")
                .queryParams(query)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .path("data.id");
    }

    private static void forget(int year) {
        DataSource database = Arc.container().instance(DataSource.class).get();
        try (Connection connection = database.getConnection()) {
            for (String what : List.of(
                    "plan_warning WHERE plan_id IN (SELECT id FROM annual_plan WHERE year = ?)",
                    "implementation_plan WHERE year = ?",
                    "annual_plan WHERE year = ?")) {
                try (PreparedStatement statement = connection.prepareStatement("DELETE FROM " + what)) {
                    statement.setInt(1, year);
                    statement.executeUpdate();
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The id of one that holds, of a year of which nobody else makes use. */
    static synchronized String kept() {
        List<String> known = idsOf(Map.of("year", KEPT_YEAR, "status", "PUBLISHED"), PATH);
        return known.isEmpty() ? published(KEPT_YEAR) : known.get(0);
    }

    /** The id of what Wuhu has published to carry that out. */
    static synchronized String keptOfWuhu() {
        kept();
        List<String> known = idsOf(Map.of("year", KEPT_YEAR, "regionCode", "340200", "status", "PUBLISHED"), FILED);
        return known.isEmpty() ? publishedBy("wuhu", "province", toFile(KEPT_YEAR, "340200")) : known.get(0);
    }

    static List<Map<String, Object>> weights(List<String> codes, long first) {
        List<Map<String, Object>> weights = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            weights.add(Map.of("regionCode", codes.get(i), "weight", first + 37L * i));
        }
        return weights;
    }

    static Map<String, Object> target(String indicator, long amount, List<Map<String, Object>> overrides) {
        return Map.of(
                "indicator",
                indicator,
                "amount",
                amount,
                "floor",
                1,
                "weightsBasis",
                "演示权重",
                "weights",
                weights(UNITS, 100),
                "overrides",
                overrides);
    }

    static Map<String, Object> form(int year) {
        return new HashMap<>(Map.of(
                "year",
                year,
                "title",
                year + " 年“皖企登云”年度计划",
                "basis",
                "“皖企登云”行动计划",
                "implementationDueOn",
                today().plusDays(200).toString(),
                "phases",
                List.of(Map.of(
                        "kind", "SCALE_UP", "fromOn", year + "-01-01", "untilOn", year + "-12-31", "tasks", "规模覆盖")),
                "targets",
                List.of(
                        target("CLOUD_ENTERPRISES", CLOUD, List.of()),
                        target("REGISTERED_ENTERPRISES", REGISTERED, List.of()))));
    }

    static Response post(RequestSpecification caller, String path, Map<String, ?> body) {
        return caller.header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    static Response move(RequestSpecification caller, String path, String what) {
        return post(caller.header("If-Match", "*"), path + "/" + what, Map.of("reason", "情况属实，同意办理"));
    }

    static Response patch(RequestSpecification caller, String path, Map<String, ?> change) {
        return caller.header("If-Match", "*").contentType(PATCH).body(change).patch(path);
    }

    /** The id of a draft for a year. */
    public static String drawnUp(int year) {
        return post(SignedIn.as("province"), PATH, form(year))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The id of one that waits for another person of the province. */
    public static String proposed(int year) {
        String id = drawnUp(year);
        move(SignedIn.as("province"), PATH + "/" + id, "submissions").then().statusCode(200);
        return id;
    }

    /** The id of one that holds. */
    public static String published(int year) {
        String id = proposed(year);
        move(SignedIn.as("province2"), PATH + "/" + id, "publications").then().statusCode(200);
        return id;
    }

    /** The id of a region's open implementation plan for a year. */
    public static String toFile(int year, String region) {
        List<String> found = SignedIn.as("province")
                .queryParams(Map.of("year", year, "regionCode", region, "limit", 200))
                .get(FILED)
                .then()
                .statusCode(200)
                .extract()
                .path("data.findAll { it.regionCode == '" + region
                        + "' && it.status != 'PUBLISHED' && it.status != 'SUPERSEDED' }.id");
        return found.get(0);
    }

    /** The id of the one of Hefei or Feixi for a year of its own. */
    public static String toFile(String region) {
        int year = year();
        published(year);
        return toFile(year, region);
    }

    static Map<String, Object> measure() {
        return Map.of(
                "title", "组织企业登云培训",
                "tasks", "每月一场",
                "responsible", "信息化科",
                "dueOn", today().plusDays(100).toString());
    }

    static Map<String, Object> breakdown(String indicator, List<String> counties) {
        return Map.of(
                "indicator",
                indicator,
                "floor",
                1,
                "weightsBasis",
                "演示权重",
                "weights",
                weights(counties, 10),
                "overrides",
                List.of());
    }

    static Map<String, Object> written(List<String> counties) {
        List<Map<String, Object>> breakdowns = counties.isEmpty()
                ? List.of()
                : List.of(breakdown("CLOUD_ENTERPRISES", counties), breakdown("REGISTERED_ENTERPRISES", counties));
        return Map.of("summary", "分行业推进", "measures", List.of(measure()), "breakdowns", breakdowns);
    }

    private static Map<String, Object> whatIsWrittenFor(String account) {
        return written(
                switch (account) {
                    case "hefei" -> COUNTIES_OF_HEFEI;
                    case "wuhu" -> COUNTIES_OF_WUHU;
                    default -> List.of();
                });
    }

    /** Submits the one of an account's region that is open. */
    public static String submitted(String account, String id) {
        String path = FILED + "/" + id;
        patch(SignedIn.as(account), path, whatIsWrittenFor(account)).then().statusCode(200);
        submit(SignedIn.as(account), id).then().statusCode(200);
        return id;
    }

    static Response submit(RequestSpecification caller, String id) {
        return caller.header("If-Match", "*")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(FILED + "/" + id + "/submissions");
    }

    public static String accepted(String account, String above, String id) {
        submitted(account, id);
        move(SignedIn.as(above), FILED + "/" + id, "acceptances").then().statusCode(200);
        return id;
    }

    public static String publishedBy(String account, String above, String id) {
        accepted(account, above, id);
        move(SignedIn.as(account), FILED + "/" + id, "publications").then().statusCode(200);
        return id;
    }

    static Response get(String path) {
        return given().get(path);
    }
}
