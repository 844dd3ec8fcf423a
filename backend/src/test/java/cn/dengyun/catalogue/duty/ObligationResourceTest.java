package cn.dengyun.catalogue.duty;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.contract.ContractCoverage;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.DemoProviders;
import cn.dengyun.provider.site.TestPlatforms;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The public counter, from the catalogue to the list. */
@QuarkusTest
class ObligationResourceTest {

    private static final String PATH = "/api/v1/obligations";
    private static final String INSPECTION = "面向机械加工车间的设备点检，按计划派发巡检任务，手机扫码记录温度与振动，发现异常自动生成维修工单。";
    private static final String SCHEDULING = "根据订单交期、模具占用和人员班次计算注塑车间的生产排程，插单后三分钟内给出新方案并统计换模次数。";

    @Inject
    ObligationReminders reminders;

    @Inject
    Pool pool;

    @Inject
    Clock clock;

    private TestProvider provider;
    private int year;

    @BeforeEach
    void aProvider() {
        provider = TestProvider.aProvider();
        year = Year.now(clock.withZone(ZoneId.of("Asia/Shanghai"))).getValue();
    }

    @AfterAll
    static void whatWasAnsweredIsDeclared() {
        assertThat(ContractCoverage.gapsOf("Obligations")).isEmpty();
    }

    @Test
    void everybodySeesHowManyAppsCountAndWhyOthersDoNot() {
        app(provider, "inspection", "设备巡检助手", INSPECTION);
        app(provider, "copy", "巡检大师", INSPECTION);
        app(provider, "scheduling", "注塑排程", SCHEDULING);
        String id = "INDUSTRIAL_APPS-" + year + "-" + provider.id();

        given().get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("required", is(100))
                .body("counted", is(2))
                .body("remaining", is(98))
                .body("providerName", is("测试云"))
                .body("dueAt", notNullValue());
        evidence(id, Map.of())
                .body("data.verdict", containsInAnyOrder("NEW_LISTING", "NEW_LISTING", "NEAR_DUPLICATE"))
                .body("data.developerName", hasItem("测试云"));
        evidence(id, Map.of("verdict", "NEAR_DUPLICATE"))
                .body("data.name", contains("巡检大师"))
                .body("data.counts", contains(false))
                .body("data.sameAsName", contains("设备巡检助手"));
        String cursor = evidence(id, Map.of("limit", "2"))
                .body("page.hasMore", is(true))
                .extract()
                .path("page.nextCursor");
        evidence(id, Map.of("limit", "2", "cursor", cursor)).body("data.size()", is(1));
        given().queryParam("providerId", provider.id())
                .get(PATH)
                .then()
                .statusCode(200)
                .body("data.id", contains(id))
                .body("data.counted", contains(2));
    }

    @Test
    void whatWasThereBeforeTheYearCountsOnlyWhenItChangesMaterially() {
        app(provider, "renamed", "设备巡检助手", INSPECTION);
        app(provider, "changed", "注塑排程", SCHEDULING);
        lastYear();
        app(provider, "renamed", "巡检大师", INSPECTION);
        app(provider, "changed", "注塑排程", "把检测报告中的尺寸和公差识别成表格，自动比对图纸并给出合格判定，结果写回质量系统供追溯。");
        String id = "INDUSTRIAL_APPS-" + year + "-" + provider.id();

        evidence(id, Map.of("verdict", "NEW_VERSION")).body("data.name", contains("注塑排程"));
        evidence(id, Map.of("verdict", "NO_MATERIAL_CHANGE")).body("data.name", contains("巡检大师"));
        given().get(PATH + "/INDUSTRIAL_APPS-" + (year - 1) + "-" + provider.id())
                .then()
                .body("counted", is(2))
                .body("standing", is("MISSED"));
    }

    @Test
    void anAppThatAnotherDeveloperHasConfirmedCountsForTheHost() {
        TestProvider developer = TestProvider.aProvider();
        execute(
                "UPDATE provider SET kinds = ARRAY['CLOUD_APPLICATION'] WHERE id = $1",
                UUID.fromString(developer.id()));
        String app = app(developer, "inspection", "设备巡检助手", INSPECTION);
        String platform = TestPlatforms.aPlatform(provider.request());
        String hosting = TestPlatforms.post(
                        provider.request(),
                        TestPlatforms.PATH + "/" + platform + "/hostings",
                        Map.of("offeringId", app))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        TestPlatforms.post(
                        developer.request(), "/api/v1/hostings/" + hosting + "/confirmations", Map.of("reason", "属实"))
                .then()
                .statusCode(200);

        given().get(PATH + "/INDUSTRIAL_APPS-" + year + "-" + provider.id())
                .then()
                .body("counted", is(1));
    }

    @Test
    void aCatalogueIsToBeConfirmedEveryQuarter() {
        app(provider, "inspection", "设备巡检助手", INSPECTION);
        app(provider, "scheduling", "注塑排程", SCHEDULING);
        execute(
                "UPDATE offering SET updated_at = now() - interval '91 days' WHERE provider_id = $1 AND external_id ="
                        + " 'scheduling'",
                UUID.fromString(provider.id()));
        String id = "CATALOGUE_UPDATE-" + year + "-" + provider.id();

        given().get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("required", is(2))
                .body("counted", is(1))
                .body("standing", is("MISSED"));
        evidence(id, Map.of("verdict", "CONFIRMATION_OVERDUE")).body("data.name", contains("注塑排程"));
    }

    @Test
    void whatNobodyOwesIsNotFound() {
        for (String id : List.of(
                "INDUSTRIAL_APPS-2026-" + DemoProviders.APPLICATION,
                "INDUSTRIAL_APPS-2026-" + UUID.randomUUID(),
                "garbage")) {
            given().get(PATH + "/" + id).then().statusCode(404).body("code", is("obligation-not-found"));
            given().get(PATH + "/" + id + "/evidence").then().statusCode(404);
        }
        given().queryParam("year", 2017).get(PATH).then().statusCode(400);
        given().queryParam("limit", 51).get(PATH).then().statusCode(400);
        given().queryParam("cursor", "x").get(PATH).then().statusCode(400).body("code", is("cursor-invalid"));
        given().queryParam("providerId", UUID.randomUUID()).get(PATH).then().body("data", empty());
    }

    @Test
    void theListShowsWhoOwesWhat() {
        Map<String, Object> all = new HashMap<>(Map.of("limit", 50));
        List<String> ids = new ArrayList<>();
        String cursor;
        do {
            ValidatableResponse page = given().queryParams(all).get(PATH).then().statusCode(200);
            ids.addAll(page.extract().path("data.providerId"));
            cursor = page.extract().path("page.nextCursor");
            all.put("cursor", cursor);
        } while (cursor != null);

        assertThat(ids)
                .contains(provider.id(), DemoProviders.PLATFORM.toString())
                .doesNotHaveDuplicates();
        assertThat(ids).doesNotContain(DemoProviders.APPLICATION.toString());
        given().queryParams(Map.of("kind", "CATALOGUE_UPDATE", "providerId", DemoProviders.APPLICATION.toString()))
                .get(PATH)
                .then()
                .body("data.kind", contains("CATALOGUE_UPDATE"));
    }

    @Test
    void whoHasToConfirmSoonIsRemindedOnceForEachStage() {
        app(provider, "inspection", "设备巡检助手", INSPECTION);
        for (int days : List.of(61, 84)) {
            confirmedBefore(days);
            WorkerThread.await(reminders.remind());
            WorkerThread.await(reminders.remind());
        }

        Background.settle();
        provider.request()
                .queryParam("type", "cn.dengyun.catalogue.obligation.catalogue-due-soon")
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .body("data.data.daysLeft", contains(29, 6))
                .body("data.data.providerId", not(hasItem(DemoProviders.PLATFORM.toString())));
    }

    private String app(TestProvider by, String key, String name, String description) {
        return by.request()
                .contentType("application/json")
                .body(Map.of("kind", "INDUSTRIAL_APP", "name", name, "description", description))
                .put(by.path(), key)
                .then()
                .extract()
                .path("id");
    }

    private static ValidatableResponse evidence(String id, Map<String, String> filter) {
        return given().queryParams(filter)
                .get(PATH + "/" + id + "/evidence")
                .then()
                .statusCode(200);
    }

    private void lastYear() {
        UUID id = UUID.fromString(provider.id());
        execute(
                "UPDATE offering SET published_at = published_at - interval '1 year', created_at = created_at - interval"
                        + " '1 year' WHERE provider_id = $1",
                id);
        execute("UPDATE offering_version SET created_at = created_at - interval '1 year' WHERE provider_id = $1", id);
    }

    private void confirmedBefore(int days) {
        execute(
                "UPDATE offering SET updated_at = $2 WHERE provider_id = $1",
                UUID.fromString(provider.id()),
                clock.instant().minus(Duration.ofDays(days)).minusSeconds(60).atOffset(ZoneOffset.UTC));
    }

    private void execute(String sql, Object... parameters) {
        WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.from(parameters)));
    }
}
