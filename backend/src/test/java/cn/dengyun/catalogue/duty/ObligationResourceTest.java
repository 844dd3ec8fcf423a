package cn.dengyun.catalogue.duty;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.catalogue.rest.StatementRecorder;
import cn.dengyun.contract.ContractCoverage;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.provider.DemoProviders;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.provider.site.TestPlatforms;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The public counter, from the catalogue to the list. */
@QuarkusTest
class ObligationResourceTest {

    private static final String PATH = "/api/v1/obligations";
    /** Nobody else has said it. */
    private final String inspection = aText();

    private final String scheduling = aText();

    @Inject
    ObligationReminders reminders;

    @Inject
    DutyStore store;

    @Inject
    ObligationService obligations;

    @Inject
    ProviderService providers;

    @Inject
    Outbox outbox;

    @Inject
    Vertx vertx;

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
        app(provider, "inspection", "设备巡检助手", inspection);
        app(provider, "copy", "巡检大师", inspection);
        app(provider, "scheduling", "注塑排程", scheduling);
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
        app(provider, "renamed", "设备巡检助手", inspection);
        app(provider, "changed", "注塑排程", scheduling);
        lastYear();
        app(provider, "renamed", "巡检大师", inspection);
        app(provider, "changed", "注塑排程", aText());
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
        String app = app(developer, "inspection", "设备巡检助手", inspection);
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
    void whatAnotherPlatformHadBeforeDoesNotCount() {
        TestProvider other = TestProvider.aProvider();
        app(other, "inspection", "设备巡检助手", inspection);
        app(provider, "copy", "点检大师", inspection);
        app(provider, "own", "注塑排程", scheduling);
        String id = "INDUSTRIAL_APPS-" + year + "-" + provider.id();

        given().get(PATH + "/" + id).then().body("counted", is(1));
        evidence(id, Map.of("verdict", "NEAR_DUPLICATE")).body("data.sameAsName", contains("设备巡检助手"));
        given().get(PATH + "/INDUSTRIAL_APPS-" + year + "-" + other.id()).then().body("counted", is(1));
    }

    @Test
    void whatWasMadeADraftAgainDoesNotCount() {
        app(provider, "inspection", "设备巡检助手", inspection);
        provider.delete("inspection", provider.get("inspection").header("ETag"));
        provider.request()
                .contentType("application/json")
                .body(Map.of("kind", "INDUSTRIAL_APP", "name", "设备巡检助手", "description", inspection, "draft", true))
                .put(provider.path(), "inspection")
                .then()
                .statusCode(200)
                .body("status", is("DRAFT"));

        evidence("INDUSTRIAL_APPS-" + year + "-" + provider.id(), Map.of())
                .body("data.verdict", contains("RETIRED_SOON"));
    }

    @Test
    void nobodyIsAskedForAYearThatHasNotBegun() {
        given().queryParam("year", year + 1)
                .get(PATH)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("query/year"))
                .body("errors.code", contains("number-out-of-range"));
        for (int other : List.of(2017, year + 1)) {
            given().get(PATH + "/INDUSTRIAL_APPS-" + other + "-" + provider.id())
                    .then()
                    .statusCode(404)
                    .body("code", is("obligation-not-found"));
        }
    }

    @Test
    void aCatalogueIsToBeConfirmedEveryQuarter() {
        app(provider, "inspection", "设备巡检助手", inspection);
        app(provider, "scheduling", "注塑排程", scheduling);
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
        app(provider, "inspection", "设备巡检助手", inspection);
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

    @Test
    void whatIsOverdueDoesNotHideWhatIsDueNext() {
        app(provider, "inspection", "设备巡检助手", inspection);
        app(provider, "scheduling", "注塑排程", scheduling);
        confirmedBefore(84);
        execute(
                "UPDATE offering SET updated_at = now() - interval '91 days' WHERE provider_id = $1 AND external_id ="
                        + " 'scheduling'",
                UUID.fromString(provider.id()));

        WorkerThread.await(reminders.remind());

        Background.settle();
        provider.request()
                .queryParam("type", "cn.dengyun.catalogue.obligation.catalogue-due-soon")
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .body("data.data.daysLeft", contains(6));
    }

    /** In December that would be everybody, in every round. */
    @Test
    void whoWasToldOfTheAppsOfTheYearIsNotCountedAgain() {
        Clock december = Clock.fixed(Obligation.endOf(Year.of(year)).minus(Duration.ofDays(29)), ZoneOffset.UTC);
        ObligationReminders round =
                new ObligationReminders(store, obligations, providers, outbox, pool, december, vertx);
        WorkerThread.await(round.remind());
        StatementRecorder.forget();

        WorkerThread.await(round.remind());

        long counted = StatementRecorder.statementsOfAll().stream()
                .filter(statement -> statement.contains("app_signature"))
                .count();
        long platforms = WorkerThread.await(pool.query("SELECT 1 FROM provider WHERE 'CLOUD_PLATFORM' = ANY(kinds)")
                        .execute())
                .size();
        assertThat(counted).isLessThan(platforms / 2);
        Background.settle();
        provider.request()
                .queryParam("type", "cn.dengyun.catalogue.obligation.apps-due-soon")
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .body("data", hasSize(1));
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
        try (Connection owner = OwnerDatabase.connect();
                PreparedStatement earlier = owner.prepareStatement(
                        "UPDATE event SET occurred_at = occurred_at - interval '1 year' WHERE id IN (SELECT event_id FROM"
                                + " offering_change WHERE provider_id = ?)")) {
            earlier.setObject(1, id);
            earlier.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String aText() {
        return ThreadLocalRandom.current()
                .ints(60, 0x4E00, 0x9000)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
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
