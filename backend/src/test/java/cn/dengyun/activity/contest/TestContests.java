package cn.dengyun.activity.contest;

import cn.dengyun.identity.SignedIn;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
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
import javax.sql.DataSource;

/** Contests of Hefei, which the account {@code hefei2} holds; three offices judge. */
public final class TestContests {

    public static final String PATH = "/api/v1/contests";
    public static final String ENTRIES = "/api/v1/contest-entries";
    public static final String SCORES = "/api/v1/contest-scores";
    public static final String OBJECTIONS = "/api/v1/contest-objections";

    static final String ORGANIZER = "hefei2";
    static final List<String> JURY = List.of("feixi", "wuhu", "province");

    private static final String ID = "01900000-0000-7000-8000-000000000";
    private static final Map<String, String> ACCOUNTS =
            Map.of("feixi", ID + "207", "wuhu", ID + "208", "province", ID + "201");

    private TestContests() {}

    static Map<String, Object> form(String kind) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new HashMap<>(Map.of(
                "kind",
                kind,
                "title",
                "登云大赛 " + UUID.randomUUID(),
                "titleName",
                "登云之星",
                "titles",
                1,
                "criteria",
                List.of(criterion("EFFECT", "60.00", 100), criterion("NOVELTY", "40.00", 10)),
                "nominationsFrom",
                now.minus(Duration.ofDays(1)).toString(),
                "nominationsUntil",
                now.plus(Duration.ofDays(4)).toString(),
                "noticeDays",
                5));
    }

    static Map<String, Object> criterion(String code, String weight, int max) {
        return Map.of("code", code, "nameZh", "项", "nameEn", "Item", "weight", weight, "maxScore", max);
    }

    static Map<String, Object> nomination() {
        return new HashMap<>(Map.of("title", "设备上云", "statement", "停机时间下降 35%"));
    }

    static Response post(RequestSpecification caller, String path, Map<String, ?> body) {
        caller.header("Idempotency-Key", UUID.randomUUID().toString());
        return body == null
                ? caller.post(path)
                : caller.contentType("application/json")
                        .body(new JsonObject(new HashMap<>(body)).encode().getBytes(StandardCharsets.UTF_8))
                        .post(path);
    }

    static Response post(String account, String path, Map<String, ?> body) {
        return post(SignedIn.as(account), path, body);
    }

    static Response patch(String account, String path, String match, Map<String, ?> body) {
        return SignedIn.as(account)
                .header("If-Match", match)
                .contentType("application/merge-patch+json")
                .body(new JsonObject(new HashMap<>(body)).encode().getBytes(StandardCharsets.UTF_8))
                .patch(path);
    }

    static String id(Response answer, int status) {
        return answer.then().statusCode(status).extract().path("id");
    }

    static void sql(String statement, String id) {
        try (Connection connection =
                        Arc.container().instance(DataSource.class).get().getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setString(1, id);
            prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The id of a draft of one in the account's own region. */
    public static String drafted(String account) {
        return id(post(account, PATH, form("CONTEST")), 201);
    }

    public static String drafted() {
        return drafted(ORGANIZER);
    }

    static String announced(String account, Map<String, ?> form) {
        return id(post(account, PATH + "/" + id(post(account, PATH, form), 201) + "/announcements", null), 200);
    }

    /** The id of one that takes nominations. */
    public static String announced(String account) {
        return announced(account, form("CONTEST"));
    }

    public static String announced() {
        return announced(ORGANIZER);
    }

    /** The same of one that selects chief information officers. */
    public static String ofOfficers() {
        return announced(ORGANIZER, form("CIO_SELECTION"));
    }

    static Response nominate(String account, String id) {
        return post(account, PATH + "/" + id + "/entries", nomination());
    }

    /** The id of the entry of an enterprise. */
    public static String nominated(String id) {
        return id(nominate("enterprise", id), 201);
    }

    static Response appoint(String id, List<String> accounts) {
        return post(ORGANIZER, PATH + "/" + id + "/juries", Map.of("accountIds", accounts, "reason", "抽取"));
    }

    static void appointJury(String id) {
        appoint(id, JURY.stream().map(ACCOUNTS::get).toList()).then().statusCode(200);
    }

    /** Has the time of nominations be over. */
    static void close(String id) {
        sql("UPDATE contest SET nominations_until = now() WHERE id = ?::uuid", id);
    }

    /** Has the jury judge it, with whoever has nominated itself. */
    static String judged(String id) {
        appointJury(id);
        close(id);
        return id(post(ORGANIZER, PATH + "/" + id + "/judgings", null), 200);
    }

    /** A contest with an entry. */
    public record Judged(String contest, String entry) {}

    /** One that is judged, with an entry of the demo's first enterprise. */
    public static Judged judged() {
        String id = announced();
        String entry = nominated(id);
        return new Judged(judged(id), entry);
    }

    static Map<String, Object> score(String entry, String effect, String novelty) {
        return Map.of(
                "entryId",
                entry,
                "points",
                List.of(
                        Map.of("criterion", "EFFECT", "points", effect),
                        Map.of("criterion", "NOVELTY", "points", novelty)));
    }

    static Response score(String account, String id, String entry, String effect, String novelty) {
        return post(account, PATH + "/" + id + "/scores", score(entry, effect, novelty));
    }

    /** The id of a score of Wuhu's. */
    public static String scored() {
        Judged judged = judged();
        return id(score("wuhu", judged.contest(), judged.entry(), "80", "8"), 201);
    }

    static void scoreAll(Judged judged) {
        JURY.forEach(juror -> score(juror, judged.contest(), judged.entry(), "86.50", "7")
                .then()
                .statusCode(201));
    }

    /** One in the notice, with an entry of the demo's first enterprise. */
    public static Judged noticed() {
        Judged judged = judged();
        scoreAll(judged);
        post(ORGANIZER, PATH + "/" + judged.contest() + "/notices", null).then().statusCode(200);
        return judged;
    }

    static Response object(String account, Judged noticed, Integer juror) {
        Map<String, Object> says = new HashMap<>(Map.of("entryId", noticed.entry(), "statement", "材料有误"));
        if (juror != null) {
            says.put("juror", juror);
        }
        return post(account, PATH + "/" + noticed.contest() + "/objections", says);
    }

    /** The id of an objection of the demo's first enterprise. */
    public static String objected() {
        return id(object("enterprise", noticed(), 2), 201);
    }

    static Response decide(String account, String objection, String decision) {
        return post(
                account, OBJECTIONS + "/" + objection + "/decisions", Map.of("decision", decision, "reason", "经核实"));
    }

    /** Has the notice be over. */
    static void end(String id) {
        sql("UPDATE contest SET notice_until = now() WHERE id = ?::uuid", id);
    }
}
