package cn.dengyun.assessment.level;

import static cn.dengyun.identity.organization.TestEnterprise.post;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.database.OwnerDatabase;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** Experts who judge assessments; those of the demo are called as they sign in. */
public final class TestExperts {

    public static final String EXPERTS = "/api/v1/assessment-experts";
    public static final String DRAWS = "/api/v1/assessment-expert-draws";
    public static final String OPINIONS = "/api/v1/assessment-opinions";

    /** Ids of accounts of the demo. */
    static final Map<String, String> ACCOUNTS = Map.of(
            "wuhu", "01900000-0000-7000-8000-000000000208",
            "enterprise2", "01900000-0000-7000-8000-00000000020a",
            "platform", "01900000-0000-7000-8000-00000000020b",
            "application", "01900000-0000-7000-8000-00000000020c",
            "province", "01900000-0000-7000-8000-000000000201",
            "province3", "01900000-0000-7000-8000-000000000210",
            "hefei2", "01900000-0000-7000-8000-00000000020e");

    private TestExperts() {}

    /** Takes everybody off the list. */
    public static void clear() {
        try (Connection owner = OwnerDatabase.connect();
                Statement statement = owner.createStatement()) {
            statement.executeUpdate("UPDATE assessment_expert SET ended_at = now(), ended_by = added_by,"
                    + " end_reason = '换届' WHERE ended_at IS NULL");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static ValidatableResponse add(String by, String account, String name) {
        return post(
                SignedIn.as(by), EXPERTS, Map.of("accountId", account, "name", name, "statedOrganization", "皖江示范大学"));
    }

    /** The id of the entry of somebody of the demo. */
    static String added(String account) {
        return add("province", ACCOUNTS.get(account), account)
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Nobody but these is on the list. */
    public static void only(String... accounts) {
        clear();
        List.of(accounts).forEach(TestExperts::added);
    }

    /** The id of an entry of the list. */
    public static String one() {
        clear();
        return added("platform");
    }

    static ValidatableResponse draw(String account, String assessment) {
        return post(
                SignedIn.as(account),
                TestAssessments.PATH + "/" + assessment + "/expert-draws",
                Map.of("reason", "四级评估需专家意见"));
    }

    /** What is awaited of somebody; null where nothing is. */
    static String askedOf(RequestSpecification expert, String assessment) {
        return expert.queryParam("assessmentId", assessment)
                .queryParam("status", "ASKED")
                .get(OPINIONS)
                // Who is of the province sees what is asked of the others too.
                .path("data.find { it.availableActions.contains('STATE') }.id");
    }

    /** Names of those whose opinion is awaited. */
    static List<String> asked(String assessment) {
        return SignedIn.as("province")
                .queryParam("assessmentId", assessment)
                .queryParam("status", "ASKED")
                .get(OPINIONS)
                .path("data.expertName");
    }

    static ValidatableResponse state(RequestSpecification expert, String opinion, String level) {
        return post(expert, OPINIONS + "/" + opinion + "/statements", Map.of("level", level, "reason", "材料充分"));
    }

    static ValidatableResponse decline(RequestSpecification expert, String opinion) {
        return post(expert, OPINIONS + "/" + opinion + "/declines", Map.of("reason", "与该企业有合作"));
    }

    /** Two experts judge one that was submitted. */
    static void judged(String assessment, String level) {
        only("wuhu", "application");
        draw("province", assessment).statusCode(201);
        for (String each : List.of("wuhu", "application")) {
            state(SignedIn.as(each), askedOf(SignedIn.as(each), assessment), level)
                    .statusCode(200);
        }
    }

    /** The id of a draw for the enterprise of the demo: of Wuhu and a provider there. */
    public static String drawnForTheDemo() {
        only("wuhu", "application");
        return draw("province", TestAssessments.highOfTheDemo())
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The id of what is awaited of Wuhu. */
    public static String askedOfWuhu() {
        String assessment =
                SignedIn.as("province").get(DRAWS + "/" + drawnForTheDemo()).path("assessmentId");
        return askedOf(SignedIn.as("wuhu"), assessment);
    }
}
