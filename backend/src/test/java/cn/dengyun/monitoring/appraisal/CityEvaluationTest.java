package cn.dengyun.monitoring.appraisal;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.monitoring.appraisal.TestEvaluations.PATH;
import static cn.dengyun.monitoring.appraisal.TestEvaluations.component;
import static cn.dengyun.monitoring.appraisal.TestEvaluations.form;
import static cn.dengyun.monitoring.appraisal.TestEvaluations.move;
import static cn.dengyun.monitoring.appraisal.TestEvaluations.object;
import static cn.dengyun.monitoring.appraisal.TestEvaluations.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.monitoring.plan.TestPlans;
import cn.dengyun.platform.job.Background;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Units see their own row and object in time; two persons decide; what is published anybody computes again. */
@QuarkusTest
class CityEvaluationTest {

    @Inject
    DemoEvaluations demo;

    private static void refused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.asString()).contains("\"" + code + "\"");
    }

    private static Response read(RequestSpecification caller, String id) {
        return caller.get(PATH + "/" + id);
    }

    private static Response decide(String account, String id, String objection, Map<String, ?> says) {
        return post(account, PATH + "/" + id + "/objections/" + objection + "/decisions", says);
    }

    private static Response patch(String account, String id, Map<String, ?> body) {
        return as(account)
                .header("If-Match", "*")
                .contentType("application/merge-patch+json; charset=UTF-8")
                .body(body)
                .patch(PATH + "/" + id);
    }

    private static List<String> regions(Response evaluation) {
        return evaluation.path("rows.regionCode");
    }

    @Test
    void itIsGivenAsJsonAlone() {
        refused(given().accept("text/x-none").get(PATH), 406, "not-acceptable");
    }

    @Test
    void onlyTheProvinceDrawsOneUpAndAYearHasOne() {
        JsonObject form = form(TestEvaluations.year());
        refused(post("hefei", PATH, form.getMap()), 403, "not-yours");
        String id = TestEvaluations.drafted(form);

        refused(post("province", PATH, form.getMap()), 409, "evaluation-year-taken");
        refused(read(given(), id), 404, "city-evaluation-not-found");
        refused(read(as("hefei"), id), 404, "city-evaluation-not-found");
        refused(object("hefei", id, "TARGETS"), 404, "city-evaluation-not-found");
        assertThat(move("province", id, "withdrawals").statusCode()).isEqualTo(200);
        assertThat(post("province", PATH, form.getMap()).statusCode()).isEqualTo(201);
    }

    @Test
    void weightsThatSumUpToNearlyAHundredAreRefused() {
        JsonObject form = form(TestEvaluations.year())
                .put(
                        "components",
                        new JsonArray()
                                .add(component("TARGETS", "59.99", "INDICATOR", "ORDERS", 7L, null))
                                .add(component("SURVEY", "40.00", "TYPED", null, null, null)));

        refused(post("province", PATH, form.getMap()), 400, "evaluation-weights-sum");
    }

    @Test
    void amountsAndWhatIsForAuthoritiesAreNotScored() {
        for (String code : List.of("VOUCHERS_PAID_FEN", "SECURITY_INCIDENTS", "NOTHING")) {
            JsonObject form = form(TestEvaluations.year());
            form.getJsonArray("components").getJsonObject(0).put("indicator", code);
            refused(post("province", PATH, form.getMap()), 400, "evaluation-indicator-unfit");
        }
    }

    @Test
    void nothingIsConsultedOnBeforeEverythingIsThere() {
        Background.settle();
        JsonObject untyped = form(TestEvaluations.year()).put("typed", new JsonArray());
        String id = TestEvaluations.drafted(untyped);
        refused(move("province", id, "consultations"), 400, "evaluation-points-missing");
        refused(
                post(
                        "province",
                        PATH + "/" + id + "/consultations",
                        Map.of("reason", "开始", "asOf", "2099-01-01T00:00:00Z")),
                400,
                "observation-moment-ahead");
        refused(
                post(
                        "province",
                        PATH + "/" + id + "/consultations",
                        Map.of("reason", "开始", "asOf", "2001-01-01T00:00:00Z")),
                409,
                "evaluation-not-counted");
        JsonObject planned = form(TestEvaluations.year());
        planned.getJsonArray("components").remove(0);
        planned.getJsonArray("components")
                .add(component("TARGETS", "60.00", "PLAN_TARGET", "CLOUD_ENTERPRISES", null, null));
        refused(move("province", TestEvaluations.drafted(planned), "consultations"), 409, "evaluation-plan-missing");
    }

    @Test
    void aTargetIsScoredByTheShareOfTheUnit() {
        Background.settle();
        int year = 2024;
        TestEvaluations.forget(year);
        TestPlans.published(year);
        JsonObject form = form(year);
        JsonArray components = form.getJsonArray("components");
        components.getJsonObject(0).put("code", "OTHER").put("weight", "30.00");
        components.add(component("TARGETS", "30.00", "PLAN_TARGET", "REGISTERED_ENTERPRISES", null, null));
        String id = TestEvaluations.drafted(form);

        Response opened = move("province", id, "consultations");

        assertThat(opened.statusCode()).as(opened.asString()).isEqualTo(200);
        assertThat(opened.<String>path("planId")).isNotNull();
        List<Map<String, Object>> inputs = opened.path("rows[0].inputs.findAll { it.component == 'TARGETS' }");
        assertThat(((Number) inputs.get(0).get("target")).longValue()).isPositive();
        refused(patchTarget(year, "DEEP_ENTERPRISES"), 400, "evaluation-target-missing");
    }

    /** Another evaluation of the year, by a target that the plan does not have. */
    private static Response patchTarget(int year, String indicator) {
        TestEvaluations.forget(year);
        JsonObject form = form(year);
        form.getJsonArray("components").remove(0);
        form.getJsonArray("components").add(component("TARGETS", "60.00", "PLAN_TARGET", indicator, null, null));
        return move("province", TestEvaluations.drafted(form), "consultations");
    }

    @Test
    void aUnitSeesItsOwnRowAloneBeforeItIsPublished() {
        String id = TestEvaluations.opened();

        assertThat(regions(read(as("hefei"), id))).containsExactly("340100");
        assertThat(regions(read(as("wuhu"), id))).containsExactly("340200");
        assertThat(read(as("hefei"), id).<Object>path("rows[0].rank")).isNull();
        assertThat(read(as("hefei"), id).<List<?>>path("formula.components")).hasSize(2);
        assertThat(regions(read(as("province2"), id))).containsExactlyElementsOf(TestPlans.UNITS);
        assertThat(regions(read(as("auditor"), id))).hasSize(18);
        for (RequestSpecification caller : List.of(given(), as("feixi"), as("enterprise"), as("finance"))) {
            refused(read(caller, id), 404, "city-evaluation-not-found");
        }
        assertThat(as("hefei").get(PATH).<List<String>>path("data.id")).contains(id);
        assertThat(given().get(PATH).<List<String>>path("data.id")).doesNotContain(id);
        assertThat(as("feixi").get(PATH).<List<String>>path("data.id")).doesNotContain(id);
    }

    @Test
    void theFormulaStaysOnceTheConsultationHasBegun() {
        String id = TestEvaluations.drafted();
        assertThat(patch("province", id, Map.of("title", "另一标题")).<Integer>path("formula.version"))
                .isEqualTo(2);
        Background.settle();
        move("province", id, "consultations").then().statusCode(200);

        refused(patch("province", id, Map.of("title", "又一标题")), 409, "transition-not-allowed");
    }

    @Test
    void aUnitObjectsOnceToEachComponentAndAnotherPersonDecides() {
        String id = TestEvaluations.opened();
        String objection = TestEvaluations.objected("wuhu", id);
        refused(object("wuhu", id, "TARGETS"), 409, "evaluation-objected-before");
        refused(object("wuhu", id, "NOTHING"), 400, "evaluation-component-unknown");
        refused(object("province", id, "TARGETS"), 403, "not-yours");
        refused(object("feixi", id, "TARGETS"), 404, "city-evaluation-not-found");
        assertThat(as("hefei").get(PATH + "/" + id + "/objections").<List<?>>path("data"))
                .isEmpty();
        assertThat(as("wuhu").get(PATH + "/" + id + "/objections").<List<String>>path("data.id"))
                .containsExactly(objection);
        Map<String, String> yes = Map.of("outcome", "UPHOLD", "reason", "应当计入", "corrected", "7");
        refused(decide("wuhu", id, objection, yes), 403, "not-yours");
        refused(decide("province", id, objection, yes), 403, "four-eyes-required");
        refused(
                decide("province2", id, objection, Map.of("outcome", "UPHOLD", "reason", "应当计入")),
                400,
                "evaluation-correction-unfit");
        refused(
                decide("province2", id, objection, Map.of("outcome", "REJECT", "reason", "不计入", "corrected", "7")),
                400,
                "evaluation-correction-unfit");
        refused(move("province", TestEvaluations.over(id), "decisions"), 409, "evaluation-objections-undecided");

        decide("province2", id, objection, yes).then().statusCode(200);

        refused(decide("province2", id, objection, yes), 409, "evaluation-objection-decided");
        refused(
                decide("province2", id, "01900000-0000-7000-8000-00000000ffff", yes),
                404,
                "evaluation-objection-not-found");
        Map<String, Object> input = read(as("wuhu"), id).path("rows[0].inputs[0]");
        assertThat(input).containsEntry("value", 7).containsEntry("points", "100.00");
        assertThat(input.get("correctedFrom")).isNotNull();
    }

    @Test
    void nobodyObjectsLate() {
        String id = TestEvaluations.consulted();

        refused(object("wuhu", id, "TARGETS"), 409, "evaluation-objections-over");
    }

    @Test
    void twoPersonsDecideOnceNobodyObjectsAnyMore() {
        String id = TestEvaluations.opened();
        refused(move("province", id, "decisions"), 409, "evaluation-consultation-open");
        TestEvaluations.over(id);
        refused(move("hefei", id, "decisions"), 403, "not-yours");
        assertThat(move("province", id, "decisions").<String>path("status")).isEqualTo("CONSULTATION");
        refused(move("province", id, "decisions"), 403, "four-eyes-required");
        refused(move("province", id, "publications"), 409, "transition-not-allowed");
        refused(
                as("province2")
                        .header("Idempotency-Key", "no-tag-" + id)
                        .contentType("application/json")
                        .body(Map.of("reason", "同意"))
                        .post(PATH + "/" + id + "/decisions"),
                428,
                "if-match-required");

        assertThat(move("province2", id, "decisions").<String>path("status")).isEqualTo("DECIDED");

        assertThat(regions(read(as("hefei"), id))).containsExactly("340100");
        refused(read(given(), id), 404, "city-evaluation-not-found");
    }

    @Test
    void whoObjectsAtTheSameTimeObjectsOnce() {
        String id = TestEvaluations.opened();

        List<Integer> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> object("wuhu", id, "SURVEY").statusCode()))
                .limit(4)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 409);
        assertThat(read(as("province"), id).<Integer>path("openObjections")).isEqualTo(1);
    }

    @Test
    void everybodyComputesAgainWhatIsPublished() {
        String id = TestEvaluations.published();
        Response published = read(given(), id);
        assertThat(published.<String>path("status")).isEqualTo("PUBLISHED");
        assertThat(regions(published)).containsExactlyElementsOf(TestPlans.UNITS);

        recomputed(published);
    }

    /** By what the answer says alone, without anything of the platform. */
    private static void recomputed(Response published) {
        List<Map<String, Object>> components = published.path("formula.components");
        List<Map<String, Object>> grades = published.path("formula.grades");
        List<Map<String, Object>> rows = published.path("rows");
        Map<Object, BigDecimal> scores = new HashMap<>();
        for (Map<String, Object> row : rows) {
            BigDecimal score = BigDecimal.ZERO;
            List<?> inputs = (List<?>) row.get("inputs");
            for (int i = 0; i < components.size(); i++) {
                Map<?, ?> input = (Map<?, ?>) inputs.get(i);
                BigDecimal points = points(components.get(i), input);
                assertThat(points).isEqualByComparingTo((String) input.get("points"));
                score = score.add(new BigDecimal((String) components.get(i).get("weight"))
                        .multiply(points)
                        .movePointLeft(2));
            }
            assertThat(score).isEqualByComparingTo((String) row.get("score"));
            scores.put(row.get("regionCode"), score);
            String grade = null;
            for (Map<String, Object> each : grades) {
                grade = new BigDecimal((String) each.get("from")).compareTo(score) <= 0
                        ? (String) each.get("code")
                        : grade;
            }
            assertThat(row.get("grade")).isEqualTo(grade);
        }
        rows.forEach(row -> assertThat(row.get("rank"))
                .isEqualTo(1
                        + (int) scores.values().stream()
                                .filter(other -> other.compareTo(scores.get(row.get("regionCode"))) > 0)
                                .count()));
    }

    private static BigDecimal points(Map<String, Object> component, Map<?, ?> input) {
        if ("TYPED".equals(component.get("source"))) {
            return new BigDecimal((String) input.get("points"));
        }
        BigDecimal target = new BigDecimal(input.get("target").toString());
        BigDecimal hundred = new BigDecimal(100);
        BigDecimal reached = target.signum() == 0
                ? hundred
                : new BigDecimal(input.get("value").toString())
                        .multiply(hundred)
                        .divide(target, 2, RoundingMode.DOWN);
        Object cap = component.get("cap");
        return reached.min(cap == null ? hundred : new BigDecimal((String) cap));
    }

    @Test
    void whatIsPublishedStaysWhateverIsCountedLater() {
        String id = TestEvaluations.published();
        Response before = read(given(), id);

        TestEnterprise.registered("340123");
        Background.settle();

        assertThat(read(given(), id).asString()).isEqualTo(before.asString());
        assertThat(given().header("If-None-Match", before.header("ETag"))
                        .get(PATH + "/" + id)
                        .statusCode())
                .isEqualTo(304);
        refused(move("province", id, "withdrawals"), 409, "transition-not-allowed");
        refused(patch("province", id, Map.of("title", "另一标题")), 409, "transition-not-allowed");
    }

    @Test
    void theDemoPublishesOneYearAndConsultsOnTheNext() {
        demo.makeMissing();
        demo.makeMissing();

        int year = TestPlans.today().getYear();
        Response last = given().queryParam("year", year - 1).get(PATH);
        assertThat(last.<List<String>>path("data.status")).containsExactly("PUBLISHED");
        Response now = as("province").queryParam("year", year).get(PATH);
        assertThat(now.<List<String>>path("data.status")).containsExactly("CONSULTATION");
        assertThat(now.<Integer>path("data[0].openObjections")).isEqualTo(1);
    }
}
