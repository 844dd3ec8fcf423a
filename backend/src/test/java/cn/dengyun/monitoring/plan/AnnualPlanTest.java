package cn.dengyun.monitoring.plan;

import static cn.dengyun.monitoring.plan.TestPlans.PATH;
import static cn.dengyun.monitoring.plan.TestPlans.drawnUp;
import static cn.dengyun.monitoring.plan.TestPlans.form;
import static cn.dengyun.monitoring.plan.TestPlans.move;
import static cn.dengyun.monitoring.plan.TestPlans.patch;
import static cn.dengyun.monitoring.plan.TestPlans.post;
import static cn.dengyun.monitoring.plan.TestPlans.proposed;
import static cn.dengyun.monitoring.plan.TestPlans.published;
import static cn.dengyun.monitoring.plan.TestPlans.target;
import static cn.dengyun.monitoring.plan.TestPlans.weights;
import static cn.dengyun.monitoring.plan.TestPlans.year;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Annual plans are drawn up by the province, published by a second person, and locked then. */
@QuarkusTest
class AnnualPlanTest {

    private static final Map<String, String> REASON = Map.of("reason", "情况属实，同意办理");

    private static RequestSpecification province() {
        return SignedIn.as("province");
    }

    private static RequestSpecification second() {
        return SignedIn.as("province2");
    }

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static List<String> defects(Response answer) {
        return answer.path("errors.code");
    }

    private static long sum(Response targets, String indicator) {
        List<Number> amounts = targets.path("targets.find { it.indicator == '" + indicator + "' }.shares.amount");
        return amounts.stream().mapToLong(Number::longValue).sum();
    }

    @Test
    void aPlanIsDrawnUpProposedAndPublishedByASecondPerson() {
        int year = year();
        Response made = post(province(), PATH, form(year));
        String id = made.path("id");
        String path = PATH + "/" + id;

        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith(path);
        assertThat(made.<String>path("status")).isEqualTo("DRAFT");
        assertThat(made.<List<String>>path("availableActions")).containsExactly("EDIT", "PROPOSE", "WITHDRAW");
        assertThat(given().get(path).statusCode()).isEqualTo(404);
        assertThat(code(SignedIn.as("hefei").get(path))).isEqualTo("annual-plan-not-found");
        assertThat(code(move(SignedIn.as("hefei"), path, "submissions"))).isEqualTo("annual-plan-not-found");
        assertThat(code(move(second(), path, "publications"))).isEqualTo("transition-not-allowed");

        Response waiting = move(province(), path, "submissions");
        assertThat(waiting.<String>path("status")).as(waiting.asString()).isEqualTo("PROPOSED");
        assertThat(waiting.<String>path("dueAt")).isNotNull();
        assertThat(code(move(province(), path, "publications"))).isEqualTo("four-eyes-required");
        Response published = move(second(), path, "publications");
        assertThat(published.<String>path("status")).as(published.asString()).isEqualTo("PUBLISHED");
        assertThat(published.<List<String>>path("availableActions")).containsExactly("AMEND");
        assertThat(given().get(path).<String>path("title")).contains(String.valueOf(year));
        assertThat(code(patch(province(), path, Map.of("title", "改名")))).isEqualTo("transition-not-allowed");
        assertThat(code(move(SignedIn.as("hefei"), path, "amendments"))).isEqualTo("not-yours");
        assertThat(given().queryParams(Map.of("year", year, "status", "PUBLISHED"))
                        .get(PATH)
                        .<List<String>>path("data.id"))
                .containsExactly(id);
    }

    @Test
    void itsTargetsGoToTheUnitsExactly() {
        String path = PATH + "/" + published(year());

        Response targets = given().get(path + "/targets");

        assertThat(targets.statusCode()).as(targets.asString()).isEqualTo(200);
        assertThat(targets.<String>path("regionCode")).isEqualTo("340000");
        assertThat(sum(targets, "CLOUD_ENTERPRISES")).isEqualTo(TestPlans.CLOUD);
        assertThat(sum(targets, "REGISTERED_ENTERPRISES")).isEqualTo(TestPlans.REGISTERED);
        assertThat(targets.<List<String>>path("targets[0].shares.regionCode"))
                .hasSize(18)
                .contains("340826", "341882");
        assertThat(targets.<List<String>>path("targets[0].shares.regionName")).contains("合肥市", "宿松县", "广德市");
        assertThat(given().queryParam("indicator", "CLOUD_ENTERPRISES")
                        .get(path + "/targets")
                        .<List<String>>path("targets.indicator"))
                .containsExactly("CLOUD_ENTERPRISES");
        assertThat(given().queryParam("unit", "340100").get(path + "/targets").<List<String>>path("targets"))
                .as("the city has decomposed nothing yet")
                .isEmpty();
        assertThat(defects(given().queryParam("unit", "340123").get(path + "/targets")))
                .containsExactly("plan-region-unfit");
        assertThat(given().get(PATH + "/" + UUID.randomUUID() + "/targets").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsSetStaysAndTheOthersShareTheRest() {
        int year = year();
        Map<String, Object> form = form(year);
        form.put(
                "targets",
                List.of(target(
                        "DEEP_ENTERPRISES",
                        1_000,
                        List.of(Map.of("regionCode", "340100", "amount", 333, "reason", "工业企业集中")))));
        String id =
                post(province(), PATH, form).then().statusCode(201).extract().path("id");

        Response targets = province().get(PATH + "/" + id + "/targets");

        assertThat(sum(targets, "DEEP_ENTERPRISES")).isEqualTo(1_000);
        Map<String, Object> hefei = targets.path("targets[0].shares.find { it.regionCode == '340100' }");
        assertThat(hefei).containsEntry("amount", 333).containsEntry("reason", "工业企业集中");
        assertThat(hefei.get("isOverridden")).isEqualTo(true);
    }

    @Test
    void allDefectsAreToldAtOnce() {
        int year = year();
        Map<String, Object> form = form(year);
        List<Map<String, Object>> few = new ArrayList<>(weights(TestPlans.UNITS.subList(0, 16), 1));
        few.add(Map.of("regionCode", "340123", "weight", 1));
        few.add(Map.of("regionCode", "340100", "weight", 1));
        Map<String, Object> broken = new HashMap<>(target("CLOUD_ENTERPRISES", 10, List.of()));
        broken.put("weights", few);
        Map<String, Object> exceeding = new HashMap<>(
                target("ORDERS_ACCEPTED", 10, List.of(Map.of("regionCode", "340200", "amount", 11, "reason", "偏多"))));
        Map<String, Object> high = new HashMap<>(target("VOUCHERS_USED", 10, List.of()));
        form.put("targets", List.of(broken, exceeding, high, high));
        form.put(
                "phases",
                List.of(
                        phase("LAUNCH", (year - 1) + "-03-01", (year - 1) + "-02-01"),
                        phase("LAUNCH", (year - 1) + "-01-01", (year - 1) + "-02-01")));

        Response refused = post(province(), PATH, form);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(defects(refused))
                .contains(
                        "plan-weights-missing",
                        "plan-region-unfit",
                        "plan-region-twice",
                        "plan-overrides-exceed",
                        "plan-floor-too-high",
                        "plan-indicator-twice",
                        "plan-phase-twice",
                        "plan-phase-too-early",
                        "plan-phases-elsewhere",
                        "ends-before-it-begins");
    }

    private static Map<String, String> phase(String kind, String from, String until) {
        return Map.of("kind", kind, "fromOn", from, "untilOn", until, "tasks", "宣传");
    }

    @Test
    void onlyTheProvinceDrawsUpAndOnceAYear() {
        int year = year();

        assertThat(code(post(SignedIn.as("hefei"), PATH, form(year)))).isEqualTo("not-yours");
        assertThat(post(SignedIn.as("enterprise"), PATH, form(year)).statusCode())
                .isEqualTo(403);
        assertThat(post(SignedIn.asPlatformClient(), PATH, form(year)).statusCode())
                .isEqualTo(403);
        assertThat(post(given(), PATH, form(year)).statusCode()).isEqualTo(401);
        drawnUp(year);
        assertThat(code(post(province(), PATH, form(year)))).isEqualTo("annual-plan-open");
        int other = year();
        published(other);
        assertThat(code(post(province(), PATH, form(other)))).isEqualTo("annual-plan-in-force");
    }

    @Test
    void twoWhoDrawUpAtOnceMakeOne() {
        Map<String, Object> form = form(year());
        List<CompletableFuture<Response>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            RequestSpecification caller = province();
            both.add(CompletableFuture.supplyAsync(() -> post(caller, PATH, form), task -> new Thread(task).start()));
        }

        assertThat(both.stream().map(CompletableFuture::join).map(Response::statusCode))
                .containsExactlyInAnyOrder(201, 409);
    }

    @Test
    void aKeyCountsOnceAndADryRunMakesNothing() {
        int year = year();
        String key = UUID.randomUUID().toString();
        RequestSpecification first = province().header("Idempotency-Key", key).contentType("application/json");
        String id = first.body(form(year))
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        assertThat(province()
                        .header("Idempotency-Key", key)
                        .contentType("application/json")
                        .body(form(year))
                        .post(PATH)
                        .<String>path("id"))
                .isEqualTo(id);
        assertThat(code(province()
                        .header("Idempotency-Key", key)
                        .contentType("application/json")
                        .body(form(year()))
                        .post(PATH)))
                .isEqualTo("idempotency-key-reused");
        int free = year();
        assertThat(post(province().queryParam("validateOnly", true), PATH, form(free))
                        .<Boolean>path("dryRun"))
                .isTrue();
        assertThat(province().queryParam("year", free).get(PATH).<List<String>>path("data"))
                .isEmpty();
    }

    @Test
    void aDraftIsChangedByWhoeverHasReadIt() {
        String path = PATH + "/" + drawnUp(year());
        String stale = province().get(path).header("ETag");

        assertThat(patch(province(), path, Map.of("title", "新标题")).<String>path("title"))
                .isEqualTo("新标题");
        assertThat(province()
                        .contentType("application/merge-patch+json; charset=UTF-8")
                        .body(Map.of("title", "再改"))
                        .patch(path)
                        .statusCode())
                .isEqualTo(428);
        assertThat(province()
                        .header("If-Match", stale)
                        .contentType("application/merge-patch+json; charset=UTF-8")
                        .body(Map.of("title", "再改"))
                        .patch(path)
                        .statusCode())
                .isEqualTo(412);
        assertThat(defects(patch(province(), path, Map.of("year", 2_020)))).containsExactly("annual-plan-year-fixed");
        assertThat(move(province(), path, "withdrawals").<String>path("status")).isEqualTo("WITHDRAWN");
        assertThat(code(move(province(), path, "withdrawals"))).isEqualTo("transition-not-allowed");
    }

    @Test
    void whatWasProposedIsReturned() {
        String path = PATH + "/" + proposed(year());

        assertThat(code(patch(province(), path, Map.of("title", "改")))).isEqualTo("transition-not-allowed");
        Response returned = move(second(), path, "returns");
        assertThat(returned.<String>path("status")).as(returned.asString()).isEqualTo("DRAFT");
        assertThat(code(move(second(), path, "returns"))).isEqualTo("transition-not-allowed");
    }

    @Test
    void theSecondPersonPublishesWhatHeHasRead() {
        String path = PATH + "/" + proposed(year());
        String read = second().get(path).header("ETag");
        move(province(), path, "returns").then().statusCode(200);
        patch(province(), path, Map.of("title", "另一计划")).then().statusCode(200);
        move(province(), path, "submissions").then().statusCode(200);

        assertThat(post(second().header("If-Match", read), path + "/publications", REASON)
                        .statusCode())
                .isEqualTo(412);
        assertThat(post(second(), path + "/publications", REASON).statusCode()).isEqualTo(428);
        assertThat(move(second(), path, "publications").statusCode()).isEqualTo(200);
    }

    @Test
    void publishedWeightsOutliveDraftsThatAreTakenBack() {
        String first = published(year());
        Map<String, Object> heavier = new HashMap<>(target("CLOUD_ENTERPRISES", TestPlans.CLOUD, List.of()));
        heavier.put("weights", weights(TestPlans.UNITS, 101));
        Map<String, Object> change =
                Map.of("targets", List.of(heavier, target("REGISTERED_ENTERPRISES", TestPlans.REGISTERED, List.of())));
        for (int i = 0; i < 2; i++) {
            String draft = PATH + "/"
                    + post(province(), PATH + "/" + first + "/amendments", REASON)
                            .path("id");
            assertThat(defects(patch(province(), draft, change))).containsExactly("plan-weights-fixed");
            move(province(), draft, "withdrawals").then().statusCode(200);
        }
        assertThat(code(post(
                        province(), PATH, form(given().get(PATH + "/" + first).path("year")))))
                .isEqualTo("annual-plan-in-force");
    }

    @Test
    void theLargestTargetIsSharedExactly() {
        long most = 9_000_000_000_000_000L;
        Map<String, Object> form = form(year());
        form.put(
                "targets",
                List.of(target(
                        "DEEP_ENTERPRISES",
                        most,
                        List.of(Map.of("regionCode", "340100", "amount", most - 18, "reason", "集中")))));
        String id =
                post(province(), PATH, form).then().statusCode(201).extract().path("id");

        assertThat(sum(province().get(PATH + "/" + id + "/targets"), "DEEP_ENTERPRISES"))
                .isEqualTo(most);
        assertThat(province().get(PATH + "/" + id + "/progress").statusCode()).isEqualTo(200);
    }

    @Test
    void aDeadlineThatIsOverIsNotPublished() {
        int year = year();
        Map<String, Object> form = form(year);
        form.put("implementationDueOn", TestPlans.today().minusDays(1).toString());
        String id =
                post(province(), PATH, form).then().statusCode(201).extract().path("id");
        move(province(), PATH + "/" + id, "submissions").then().statusCode(200);

        assertThat(code(move(second(), PATH + "/" + id, "publications"))).isEqualTo("annual-plan-due-over");
    }

    @Test
    void publishedWeightsStayInTheNextEditionAndAmountsMayChange() {
        int year = year();
        String first = published(year);
        Response amended = post(province(), PATH + "/" + first + "/amendments", REASON);
        String draft = PATH + "/" + amended.path("id");

        assertThat(amended.statusCode()).as(amended.asString()).isEqualTo(201);
        assertThat(amended.<Integer>path("edition")).isEqualTo(2);
        assertThat(amended.<String>path("amendsId")).isEqualTo(first);
        assertThat(code(post(province(), PATH + "/" + first + "/amendments", REASON)))
                .isEqualTo("annual-plan-open");
        Map<String, Object> heavier = new HashMap<>(target("CLOUD_ENTERPRISES", 10_000, List.of()));
        heavier.put("weights", weights(TestPlans.UNITS, 101));
        assertThat(defects(patch(province(), draft, Map.of("targets", List.of(heavier)))))
                .containsExactlyInAnyOrder("plan-weights-fixed", "plan-target-published");
        Response changed = patch(
                province(),
                draft,
                Map.of(
                        "targets",
                        List.of(
                                target(
                                        "CLOUD_ENTERPRISES",
                                        20_000,
                                        List.of(Map.of("regionCode", "340200", "amount", 5_000, "reason", "产业转移"))),
                                target("REGISTERED_ENTERPRISES", TestPlans.REGISTERED, List.of()))));
        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
        assertThat(given().get(PATH + "/" + first).<String>path("status"))
                .as("what is published holds until the next is")
                .isEqualTo("PUBLISHED");
        move(province(), draft, "submissions").then().statusCode(200);
        move(second(), draft, "publications").then().statusCode(200);

        assertThat(given().get(PATH + "/" + first).<String>path("status")).isEqualTo("SUPERSEDED");
        assertThat(sum(given().get(draft + "/targets"), "CLOUD_ENTERPRISES")).isEqualTo(20_000);
        assertThat(sum(given().get(PATH + "/" + first + "/targets"), "CLOUD_ENTERPRISES"))
                .as("an edition stays as it was published")
                .isEqualTo(TestPlans.CLOUD);
        assertThat(given().queryParams(Map.of("year", year, "status", "PUBLISHED"))
                        .get(PATH)
                        .<List<String>>path("data.id"))
                .containsExactly(amended.<String>path("id"));
    }

    @Test
    void whatIsPublishedIsToldToEverybodyAndStandsInTheAuditTrail() {
        String path = PATH + "/" + published(year());

        Background.settle();
        assertThat(SignedIn.as("enterprise2")
                        .queryParam("subject", path)
                        .get("/api/v1/events")
                        .<List<String>>path("data.type"))
                .containsExactly("cn.dengyun.monitoring.annual-plan.published");
        assertThat(SignedIn.as("auditor")
                        .queryParam("subject", path)
                        .get("/api/v1/audit-entries")
                        .<List<String>>path("data.action"))
                .containsExactly("annual-plan.published", "annual-plan.proposed", "annual-plan.drawn-up");
    }

    @Test
    void theSecondPersonFindsItInTheWorkListAndTheFirstDoesNot() {
        String id = proposed(year());

        assertThat(work("province2")).contains(id);
        assertThat(work("province")).doesNotContain(id);
        assertThat(work("hefei")).doesNotContain(id);
        move(second(), PATH + "/" + id, "publications").then().statusCode(200);
        assertThat(work("province2")).doesNotContain(id);
    }

    private static List<String> work(String account) {
        return SignedIn.as(account)
                .queryParams(Map.of("kind", "ANNUAL_PLAN_PUBLICATION", "limit", 200))
                .get("/api/v1/work-items")
                .path("data.subject.id");
    }

    @Test
    void aListThatIsAskedForWronglyIsRefused() {
        assertThat(given().queryParam("limit", 0).get(PATH).statusCode()).isEqualTo(400);
        assertThat(given().queryParam("status", "OPEN").get(PATH).statusCode()).isIn(400, 404);
    }
}
