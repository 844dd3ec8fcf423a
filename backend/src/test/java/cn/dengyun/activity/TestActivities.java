package cn.dengyun.activity;

import static org.hamcrest.Matchers.equalTo;

import cn.dengyun.identity.SignedIn;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** Activities, in Hefei unless it is said otherwise. */
public final class TestActivities {

    public static final String PATH = "/api/v1/activities";

    private TestActivities() {}

    static Map<String, Object> form() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new HashMap<>(Map.of(
                "kind",
                "TRAINING",
                "title",
                "登云培训 " + UUID.randomUUID(),
                "regionCode",
                "340100",
                "venue",
                "报告厅",
                "startsAt",
                now.plus(Duration.ofDays(5)).toString(),
                "endsAt",
                now.plus(Duration.ofDays(5)).plusSeconds(7_200).toString(),
                "registrationOpensAt",
                now.minus(Duration.ofDays(1)).toString(),
                "registrationClosesAt",
                now.plus(Duration.ofDays(4)).toString(),
                "capacity",
                50));
    }

    public static Response post(String account, String path, Map<String, ?> body) {
        RequestSpecification caller =
                SignedIn.as(account).header("Idempotency-Key", UUID.randomUUID().toString());
        return body == null
                ? caller.post(path)
                : caller.contentType("application/json").body(body).post(path);
    }

    public static Response patch(String account, String id, Map<String, ?> body) {
        return SignedIn.as(account)
                .header("If-Match", "*")
                .contentType("application/merge-patch+json; charset=UTF-8")
                .body(body)
                .patch(PATH + "/" + id);
    }

    private static String id(Response answer, int status) {
        return answer.then().statusCode(status).extract().path("id");
    }

    static String drafted(String account, Map<String, ?> form) {
        return id(post(account, PATH, form), 201);
    }

    /** The id of a draft of one in the account's own region. */
    public static String drafted(String account) {
        Map<String, Object> form = form();
        form.put("regionCode", account.equals("wuhu") ? "340200" : "340100");
        return drafted(account, form);
    }

    static String published(String account, Map<String, ?> form) {
        return id(post(account, PATH + "/" + drafted(account, form) + "/publications", null), 200);
    }

    /** The id of one that takes registrations. */
    public static String published(String account) {
        return id(post(account, PATH + "/" + drafted(account) + "/publications", null), 200);
    }

    /** The id of one of Hefei that is over, with nobody registered. */
    public static String over(DataSource database) {
        String id = published("hefei");
        end(database, id);
        return id;
    }

    /** Lets an activity have ended a moment ago. */
    public static void end(DataSource database, String id) {
        at(
                database,
                id,
                "starts_at = now() - interval '1 hour', ends_at = now() - interval '1 second',"
                        + " registration_closes_at = now() - interval '2 hours'");
    }

    public static void at(DataSource database, String id, String changes) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE activity SET " + changes + " WHERE id = ?::uuid")) {
            statement.setString(1, id);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String aPhone() {
        return "139" + (10_000_000 + ThreadLocalRandom.current().nextInt(89_999_999));
    }

    public static Response register(String account, String id, String phone) {
        return post(account, PATH + "/" + id + "/registrations", Map.of("name", "张三", "phone", phone));
    }

    /** Lets the person of a registration, as it was answered, come in; registration stays open. */
    static void checkIn(DataSource database, String id, Response registered) {
        at(database, id, "starts_at = now() - interval '10 minutes'");
        Map<String, ?> entry = Map.of(
                "deviceId",
                "door-1",
                "at",
                Instant.now().minusSeconds(60).toString(),
                "code",
                registered.path("checkInCode"));
        post("hefei", PATH + "/" + id + "/check-ins", Map.of("entries", List.of(entry)))
                .then()
                .statusCode(200)
                .body("checkedIn", equalTo(1));
    }

    /** The id of a registration by the demo's first enterprise, whose person has come, for an activity of Hefei. */
    public static String attended(DataSource database, String id) {
        Response registered = register("enterprise", id, aPhone());
        checkIn(database, id, registered);
        return registered.path("id");
    }
}
