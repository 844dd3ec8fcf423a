package cn.dengyun.assessment.level;

import static cn.dengyun.identity.organization.TestEnterprise.post;

import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.job.Background;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Assessments by the standard of the demo, or one that asks for the same. */
public final class TestAssessments {

    public static final String PATH = "/api/v1/assessments";
    public static final String LEVELS = "/api/v1/assessed-levels";
    public static final String OBJECTIONS = "/api/v1/assessment-objections";
    public static final String APPEALS = "/api/v1/assessment-appeals";

    /** L3, with 61.225 points. */
    static final Map<String, String> GOOD = Map.ofEntries(
            Map.entry("I-1", "80.00"),
            Map.entry("P-1", "YES"),
            Map.entry("P-2", "60.00"),
            Map.entry("S-1", "2"),
            Map.entry("S-2", "3"),
            Map.entry("S-3", "120"),
            Map.entry("D-1", "0"),
            Map.entry("C-1", "NO"),
            Map.entry("A-1", "YES"),
            Map.entry("A-2", "YES"),
            Map.entry("E-1", "70.00"),
            Map.entry("E-2", "YES"));

    /** What makes it L4. */
    static final Map<String, String> HIGH = Map.of("D-1", "12", "I-1", "90.00", "P-2", "90.00");

    private TestAssessments() {}

    static Map<String, Object> answers(Map<String, String> other) {
        Map<String, String> all = new TreeMap<>(GOOD);
        all.putAll(other);
        List<Map<String, String>> answers = all.entrySet().stream()
                .map(each -> Map.of("indicator", each.getKey(), "value", each.getValue()))
                .toList();
        return Map.of("answers", answers);
    }

    static ValidatableResponse begin(RequestSpecification caller, Map<String, String> other) {
        return post(caller, PATH, answers(other));
    }

    static String begun(TestEnterprise enterprise, Map<String, String> other) {
        return begin(enterprise.request(), other).statusCode(201).extract().path("id");
    }

    /** The id of a document that was put on it. */
    static String document(Supplier<RequestSpecification> caller, String id, byte[] content) {
        String file = TestDocuments.sent(caller.get(), "云服务合同.pdf", "application/pdf", content);
        return post(caller.get(), PATH + "/" + id + "/documents", TestDocuments.of(file, "CONTRACT", "RECORD"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    static ValidatableResponse submit(RequestSpecification caller, String id, boolean pledge, String document) {
        return post(
                caller, PATH + "/" + id + "/submissions", Map.of("pledge", pledge, "documentIds", List.of(document)));
    }

    static String submitted(TestEnterprise enterprise, Map<String, String> other) {
        String id = begun(enterprise, other);
        submit(enterprise.request(), id, true, document(enterprise::request, id, TestDocuments.aPdf()))
                .statusCode(200);
        return id;
    }

    static ValidatableResponse review(String account, String id, Map<String, ?> says) {
        Map<String, Object> body = new HashMap<>(says);
        body.putIfAbsent("reason", "情况属实");
        return post(SignedIn.as(account), PATH + "/" + id + "/reviews", body);
    }

    static ValidatableResponse confirm(String account, String id, String level) {
        return review(account, id, Map.of("decision", "APPROVE", "level", level));
    }

    static ValidatableResponse giveBack(String account, String id) {
        return review(
                account,
                id,
                Map.of(
                        "decision",
                        "RETURN",
                        "defects",
                        List.of(Map.of("indicator", "S-1", "detail", "请补充合同"), Map.of("detail", "请补充说明"))));
    }

    static ValidatableResponse downgrade(String account, String id, String level) {
        return post(
                SignedIn.as(account), PATH + "/" + id + "/downgrades", Map.of("level", level, "reason", "抽查发现核心系统已停用"));
    }

    /** Withdraws what the enterprise of the demo has under way, so that it can begin another. */
    public static void clear() {
        for (String status : List.of("DRAFT", "SUBMITTED", "RETURNED", "PUBLIC_NOTICE")) {
            List<String> open = SignedIn.as("enterprise")
                    .queryParam("status", status)
                    .get(PATH)
                    .path("data.id");
            open.forEach(
                    id -> post(SignedIn.as("enterprise"), PATH + "/" + id + "/withdrawals", Map.of("reason", "重新填报"))
                            .statusCode(200));
        }
    }

    /** The id of one that the enterprise of the demo has begun. */
    public static String begunByTheDemo() {
        clear();
        return begin(SignedIn.as("enterprise"), Map.of("E-2", "NO"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The id of a document that was put on it. */
    public static String documentOfTheDemo(String id) {
        return document(() -> SignedIn.as("enterprise"), id, TestDocuments.aPdf());
    }

    /** The id of one that comes to L4. */
    public static String highOfTheDemo() {
        clear();
        String id =
                begin(SignedIn.as("enterprise"), HIGH).statusCode(201).extract().path("id");
        submit(SignedIn.as("enterprise"), id, true, documentOfTheDemo(id)).statusCode(200);
        return id;
    }

    public static String submittedByTheDemo() {
        String id = begunByTheDemo();
        submit(SignedIn.as("enterprise"), id, true, documentOfTheDemo(id)).statusCode(200);
        return id;
    }

    /** Ends the notice of a level and lets it take effect. */
    static void endNotice(String id) {
        change("UPDATE assessment SET notice_until = now(), acts_at = now() WHERE id = ?", id);
        Background.settle();
    }

    static void change(String sql, String id) {
        try (Connection owner = OwnerDatabase.connect();
                PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(id));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A level that holds. */
    static void inForce(String account, String id, String level) {
        confirm(account, id, level).statusCode(200);
        endNotice(id);
    }

    public static String announcedByTheDemo() {
        String id = submittedByTheDemo();
        confirm("hefei2", id, "L2").statusCode(200);
        return id;
    }

    /** The id of an objection that the province has filed. */
    public static String objectionToTheDemo() {
        return object("province2", announcedByTheDemo())
                .statusCode(201)
                .extract()
                .path("id");
    }

    static ValidatableResponse object(String account, String id) {
        return post(SignedIn.as(account), LEVELS + "/" + id + "/objections", Map.of("statement", "核心系统并未登云"));
    }

    static ValidatableResponse decide(String account, String objection, String decision) {
        return post(
                SignedIn.as(account),
                OBJECTIONS + "/" + objection + "/decisions",
                Map.of("decision", decision, "reason", "经核查"));
    }

    public static String rejectedOfTheDemo() {
        String id = submittedByTheDemo();
        review("hefei2", id, Map.of("decision", "REJECT")).statusCode(200);
        return id;
    }

    public static String appealOfTheDemo() {
        return appeal(SignedIn.as("enterprise"), rejectedOfTheDemo())
                .statusCode(201)
                .extract()
                .path("id");
    }

    static ValidatableResponse appeal(RequestSpecification caller, String id) {
        return post(caller, PATH + "/" + id + "/appeals", Map.of("statement", "核心系统已于五月上云"));
    }

    public static String confirmedByTheDemo() {
        String id = submittedByTheDemo();
        inForce("hefei2", id, "L2");
        return id;
    }

    /** One whose first year is nearly over. */
    public static String confirmableByTheDemo() {
        String id = confirmedByTheDemo();
        nearlyAYearLater(id);
        return id;
    }

    static void nearlyAYearLater(String id) {
        change(
                "UPDATE assessment SET confirmed_until = now() + interval '10 days', lapses_at = now() + interval '40 days'"
                        + " WHERE id = ?",
                id);
    }

    /** A level of another enterprise in public notice. */
    public static String announced() {
        String id = submitted(TestEnterprise.certified("340123", "feixi"), Map.of());
        confirm("hefei2", id, "L2").statusCode(200);
        return id;
    }
}
