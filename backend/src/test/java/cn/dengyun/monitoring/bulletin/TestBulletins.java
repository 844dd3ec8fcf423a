package cn.dengyun.monitoring.bulletin;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.monitoring.plan.TestPlans;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;

/** Bulletins of this month: written by province, approved by province2 and province3. */
public final class TestBulletins {

    public static final String PATH = BulletinResource.PATH;
    public static final String ERRATA = BulletinErratumResource.PATH;

    static final Map<String, String> WHY = Map.of("reason", "情况属实，同意");

    private TestBulletins() {}

    static Response post(String account, String path, Object body) {
        RequestSpecification caller = SignedIn.as(account)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "*");
        return body == null
                ? caller.post(path)
                : caller.contentType("application/json").body(body).post(path);
    }

    static Response patch(String account, String id, Map<String, ?> body) {
        return SignedIn.as(account)
                .header("If-Match", "*")
                .contentType("application/merge-patch+json; charset=UTF-8")
                .body(body)
                .patch(PATH + "/" + id);
    }

    static void is(Response answer, int status) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    }

    /** The last one that was counted. */
    public static String month() {
        return YearMonth.from(TestPlans.today()).toString();
    }

    /** The id of a draft that can be submitted. */
    public static String drafted() {
        Response made = post("province", PATH, Map.of("fromMonth", month(), "toMonth", month()));
        is(made, 201);
        String id = made.path("id");
        is(
                patch(
                        "province",
                        id,
                        Map.of(
                                "title", "通报 <script>alert(1)</script>",
                                "introduction", "**好** <script>alert(2)</script>",
                                "assessment", "[x](javascript:alert(3))",
                                "nextSteps", "1. 加强培训")),
                200);
        return id;
    }

    public static String submitted() {
        String id = drafted();
        is(post("province", PATH + "/" + id + "/submissions", null), 200);
        return id;
    }

    public static String approved() {
        String id = submitted();
        is(post("province2", PATH + "/" + id + "/approvals", WHY), 200);
        is(post("province3", PATH + "/" + id + "/approvals", WHY), 200);
        return id;
    }

    public static String published() {
        String id = approved();
        is(post("province", PATH + "/" + id + "/publications", WHY), 200);
        return id;
    }

    /** The id of an erratum in words alone. */
    public static String proposed() {
        Response made = post("province", PATH + "/" + published() + "/errata", Map.of("text", "文字有误，现予更正。"));
        is(made, 201);
        return made.path("id");
    }

    /** The id of one that is published. */
    static String corrected() {
        String id = proposed();
        is(post("province2", ERRATA + "/" + id + "/approvals", WHY), 200);
        return id;
    }
}
