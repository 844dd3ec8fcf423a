package cn.dengyun.trade.trial;

import cn.dengyun.catalogue.concession.TestConcessions;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import io.quarkus.arc.Arc;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Trials of offerings that nobody else tries. */
public final class TestTrials {

    public static final String PATH = "/api/v1/trials";
    static final int DAYS = 30;
    static final String PLATFORM = "01900000-0000-7000-8000-000000000001";

    private static final Map<String, Object> WHY = Map.of("reason", "情况有变");

    private TestTrials() {}

    /** An offering of the demo's platform with a free trial. */
    public static String offering() {
        return offering(PLATFORM, () -> SignedIn.as("platform"), DAYS);
    }

    /** The same of any provider; without a trial when days are 0. */
    static String offering(String provider, Supplier<RequestSpecification> seller, int days) {
        return declared(provider, seller, "trial-" + UUID.randomUUID(), days).path("id");
    }

    static Response declared(String provider, Supplier<RequestSpecification> seller, String key, int days) {
        Map<String, Object> content = new HashMap<>(Map.of(
                "kind",
                "IAAS",
                "name",
                "可试用的测试服务",
                "plans",
                List.of(Map.of(
                        "code",
                        "month",
                        "name",
                        "包月",
                        "model",
                        "SUBSCRIPTION",
                        "amountFen",
                        10_000,
                        "period",
                        "MONTH",
                        "taxRate",
                        "0"))));
        if (days > 0) {
            content.put("trial", Map.of("days", days, "terms", "含 2 核 4G 一台"));
        }
        return seller.get()
                .contentType("application/json")
                .body(content)
                .put("/api/v1/providers/" + provider + "/offerings/" + key);
    }

    public static Response request(RequestSpecification enterprise, String offering) {
        return request(enterprise, Map.of("offeringId", offering, "note", "拟用于设备数据采集"));
    }

    static Response request(RequestSpecification enterprise, Map<String, ?> wanted) {
        return post(enterprise, PATH, wanted);
    }

    /** What the province draws up of two weeks for nothing. */
    static Response aConcession(String offering) {
        return post(
                SignedIn.as("province"),
                "/api/v1/concessions",
                Map.of(
                        "providerId",
                        PLATFORM,
                        "title",
                        "企业上云免费试用",
                        "kind",
                        "TRIAL",
                        "trialDays",
                        14,
                        "offeringIds",
                        List.of(offering),
                        "fromOn",
                        TestConcessions.today().plusDays(1).toString(),
                        "untilOn",
                        TestConcessions.today().plusDays(30).toString()));
    }

    /** The code of a published one that holds today. */
    public static String concession(String offering) {
        Response drawn = aConcession(offering);
        String path = "/api/v1/concessions/" + drawn.path("id");
        post(SignedIn.as("platform").header("If-Match", "*"), path + "/confirmations", WHY)
                .then()
                .statusCode(200);
        post(SignedIn.as("province2").header("If-Match", "*"), path + "/publications", WHY)
                .then()
                .statusCode(200);
        begin(drawn.path("id"));
        return drawn.path("code");
    }

    /** Lets a published one be as if that had been two days ago. */
    static void begin(String concession) {
        set(
                "UPDATE concession SET from_on = from_on - 2, published_at = published_at - interval '2 days'"
                        + " WHERE id = ?",
                concession);
    }

    /** The id of one that waits for the demo's platform. */
    public static String requested() {
        return requested(SignedIn.as("enterprise"), offering());
    }

    static String requested(RequestSpecification enterprise, String offering) {
        return request(enterprise, offering).then().statusCode(201).extract().path("id");
    }

    /** The id of one that runs. */
    public static String granted() {
        String id = requested();
        grant(SignedIn.as("platform"), id).then().statusCode(200);
        return id;
    }

    static Response grant(RequestSpecification seller, String id) {
        return post(seller, PATH + "/" + id + "/grants", Map.of("accessNote", "密码 plum-7"));
    }

    static Response move(RequestSpecification caller, String id, String what) {
        return post(caller, PATH + "/" + id + "/" + what, WHY);
    }

    static Response get(RequestSpecification caller, String id) {
        return caller.get(PATH + "/" + id);
    }

    static Response post(RequestSpecification caller, String path, Object body) {
        return caller.header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Accept-Language", "en")
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    static RequestSpecification as(TestEnterprise enterprise) {
        return RestAssured.given().auth().oauth2(enterprise.token());
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

    /** Lets one be as if its deadline, or its end, had passed a second ago. */
    static void overdue(String id) {
        set(
                "UPDATE service_trial SET due_at = now() - interval '1 second',"
                        + " starts_at = starts_at - (ends_at - now()) - interval '1 second',"
                        + " ends_at = CASE WHEN ends_at IS NOT NULL THEN now() - interval '1 second' END WHERE id = ?",
                id);
    }
}
