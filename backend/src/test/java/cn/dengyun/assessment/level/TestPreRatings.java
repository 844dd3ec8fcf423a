package cn.dengyun.assessment.level;

import static cn.dengyun.identity.organization.TestEnterprise.post;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import io.restassured.response.ValidatableResponse;
import java.util.Map;

/** Ratings of all enterprises beforehand. */
public final class TestPreRatings {

    public static final String RUNS = "/api/v1/pre-rating-runs";
    public static final String PATH = "/api/v1/pre-ratings";

    private TestPreRatings() {}

    static ValidatableResponse ask(String account) {
        return post(SignedIn.as(account), RUNS, Map.of("reason", "年度预评"));
    }

    /** The id of a run that has ended. */
    public static String run() {
        Background.finishJobs();
        String id = ask("province").statusCode(202).extract().path("id");
        Background.finishJobs();
        return id;
    }
}
