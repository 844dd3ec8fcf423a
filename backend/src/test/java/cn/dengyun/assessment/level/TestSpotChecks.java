package cn.dengyun.assessment.level;

import static cn.dengyun.identity.organization.TestEnterprise.post;

import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Spot checks of levels in Feixi that Hefei has drawn; its second account has found those levels. */
public final class TestSpotChecks {

    public static final String DRAWS = "/api/v1/spot-check-draws";
    public static final String CHECKS = "/api/v1/spot-checks";

    private TestSpotChecks() {}

    static ValidatableResponse draw(String account, Map<String, ?> says) {
        return post(SignedIn.as(account), DRAWS, body(says));
    }

    static Map<String, Object> body(Map<String, ?> says) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "period",
                "2018-Q4",
                "levels",
                List.of("L2"),
                "region",
                "340123",
                "size",
                SpotCheckDraw.MAX_DRAWN,
                "isPercent",
                false,
                "answerWorkingDays",
                10,
                "reason",
                "四季度抽查"));
        body.putAll(says);
        return body;
    }

    /** Draws all that can be drawn, and so this one; its spot check. */
    static String opened(String assessment) {
        draw("hefei", Map.of()).statusCode(201);
        return of(assessment);
    }

    static String of(String assessment) {
        return SignedIn.as("hefei")
                .queryParam("assessmentId", assessment)
                .get(CHECKS)
                .path("data[0].id");
    }

    static String drawOf(String check) {
        return SignedIn.as("hefei").get(CHECKS + "/" + check).path("drawId");
    }

    /** The enterprise of the demo is drawn again and again, so what was drawn of it before is of another period. */
    public static String openedOfTheDemo() {
        String assessment = TestAssessments.confirmedByTheDemo();
        TestAssessments.change(
                "UPDATE spot_check SET period = '2000' WHERE organization_id ="
                        + " (SELECT organization_id FROM assessment WHERE id = ?)",
                assessment);
        return opened(assessment);
    }

    /** A level that can be drawn. */
    public static void drawable() {
        held(TestEnterprise.certified("340123", "feixi"));
    }

    static String held(TestEnterprise enterprise) {
        String assessment = TestAssessments.submitted(enterprise, Map.of());
        TestAssessments.inForce("hefei2", assessment, "L2");
        return assessment;
    }

    static ValidatableResponse answer(RequestSpecification caller, String check, String... documents) {
        return post(
                caller,
                CHECKS + "/" + check + "/answers",
                Map.of("statement", "核心系统仍在云上运行", "documentIds", List.of(documents)));
    }

    /** The id of a document that was put on it. */
    public static String documentOfTheDemo(String check) {
        String file = TestDocuments.sent(SignedIn.as("enterprise"), "合同.pdf", "application/pdf", TestDocuments.aPdf());
        return post(
                        SignedIn.as("enterprise"),
                        CHECKS + "/" + check + "/documents",
                        TestDocuments.of(file, "CONTRACT", "RECORD"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static String answeredOfTheDemo() {
        String check = openedOfTheDemo();
        answer(SignedIn.as("enterprise"), check).statusCode(200);
        return check;
    }

    /** Ends the time to answer. */
    static void miss(String check) {
        TestAssessments.change("UPDATE spot_check SET due_at = now() - interval '1 second' WHERE id = ?", check);
    }

    public static String missedOfTheDemo() {
        String check = openedOfTheDemo();
        miss(check);
        Background.settle();
        return check;
    }

    static ValidatableResponse confirm(String account, String check) {
        return post(
                SignedIn.as(account),
                CHECKS + "/" + check + "/results",
                Map.of("result", "CONFIRMED", "findings", "核心系统在云上运行"));
    }

    static ValidatableResponse propose(String account, String check, String level) {
        return post(
                SignedIn.as(account),
                CHECKS + "/" + check + "/results",
                Map.of("result", "PROPOSED", "findings", "核心系统已停用", "level", level));
    }

    static ValidatableResponse extend(String account, String check) {
        return post(SignedIn.as(account), CHECKS + "/" + check + "/extensions", Map.of("reason", "企业搬迁"));
    }

    static ValidatableResponse decide(String account, String check, String decision) {
        return post(
                SignedIn.as(account),
                CHECKS + "/" + check + "/decisions",
                Map.of("decision", decision, "reason", "情况属实"));
    }

    public static String proposedOfTheDemo() {
        String check = answeredOfTheDemo();
        propose("hefei", check, "L1").statusCode(200);
        return check;
    }
}
