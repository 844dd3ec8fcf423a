package cn.dengyun.programme.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.platform.job.Background;
import cn.dengyun.programme.TestProgramme;
import cn.dengyun.programme.TestRules;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SimulationResourceTest {

    private static final List<Map<String, Object>> MONEY =
            List.of(Map.of("regionCode", "340000", "amountFen", 20_000_000_000L));

    @Inject
    DataSource database;

    @Test
    void aTrialOfTheLatestRulesMakesADraftSimulatedAndLetsItBeApproved() {
        TestProgramme programme = aDraftWithRules();
        programme.act("finance", "approvals").statusCode(409);

        String id = created(programme, "province", generated(2_000));
        JsonPath result = finished(programme, id);

        assertThat(result.getLong("result.total.enterprises")).isEqualTo(2_000);
        assertThat(result.getLong("result.total.granted")).isPositive();
        assertThat(result.getLong("result.total.takeUpBasisPoints")).isPositive();
        assertThat(result.<String>getList("result.byCity.city"))
                .contains("340826", "341882")
                .isSorted();
        assertThat(sum(result, "result.byCity.grantedFen")).isEqualTo(result.getLong("result.total.grantedFen"));
        assertThat(sum(result, "result.bySize.applications")).isEqualTo(result.getLong("result.total.applications"));
        assertThat(sum(result, "result.byCityAndSize.enterprises")).isEqualTo(2_000);
        assertThat(sum(result, "result.months.applications")).isEqualTo(result.getLong("result.total.applications"));
        assertThat(result.getString("result.rules.find { it.rule == 'SIZE' }.name"))
                .isNotBlank();
        programme
                .get("province")
                .body("status", is("SIMULATED"))
                .body("simulation.simulationId", is(id))
                .body("simulation.ruleVersion", is(1));
        programme.act("finance", "approvals").statusCode(200).body("status", is("APPROVED"));
    }

    @Test
    void theSameSeedGivesTheSameResultAndTheSameKeyTheSameTrial() {
        TestProgramme programme = aDraftWithRules();
        Map<String, Object> form = generated(500);
        form.put("opensAt", "2026-01-05T01:00:00Z");
        String key = UUID.randomUUID().toString();

        String first = programme
                .post("finance", path(programme), form, key)
                .statusCode(202)
                .extract()
                .path("id");
        programme
                .post("finance", path(programme), form, key)
                .statusCode(202)
                .header("Idempotent-Replayed", "true")
                .body("id", is(first));
        String second = created(programme, "province", form);
        form.put("seed", 2);
        String other = created(programme, "province", form);

        String hash = finished(programme, first).getString("result.contentHash");
        assertThat(finished(programme, second).getString("result.contentHash")).isEqualTo(hash);
        assertThat(finished(programme, other).getString("result.contentHash")).isNotEqualTo(hash);
        programme
                .as("auditor")
                .get(path(programme) + "?limit=2")
                .then()
                .statusCode(200)
                .body("data.id", is(List.of(other, second)))
                .body("data[0].total.enterprises", is(500))
                .body("page.nextCursor", notNullValue());
    }

    @Test
    void moneyThatRunsOutIsTold() {
        TestProgramme programme = aDraftWithRules();
        Map<String, Object> form = generated(2_000);
        form.put("budgets", List.of(Map.of("regionCode", "340000", "amountFen", 5_000_000)));

        JsonPath result = finished(programme, created(programme, "province", form));

        assertThat(result.getString("result.budgets[0].regionCode")).isEqualTo("340000");
        assertThat(result.getString("result.budgets[0].exhaustedOn")).isNotNull();
        assertThat(result.getString("result.budgets[0].firstWaitOn")).isNotNull();
        assertThat(result.getLong("result.total.grantedFen")).isLessThanOrEqualTo(5_000_000);
        assertThat(result.getLong("result.total.waiting")).isPositive();
    }

    @Test
    void theRegisteredPopulationIsTheCertifiedEnterprises() {
        TestProgramme programme = aDraftWithRules();
        Map<String, Object> form = new HashMap<>(
                Map.of("population", Map.of("source", "REGISTERED"), "budgets", MONEY, "demand", eagerDemand()));

        JsonPath taken = finished(programme, created(programme, "province", form));
        form.put("population", Map.of("source", "REGISTERED", "checked", false));
        JsonPath unknown = finished(programme, created(programme, "province", form));

        assertThat(taken.getLong("result.total.enterprises")).isGreaterThanOrEqualTo(18);
        assertThat(taken.getLong("result.total.granted")).isPositive();
        assertThat(taken.getLong("result.total.undecided")).isZero();
        assertThat(unknown.getLong("result.total.granted")).isZero();
        assertThat(unknown.getLong("result.total.undecided")).isPositive();
    }

    @Test
    void anUploadedPopulationIsJudgedByTheRules() {
        TestProgramme programme = aDraftWithRules();
        List<Map<String, Object>> enterprises =
                List.of(enterprise("340100", "SMALL"), enterprise("341822", "MICRO"), enterprise("340100", "LARGE"));
        Map<String, Object> form = Map.of(
                "population", Map.of("source", "UPLOADED", "enterprises", enterprises),
                "budgets", MONEY,
                "demand", eagerDemand());

        JsonPath result = finished(programme, created(programme, "finance", form));

        assertThat(result.getLong("result.total.enterprises")).isEqualTo(3);
        assertThat(result.getLong("result.total.applicants")).isEqualTo(3);
        assertThat(result.getLong("result.total.beneficiaries")).isEqualTo(2);
        assertThat(result.<String>getList("result.byCity.city")).containsExactly("340100", "341882");
        assertThat(result.getLong("result.rules.find { it.rule == 'SIZE' }.failedAlone"))
                .isEqualTo(1);
    }

    @Test
    void whatMakesNoSenseIsRefusedWithAllDefects() {
        TestProgramme programme = aDraftWithRules();
        Map<String, Object> old = enterprise("340100", "SMALL");
        old.put("registeredOn", "0001-01-01");

        Map<String, Object> early = generated(10);
        early.put("opensAt", "1999-01-01T00:00:00Z");
        post(programme, "province", early).statusCode(400).body("errors.code", contains("simulation-opening-unfit"));
        post(programme, "province", Map.of("population", Map.of("source", "UPLOADED", "enterprises", List.of(old))))
                .statusCode(400)
                .body("errors.pointer", hasItem("/population/enterprises/0/registeredOn"))
                .body("errors.code", hasItem("invalid-plausible-day"));
        post(programme, "province", Map.of("population", Map.of("source", "GENERATED", "count", 200_001)))
                .statusCode(400);
        Map<String, Object> form = generated(10);
        form.put("demand", Map.of("monthWeights", List.of(0, 0)));
        post(programme, "province", form).statusCode(400).body("errors.code", hasItem("simulation-demand-unfit"));
        form = generated(200_000);
        form.put(
                "demand",
                Map.of(
                        "sizes",
                        List.of(Map.of(
                                "size", "MICRO",
                                "appliesBasisPoints", 10_000,
                                "againBasisPoints", 10_000,
                                "maxApplications", 6,
                                "amountQuantilesFen", List.of(1)))));
        post(programme, "province", form).statusCode(400).body("errors.code", hasItem("simulation-too-large"));
    }

    @Test
    void aPopulationHasTheMembersOfItsSourceAndNoOthers() {
        TestProgramme programme = aDraftWithRules();
        List<Object> enterprises = List.of(enterprise("340100", "SMALL"));

        population(programme, Map.of("source", "GENERATED"))
                .body("errors.code", contains("variant-member-missing"))
                .body("errors.pointer", contains("/population/count"));
        population(programme, Map.of("source", "UPLOADED", "enterprises", List.of()))
                .body("errors.code", contains("variant-member-missing"))
                .body("errors.pointer", contains("/population/enterprises"));
        population(programme, Map.of("source", "UPLOADED", "enterprises", enterprises, "count", 1))
                .body("errors.code", contains("variant-member-unfit"))
                .body("errors.pointer", contains("/population/count"));
        population(programme, Map.of("source", "REGISTERED", "enterprises", enterprises, "count", 1))
                .body("errors.code", contains("variant-member-unfit", "variant-member-unfit"));
        population(programme, Map.of("source", "IMAGINED", "count", 1))
                .body("errors.code", contains("value-unknown"))
                .body("errors.pointer", contains("/population/source"))
                .body("errors[0].hint", containsString("GENERATED"));
    }

    private static ValidatableResponse population(TestProgramme programme, Map<String, Object> population) {
        return post(programme, "province", Map.of("population", population)).statusCode(400);
    }

    @Test
    void onlyTheOwnerAndFinanceTryRules() {
        TestProgramme draft = aDraftWithRules();
        TestProgramme open = TestProgramme.open();

        post(draft, "hefei", generated(1)).statusCode(404).body("code", is("programme-not-found"));
        post(open, "hefei", generated(1)).statusCode(403).body("code", is("programme-not-yours"));
        post(draft, "auditor", generated(1)).statusCode(403);
        post(draft, "enterprise", generated(1)).statusCode(403);
        Map<String, Object> form = generated(1);
        form.put("ruleVersion", 7);
        post(draft, "province", form).statusCode(404).body("code", is("rule-version-not-found"));
        post(TestProgramme.drafted(), "province", generated(1))
                .statusCode(404)
                .body("code", is("rule-version-not-found"));
        String id = created(draft, "province", generated(1));
        open.as("province").get(path(open) + "/" + id).then().statusCode(404).body("code", is("simulation-not-found"));
    }

    @Test
    void aTrialOfAnOpenProgrammeChangesNothingOfIt() {
        TestProgramme programme = TestProgramme.open();
        String before = programme.get("province").extract().header("ETag");

        finished(programme, created(programme, "province", generated(10)));

        assertThat(programme
                        .get("province")
                        .body("status", is("OPEN"))
                        .extract()
                        .header("ETag"))
                .isEqualTo(before);
    }

    @Test
    void aTrialOfOlderRulesDoesNotMakeADraftSimulated() {
        TestProgramme programme = aDraftWithRules();
        programme.addRules(TestRules.json()).statusCode(201);
        Map<String, Object> form = generated(10);
        form.put("ruleVersion", 1);

        finished(programme, created(programme, "province", form));

        programme.get("province").body("status", is("DRAFT")).body("simulation", nullValue());
    }

    @Test
    void aTrialWithoutMoneyOrWithoutEnterprisesOfTheRegionIsNoneToApproveBy() {
        TestProgramme programme = aDraftWithRules();
        Map<String, Object> poor = generated(200);
        poor.put("budgets", List.of(Map.of("regionCode", "340000", "amountFen", 0)));
        Map<String, Object> none = generated(200);
        none.remove("budgets");
        Map<String, Object> elsewhere = new HashMap<>(Map.of(
                "population",
                Map.of("source", "UPLOADED", "enterprises", List.of(enterprise("320100", "SMALL"))),
                "budgets",
                MONEY));
        Map<String, Object> apart = new HashMap<>(Map.of(
                "population",
                Map.of("source", "UPLOADED", "enterprises", List.of(enterprise("340100", "SMALL"))),
                "budgets",
                List.of(Map.of("regionCode", "340200", "amountFen", 1_000_000))));

        for (Map<String, Object> form : List.of(poor, none, elsewhere, apart)) {
            JsonPath result = finished(programme, created(programme, "province", form));
            assertThat(result.getBoolean("sufficient")).isFalse();
            programme.get("province").body("status", is("DRAFT")).body("simulation", nullValue());
            programme.act("finance", "approvals").statusCode(409);
        }
        apart.put("budgets", List.of(Map.of("regionCode", "340100", "amountFen", 1)));
        assertThat(finished(programme, created(programme, "province", apart)).getBoolean("sufficient"))
                .isTrue();
        programme.get("province").body("status", is("SIMULATED"));
        finished(programme, created(programme, "province", poor));
        programme.act("finance", "approvals").statusCode(200);
    }

    @Test
    void aResultIsNeverChanged() throws SQLException {
        TestProgramme programme = aDraftWithRules();
        String id = created(programme, "province", generated(1));
        finished(programme, id);

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate(
                            "UPDATE simulation_result SET summary = '{}' WHERE simulation_id = '" + id + "'"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() ->
                            statement.executeUpdate("DELETE FROM simulation_result WHERE simulation_id = '" + id + "'"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aHundredThousandEnterprisesOverAYearTakeLessThanAMinute() {
        TestProgramme programme = aDraftWithRules();
        Instant start = Instant.now();

        JsonPath result = finished(programme, created(programme, "province", generated(100_000)));

        assertThat(result.getLong("result.total.enterprises")).isEqualTo(100_000);
        assertThat(result.getList("result.months")).hasSize(12);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(60));
    }

    private static TestProgramme aDraftWithRules() {
        TestProgramme programme = TestProgramme.drafted();
        programme.addRules(TestRules.json()).statusCode(201);
        return programme;
    }

    private static Map<String, Object> generated(int count) {
        return new HashMap<>(Map.of("population", Map.of("source", "GENERATED", "count", count), "budgets", MONEY));
    }

    private static Map<String, Object> enterprise(String region, String size) {
        return new HashMap<>(Map.of(
                "creditCode",
                "91340100MA2MR1GE5A",
                "regionCode",
                region,
                "industryCode",
                "3670",
                "size",
                size,
                "revenueFen",
                500_000_000));
    }

    /** Everybody applies once, and for what the rules of the tests allow. */
    private static Map<String, Object> eagerDemand() {
        List<Map<String, Object>> sizes = List.of("LARGE", "MEDIUM", "SMALL", "MICRO").stream()
                .map(size -> Map.<String, Object>of(
                        "size", size,
                        "appliesBasisPoints", 10_000,
                        "againBasisPoints", 0,
                        "maxApplications", 1,
                        "amountQuantilesFen", List.of(1_000_000, 2_000_000)))
                .toList();
        return Map.of(
                "sizes",
                sizes,
                "layers",
                List.of(Map.of("layer", "SAAS", "weight", 1)),
                "monthWeights",
                List.of(1),
                "otherMoneyBasisPoints",
                0);
    }

    private static String path(TestProgramme programme) {
        return programme.path() + "/simulations";
    }

    private static ValidatableResponse post(TestProgramme programme, String person, Object form) {
        return programme.post(person, path(programme), form);
    }

    private static String created(TestProgramme programme, String person, Object form) {
        return post(programme, person, form)
                .statusCode(202)
                .header("Location", matchesPattern(".*" + path(programme) + "/[0-9a-f-]{36}"))
                .extract()
                .path("id");
    }

    private static JsonPath finished(TestProgramme programme, String id) {
        Background.finishJobs();
        return programme
                .as("finance")
                .header("Accept-Language", "en")
                .get(path(programme) + "/" + id)
                .then()
                .statusCode(200)
                .body("state", is("SUCCEEDED"))
                .extract()
                .jsonPath();
    }

    private static long sum(JsonPath result, String path) {
        return result.<Number>getList(path).stream()
                .mapToLong(Number::longValue)
                .sum();
    }
}
