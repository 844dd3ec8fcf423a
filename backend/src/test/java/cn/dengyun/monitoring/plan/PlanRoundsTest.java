package cn.dengyun.monitoring.plan;

import static cn.dengyun.monitoring.plan.TestPlans.PATH;
import static cn.dengyun.monitoring.plan.TestPlans.form;
import static cn.dengyun.monitoring.plan.TestPlans.move;
import static cn.dengyun.monitoring.plan.TestPlans.post;
import static cn.dengyun.monitoring.plan.TestPlans.target;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Units that will not reach a target are told once a month. */
@QuarkusTest
class PlanRoundsTest {

    @Inject
    PlanRounds rounds;

    @Test
    void aUnitIsWarnedOnceAMonth() {
        int year = TestPlans.today().withDayOfMonth(1).minusDays(1).getYear();
        String plan = PATH + "/" + ofYear(year);

        try (Background paused = Background.paused()) {
            WorkerThread.await(rounds.round());
            WorkerThread.await(rounds.round());
        }
        Background.settle();

        List<String> told = SignedIn.as("province")
                .queryParams(Map.of("subject", plan, "type", "cn.dengyun.monitoring.plan-target.at-risk", "limit", 200))
                .get("/api/v1/events")
                .path("data.data.findAll { it.indicator == 'PILOT_ENTERPRISES' }.regionCode");
        assertThat(told).contains("340826").doesNotHaveDuplicates();
        assertThat(SignedIn.as("province")
                        .queryParams(Map.of("unit", "340826", "limit", 200))
                        .get(plan + "/warnings")
                        .<List<String>>path("data.indicator"))
                .contains("PILOT_ENTERPRISES");
        assertThat(SignedIn.as("hefei")
                        .queryParam("limit", 200)
                        .get(plan + "/warnings")
                        .<List<String>>path("data.regionCode"))
                .isNotEmpty()
                .containsOnly("340100");
        assertThat(SignedIn.as("enterprise").get(plan + "/warnings").statusCode())
                .isEqualTo(403);
    }

    /** One that asks for more than anybody has; that of the year, whoever has made it. */
    private static String ofYear(int year) {
        Map<String, Object> form = new HashMap<>(form(year));
        form.put("targets", List.of(target("PILOT_ENTERPRISES", 1_000_000, List.of())));
        List<String> there = SignedIn.as("province")
                .queryParams(Map.of("year", year, "status", "PUBLISHED"))
                .get(PATH)
                .path("data.id");
        if (!there.isEmpty()) {
            return there.get(0);
        }
        String id = post(SignedIn.as("province"), PATH, form)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        move(SignedIn.as("province"), PATH + "/" + id, "submissions").then().statusCode(200);
        move(SignedIn.as("province2"), PATH + "/" + id, "publications").then().statusCode(200);
        return id;
    }
}
