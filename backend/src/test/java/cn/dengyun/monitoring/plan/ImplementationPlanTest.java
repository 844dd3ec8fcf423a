package cn.dengyun.monitoring.plan;

import static cn.dengyun.monitoring.plan.TestPlans.COUNTIES_OF_HEFEI;
import static cn.dengyun.monitoring.plan.TestPlans.FILED;
import static cn.dengyun.monitoring.plan.TestPlans.PATH;
import static cn.dengyun.monitoring.plan.TestPlans.breakdown;
import static cn.dengyun.monitoring.plan.TestPlans.measure;
import static cn.dengyun.monitoring.plan.TestPlans.move;
import static cn.dengyun.monitoring.plan.TestPlans.patch;
import static cn.dengyun.monitoring.plan.TestPlans.post;
import static cn.dengyun.monitoring.plan.TestPlans.published;
import static cn.dengyun.monitoring.plan.TestPlans.publishedBy;
import static cn.dengyun.monitoring.plan.TestPlans.submit;
import static cn.dengyun.monitoring.plan.TestPlans.submitted;
import static cn.dengyun.monitoring.plan.TestPlans.target;
import static cn.dengyun.monitoring.plan.TestPlans.toFile;
import static cn.dengyun.monitoring.plan.TestPlans.written;
import static cn.dengyun.monitoring.plan.TestPlans.year;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.TestSupervision;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Units and counties file what they do; the authority above accepts it; a city shares its targets exactly. */
@QuarkusTest
class ImplementationPlanTest {

    private static final Map<String, String> REASON = Map.of("reason", "情况属实，同意办理");

    @Inject
    PlanRounds rounds;

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static List<String> defects(Response answer) {
        return answer.path("errors.code");
    }

    private static Number shareOf(String plan, String region, String indicator) {
        return given().get(PATH + "/" + plan + "/targets")
                .path("targets.find { it.indicator == '" + indicator + "' }.shares.find { it.regionCode == '" + region
                        + "' }.amount");
    }

    private static long sum(List<Number> amounts) {
        return amounts.stream().mapToLong(Number::longValue).sum();
    }

    @Test
    void everyUnitAndCountyHasOneToFileWhenTheAnnualPlanIsPublished() {
        int year = year();
        String plan = published(year);

        Response all = SignedIn.as("province")
                .queryParams(Map.of("planId", plan, "limit", 200))
                .get(FILED);
        List<String> regions = all.path("data.regionCode");

        assertThat(regions)
                .containsAll(TestPlans.UNITS)
                .containsAll(COUNTIES_OF_HEFEI)
                .doesNotHaveDuplicates();
        assertThat(all.<List<String>>path("data.status")).containsOnly("DRAFT");
        assertThat(all.<String>path("data.find { it.regionCode == '340826' }.unitCode"))
                .as("a county under the province is a unit, and its city has no say")
                .isEqualTo("340826");
        assertThat(SignedIn.as("hefei")
                        .queryParams(Map.of("planId", plan, "limit", 200))
                        .get(FILED)
                        .<List<String>>path("data.regionCode"))
                .hasSize(1 + COUNTIES_OF_HEFEI.size())
                .contains("340100", "340123");
        assertThat(given().queryParam("planId", plan).get(FILED).<List<String>>path("data"))
                .as("nobody else knows of what is not published")
                .isEmpty();
        Response summary = SignedIn.as("hefei").queryParam("year", year).get("/api/v1/implementation-plan-summary");
        assertThat(summary.<Integer>path("total")).as(summary.asString()).isEqualTo(1 + COUNTIES_OF_HEFEI.size());
        assertThat(summary.<Integer>path("overdue")).isZero();
        assertThat(SignedIn.as("enterprise")
                        .queryParam("year", year)
                        .get("/api/v1/implementation-plan-summary")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aCityFilesTheProvinceAcceptsAndTheCountiesHaveTheirTargets() {
        int year = year();
        String plan = published(year);
        String id = toFile(year, "340100");
        String path = FILED + "/" + id;

        assertThat(code(SignedIn.as("wuhu").get(path))).isEqualTo("implementation-plan-not-found");
        assertThat(code(SignedIn.as("feixi").get(path))).isEqualTo("implementation-plan-not-found");
        assertThat(code(patch(SignedIn.as("province"), path, Map.of("summary", "代写"))))
                .isEqualTo("not-yours");
        assertThat(defects(submit(SignedIn.as("hefei"), id)))
                .containsExactlyInAnyOrder(
                        "implementation-summary-missing",
                        "implementation-measures-missing",
                        "implementation-breakdown-missing",
                        "implementation-breakdown-missing");
        Response wrong = patch(
                SignedIn.as("hefei"),
                path,
                Map.of(
                        "breakdowns",
                        List.of(
                                breakdown("CLOUD_ENTERPRISES", List.of("340102", "340202")),
                                breakdown("TRAINED_PEOPLE", COUNTIES_OF_HEFEI))));
        assertThat(defects(wrong))
                .containsExactlyInAnyOrder(
                        "plan-region-unfit", "plan-weights-missing", "implementation-indicator-unfit");

        submitted("hefei", id);
        assertThat(code(patch(SignedIn.as("hefei"), path, Map.of("summary", "晚了"))))
                .isEqualTo("transition-not-allowed");
        assertThat(code(move(SignedIn.as("hefei"), path, "acceptances"))).isEqualTo("not-yours");
        Response returned = move(SignedIn.as("province"), path, "returns");
        assertThat(returned.<String>path("status")).as(returned.asString()).isEqualTo("RETURNED");
        assertThat(returned.<String>path("ownerRegionCode")).isEqualTo("340100");
        submit(SignedIn.as("hefei"), id).then().statusCode(200);
        Response accepted = move(SignedIn.as("province2"), path, "acceptances");
        assertThat(accepted.<String>path("status")).as(accepted.asString()).isEqualTo("ACCEPTED");
        assertThat(code(move(SignedIn.as("province"), path, "publications"))).isEqualTo("not-yours");
        move(SignedIn.as("hefei"), path, "publications").then().statusCode(200);

        Response targets = given().queryParam("unit", "340100").get(PATH + "/" + plan + "/targets");
        assertThat(targets.<String>path("implementationPlanId")).isEqualTo(id);
        for (String indicator : List.of("CLOUD_ENTERPRISES", "REGISTERED_ENTERPRISES")) {
            assertThat(sum(targets.path("targets.find { it.indicator == '" + indicator + "' }.shares.amount")))
                    .isEqualTo(shareOf(plan, "340100", indicator).longValue());
        }
        assertThat(given().get(path).<String>path("status")).isEqualTo("PUBLISHED");
        assertThat(code(patch(SignedIn.as("hefei"), path, Map.of("summary", "改"))))
                .isEqualTo("transition-not-allowed");
    }

    @Test
    void aCountyFilesToItsCityAndDecomposesNothing() {
        int year = year();
        published(year);
        String id = toFile(year, "340123");
        String path = FILED + "/" + id;

        assertThat(defects(patch(
                        SignedIn.as("feixi"),
                        path,
                        Map.of("breakdowns", List.of(breakdown("CLOUD_ENTERPRISES", COUNTIES_OF_HEFEI))))))
                .containsExactly("implementation-breakdown-unfit");
        patch(SignedIn.as("feixi"), path, written(List.of())).then().statusCode(200);
        submit(SignedIn.as("feixi"), id).then().statusCode(200);
        assertThat(code(move(SignedIn.as("wuhu"), path, "returns"))).isEqualTo("implementation-plan-not-found");
        Response back = move(SignedIn.as("feixi"), path, "withdrawals");
        assertThat(back.<String>path("status")).as(back.asString()).isEqualTo("DRAFT");
        submit(SignedIn.as("feixi"), id).then().statusCode(200);
        assertThat(code(move(SignedIn.as("feixi"), path, "acceptances"))).isEqualTo("not-yours");
        move(SignedIn.as("hefei"), path, "acceptances").then().statusCode(200);
        move(SignedIn.as("feixi"), path, "publications").then().statusCode(200);
        assertThat(given().get(path).<List<String>>path("measures.title")).containsExactly("组织企业登云培训");
        assertThat(code(move(SignedIn.as("feixi"), path, "withdrawals"))).isEqualTo("transition-not-allowed");
    }

    @Test
    void theAuthorityAboveGivesMoreTime() {
        String id = toFile("340123");
        String path = FILED + "/" + id + "/extensions";
        String later = TestPlans.today().plusDays(300).toString();

        assertThat(code(post(SignedIn.as("feixi"), path, Map.of("untilOn", later, "reason", "忙"))))
                .isEqualTo("not-yours");
        for (int days : List.of(100, 500)) {
            String day = TestPlans.today().plusDays(days).toString();
            assertThat(defects(post(SignedIn.as("hefei"), path, Map.of("untilOn", day, "reason", "机构调整"))))
                    .containsExactly("implementation-day-unfit");
        }
        Response given = post(SignedIn.as("hefei"), path, Map.of("untilOn", later, "reason", "机构调整"));
        assertThat(given.statusCode()).as(given.asString()).isEqualTo(200);
        assertThat(given.<String>path("filingDueAt")).isEqualTo(given.path("dueAt"));
    }

    @Test
    void publishedWeightsOfACityStay() {
        int year = year();
        published(year);
        String id = publishedBy("hefei", "province", toFile(year, "340100"));

        assertThat(code(post(SignedIn.as("wuhu"), FILED + "/" + id + "/amendments", REASON)))
                .isEqualTo("not-yours");
        Response amended = post(SignedIn.as("hefei"), FILED + "/" + id + "/amendments", REASON);
        assertThat(amended.statusCode()).as(amended.asString()).isEqualTo(201);
        assertThat(code(post(SignedIn.as("hefei"), FILED + "/" + id + "/amendments", REASON)))
                .isEqualTo("implementation-plan-open");
        String draft = FILED + "/" + amended.path("id");
        Map<String, Object> other = new HashMap<>(breakdown("CLOUD_ENTERPRISES", COUNTIES_OF_HEFEI));
        other.put("weights", TestPlans.weights(COUNTIES_OF_HEFEI, 11));
        assertThat(defects(patch(SignedIn.as("hefei"), draft, Map.of("breakdowns", List.of(other)))))
                .containsExactlyInAnyOrder("plan-weights-fixed", "plan-target-published");
        patch(SignedIn.as("hefei"), draft, Map.of("measures", List.of(measure(), measure())))
                .then()
                .statusCode(200);
        submit(SignedIn.as("hefei"), amended.path("id")).then().statusCode(200);
        move(SignedIn.as("province"), draft, "acceptances").then().statusCode(200);
        move(SignedIn.as("hefei"), draft, "publications").then().statusCode(200);
        assertThat(given().get(FILED + "/" + id).<String>path("status")).isEqualTo("SUPERSEDED");
    }

    @Test
    void whatIsFiledFollowsTheNextEditionOfTheAnnualPlan() {
        int year = year();
        String first = published(year);
        String ofCity = publishedBy("hefei", "province", toFile(year, "340100"));
        String ofOther = submitted("wuhu", toFile(year, "340200"));
        String ofCounty = submitted("feixi", toFile(year, "340123"));

        String draft = post(SignedIn.as("province"), PATH + "/" + first + "/amendments", REASON)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        patch(
                        SignedIn.as("province"),
                        PATH + "/" + draft,
                        Map.of(
                                "targets",
                                List.of(
                                        target("CLOUD_ENTERPRISES", 12_345, List.of()),
                                        target("REGISTERED_ENTERPRISES", TestPlans.REGISTERED, List.of()))))
                .then()
                .statusCode(200);
        move(SignedIn.as("province"), PATH + "/" + draft, "submissions").then().statusCode(200);
        move(SignedIn.as("province2"), PATH + "/" + draft, "publications")
                .then()
                .statusCode(200);

        Response returned = SignedIn.as("wuhu").get(FILED + "/" + ofOther);
        assertThat(returned.<String>path("status")).as(returned.asString()).isEqualTo("RETURNED");
        assertThat(returned.<String>path("planId")).isEqualTo(draft);
        assertThat(sum(returned.path("breakdowns.find { it.indicator == 'CLOUD_ENTERPRISES' }.shares.amount")))
                .isEqualTo(shareOf(draft, "340200", "CLOUD_ENTERPRISES").longValue());
        Response unchanged = SignedIn.as("feixi").get(FILED + "/" + ofCounty);
        assertThat(unchanged.<String>path("status"))
                .as("a county shares no targets, so nothing of it has changed")
                .isEqualTo("SUBMITTED");
        assertThat(unchanged.<String>path("planId")).isEqualTo(draft);
        assertThat(given().get(PATH + "/" + draft + "/implementation-plans").<List<String>>path("data.id"))
                .contains(ofCity);
        assertThat(given().get(PATH + "/" + UUID.randomUUID() + "/implementation-plans")
                        .statusCode())
                .isEqualTo(404);
        String next = toFile(year, "340100");
        assertThat(next).isNotEqualTo(ofCity);
        Response opened = SignedIn.as("hefei").get(FILED + "/" + next);
        assertThat(opened.<Integer>path("edition")).isEqualTo(2);
        assertThat(sum(opened.path("breakdowns.find { it.indicator == 'CLOUD_ENTERPRISES' }.shares.amount")))
                .isEqualTo(shareOf(draft, "340100", "CLOUD_ENTERPRISES").longValue());
        assertThat(given().queryParam("unit", "340100")
                        .get(PATH + "/" + draft + "/targets")
                        .<List<String>>path("targets.indicator"))
                .as("old shares are not shown under a new target")
                .containsExactly("REGISTERED_ENTERPRISES");
    }

    @Test
    void whatIsLateRisesToTheAuthorityAboveUntilThatGivesMoreTime() {
        String id = toFile("340123");
        assertThat(work("feixi", "IMPLEMENTATION_PLAN_FILING")).contains(id);
        assertThat(work("hefei", "IMPLEMENTATION_PLAN_FILING")).doesNotContain(id);

        TestSupervision.set(
                "UPDATE implementation_plan SET filing_due_at = now() - interval '1 hour' WHERE id = ?", id);

        assertThat(work("hefei", "IMPLEMENTATION_PLAN_FILING")).contains(id);
        assertThat(work("wuhu", "IMPLEMENTATION_PLAN_FILING")).doesNotContain(id);
        assertThat(SignedIn.as("hefei")
                        .queryParams(Map.of("overdue", true, "limit", 200))
                        .get(FILED)
                        .<List<String>>path("data.id"))
                .contains(id);
        String later = TestPlans.today().plusDays(30).toString();
        post(SignedIn.as("hefei"), FILED + "/" + id + "/extensions", Map.of("untilOn", later, "reason", "机构调整，同意延期"))
                .then()
                .statusCode(200);
        assertThat(work("hefei", "IMPLEMENTATION_PLAN_FILING")).doesNotContain(id);
        submitted("feixi", id);
        assertThat(work("feixi", "IMPLEMENTATION_PLAN_FILING")).doesNotContain(id);
        assertThat(work("hefei", "IMPLEMENTATION_PLAN_REVIEW")).contains(id);
        assertThat(work("province", "IMPLEMENTATION_PLAN_REVIEW")).doesNotContain(id);
        move(SignedIn.as("hefei"), FILED + "/" + id, "acceptances").then().statusCode(200);
        assertThat(work("feixi", "IMPLEMENTATION_PLAN_PUBLICATION")).contains(id);
    }

    private static List<String> work(String account, String kind) {
        return SignedIn.as(account)
                .queryParams(Map.of("kind", kind, "limit", 200))
                .get("/api/v1/work-items")
                .path("data.subject.id");
    }

    @Test
    void whatIsFiledUnderAnOldCodeGoesOnUnderTheNewOne() {
        int year = year();
        published(year);
        String guangde = toFile(year, "341882");
        String wuwei = toFile(year, "340281");
        String yijiang = toFile(year, "340209");
        TestSupervision.set("UPDATE implementation_plan SET region_code = '341822' WHERE id = ?", guangde);
        TestSupervision.set("UPDATE implementation_plan SET region_code = '340225' WHERE id = ?", wuwei);
        String sanshan = toFile(year, "340223");
        TestSupervision.set("UPDATE implementation_plan SET region_code = '340208' WHERE id = ?", sanshan);

        WorkerThread.await(rounds.round());
        WorkerThread.await(rounds.round());

        assertThat(region(guangde)).isEqualTo("341882");
        assertThat(region(wuwei)).isEqualTo("340281");
        assertThat(region(yijiang)).isEqualTo("340209");
        assertThat(region(sanshan)).as("the place is taken").isEqualTo("340208");
    }

    private static String region(String id) {
        return SignedIn.as("province").get(FILED + "/" + id).path("regionCode");
    }

    @Test
    void whatNobodyMayKnowOfIsNotThere() {
        String path = FILED + "/" + UUID.randomUUID();

        assertThat(given().get(path).statusCode()).isEqualTo(404);
        assertThat(code(move(SignedIn.as("hefei"), path, "withdrawals"))).isEqualTo("implementation-plan-not-found");
        assertThat(given().queryParam("limit", 201).get(FILED).statusCode()).isEqualTo(400);
    }
}
