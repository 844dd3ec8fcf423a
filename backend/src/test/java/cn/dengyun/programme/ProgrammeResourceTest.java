package cn.dengyun.programme;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.platform.job.Background;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProgrammeResourceTest {

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    @Inject
    DataSource database;

    @Test
    void aProgrammeGoesFromDraftToOpenWithFourEyes() {
        TestProgramme programme = TestProgramme.drafted();
        programme
                .get("province")
                .statusCode(200)
                .body("status", is("DRAFT"))
                .body("fundingLevel", is("PROVINCE"))
                .body("ruleVersion", is(0))
                .body("simulation", nullValue())
                .body("availableActions", contains("REVISE"));

        programme
                .addRules(TestRules.json())
                .statusCode(201)
                .body("version", is(1))
                .body("rules.annualCapFen.value", is(5_000_000))
                .body("rules.annualCapFen.clause", is("第六条"))
                .body("contentHash", is(RuleSetJson.hash(TestRules.rules())))
                .body("approvedAt", nullValue());
        programme.act("finance", "approvals").statusCode(409).body("code", is("programme-transition-not-allowed"));
        programme.simulate(1);
        programme.act("province", "approvals").statusCode(403).body("code", is("four-eyes-required"));
        programme
                .act("finance", "approvals")
                .statusCode(200)
                .body("status", is("APPROVED"))
                .body("ruleVersion", is(1))
                .body("simulation.ruleVersion", is(1));
        programme
                .act("province", "announcements")
                .statusCode(200)
                .body("status", is("ANNOUNCED"))
                .body("opensAt", nullValue());
        programme
                .act("province", "openings")
                .statusCode(200)
                .body("status", is("OPEN"))
                .body("opensAt", notNullValue())
                .body("availableActions", contains("SUSPEND", "CLOSE"));
        given().get(programme.path()).then().statusCode(200).body("availableActions", empty());
    }

    @Test
    void itIsSuspendedResumedClosedSettledAndAccountedFor() {
        TestProgramme programme = TestProgramme.open().appropriated(1_000);

        programme.act("province", "suspensions").statusCode(200).body("status", is("SUSPENDED"));
        programme.act("province", "suspensions").statusCode(409).body("code", is("programme-transition-not-allowed"));
        programme.act("province", "resumptions").statusCode(200).body("status", is("OPEN"));
        programme
                .act("province", "closures")
                .statusCode(200)
                .body("status", is("CLOSED"))
                .body("closesAt", notNullValue());
        programme.act("province", "settlings").statusCode(200).body("status", is("SETTLING"));
        programme.act("province", "accountings").statusCode(403);
        programme.act("finance", "accountings").statusCode(409).body("code", is("programme-money-open"));
        programme.approve("finance2", programme.propose("returns", Map.of())).statusCode(200);
        awaitReturned(programme, 1_000);
        programme.act("finance", "accountings").statusCode(200).body("status", is("ACCOUNTED"));
        programme
                .ask("finance", "appropriations", Map.of("amountFen", 1, "document", "x"))
                .statusCode(409)
                .body("code", is("budget-movement-not-possible"));
    }

    @Test
    void whatIsNotAnnouncedOnlyThoseInsideSee() {
        TestProgramme programme = TestProgramme.drafted();
        programme.addRules(TestRules.json()).statusCode(201);
        String id = programme.id().toString();

        for (String person : List.of("province", "finance", "auditor")) {
            programme.get(person).statusCode(200);
            programme
                    .as(person)
                    .get(programme.path() + "/rule-versions/1")
                    .then()
                    .statusCode(200);
            programme
                    .as(person)
                    .get("/api/v1/programmes?limit=200")
                    .then()
                    .statusCode(200)
                    .body("data.id", hasItem(id));
        }
        for (String path : List.of("", "/budgets", "/conservation", "/rule-versions", "/rule-versions/1")) {
            given().get(programme.path() + path).then().statusCode(404).body("code", is("programme-not-found"));
            programme.as("hefei").get(programme.path() + path).then().statusCode(404);
            programme.as("enterprise").get(programme.path() + path).then().statusCode(404);
        }
        given().get("/api/v1/programmes?limit=200").then().statusCode(200).body("data.id", not(hasItem(id)));
        programme.act("hefei", "announcements").statusCode(404);
    }

    @Test
    void whatIsAnnouncedEverybodySeesAndOnlyItsOwnerMoves() {
        TestProgramme programme = TestProgramme.announced(TestRules.json());

        given().get(programme.path()).then().statusCode(200).body("status", is("ANNOUNCED"));
        given().get(programme.path() + "/rule-versions/1")
                .then()
                .statusCode(200)
                .body("rules.document.number", is("测试〔2018〕1号"));
        given().get(programme.path() + "/budgets").then().statusCode(200).body("data.regionCode", contains("340000"));
        for (String noun : List.of("openings", "approvals", "suspensions", "resumptions", "closures", "settlings")) {
            programme.act("hefei", noun).statusCode(403).body("code", is("programme-not-yours"));
        }
        programme.addRules(TestRules.json()).statusCode(201);
        given().get(programme.path() + "/rule-versions").then().statusCode(200).body("data.version", contains(1));
        given().get(programme.path() + "/rule-versions/2")
                .then()
                .statusCode(404)
                .body("code", is("rule-version-not-found"));
    }

    @Test
    void theClockOpensAndClosesWhatWasAnnounced() throws SQLException {
        TestProgramme programme = TestProgramme.announced(TestRules.json());
        Instant opens = Instant.now().plus(Duration.ofHours(1));
        Instant closes = opens.plus(Duration.ofHours(1));
        opening(programme, Map.of("opensAt", opens.toString(), "closesAt", closes.toString()))
                .statusCode(200)
                .body("status", is("ANNOUNCED"));
        String tag = given().get(programme.path()).header("ETag");

        set(programme, "opens_at", Instant.now().minusSeconds(60));
        given().header("If-None-Match", tag)
                .get(programme.path())
                .then()
                .statusCode(200)
                .body("status", is("OPEN"));
        isListed(programme, "OPEN");

        set(programme, "closes_at", Instant.now().minusSeconds(1));
        given().get(programme.path()).then().body("status", is("CLOSED"));
        isListed(programme, "CLOSED");
        programme.act("province", "suspensions").statusCode(409);
        programme.act("province", "settlings").statusCode(200).body("status", is("SETTLING"));
    }

    @Test
    void anAnnouncedOpeningIsPutOffButNeverBroughtForward() {
        TestProgramme programme = TestProgramme.announced(TestRules.json());
        Instant opens = Instant.now().plus(Duration.ofHours(2));
        opening(programme, Map.of("opensAt", opens.toString())).statusCode(200);

        opening(programme, Map.of("opensAt", opens.minusSeconds(60).toString()))
                .statusCode(409)
                .body("code", is("programme-opening-announced"));
        programme.act("province", "openings").statusCode(409).body("code", is("programme-opening-announced"));
        opening(programme, Map.of("opensAt", opens.plusSeconds(60).toString()))
                .statusCode(200)
                .body("status", is("ANNOUNCED"));
        opening(programme, Map.of("opensAt", "2018-01-01T00:00:00Z", "closesAt", "2017-01-01T00:00:00Z"))
                .statusCode(409);
    }

    @Test
    void aWindowThatLiesInThePastIsRefusedWithAllDefects() {
        TestProgramme programme = TestProgramme.announced(TestRules.json());

        opening(programme, Map.of("opensAt", "2018-01-01T00:00:00Z", "closesAt", "2017-01-01T00:00:00Z"))
                .statusCode(400)
                .body("errors.code", contains("programme-opening-past", "programme-closing-early"));
    }

    @Test
    void rulesOfAnOpenProgrammeChangeByANewVersionWithItsTimeAndFourEyes() {
        TestProgramme programme = TestProgramme.open();
        ObjectNode rules = TestRules.json();
        ((ObjectNode) rules.get("annualCapFen")).put("value", 6_000_000);
        programme.addRules(rules).statusCode(201).body("version", is(2));
        programme.get("province").body("status", is("OPEN")).body("ruleVersion", is(1));

        programme.act("province", "rule-versions/2/approvals").statusCode(403).body("code", is("four-eyes-required"));
        programme.act("hefei", "rule-versions/2/approvals").statusCode(403).body("code", is("programme-not-yours"));
        programme.act("finance", "rule-versions/2/approvals").statusCode(200).body("effectiveFrom", notNullValue());
        programme
                .act("finance", "rule-versions/2/approvals")
                .statusCode(409)
                .body("code", is("rule-version-approved-already"));
        given().get(programme.path()).then().body("ruleVersion", is(2));

        Instant later = Instant.now().plus(Duration.ofDays(3));
        programme
                .post(
                        "province",
                        programme.path() + "/rule-versions",
                        Map.of("rules", rules, "effectiveFrom", later.toString(), "reason", "测试"))
                .statusCode(201);
        programme.addRules(rules).statusCode(201).body("version", is(4));
        programme.act("finance", "rule-versions/3/approvals").statusCode(200);
        given().get(programme.path()).then().body("ruleVersion", is(2));
        programme.act("finance", "rule-versions/4/approvals").statusCode(200);
        given().get(programme.path()).then().body("ruleVersion", is(4));
        programme.act("finance", "rule-versions/9/approvals").statusCode(404);
    }

    @Test
    void whatIsChangedBeforeTheAnnouncementHasToBeTriedAgain() {
        TestProgramme programme = TestProgramme.drafted();
        programme.addRules(TestRules.json()).statusCode(201);
        programme.simulate(1);
        programme.act("finance", "approvals").statusCode(200);

        programme.addRules(TestRules.json()).statusCode(201).body("version", is(2));

        programme.get("province").body("status", is("DRAFT"));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> programme.simulate(1)))
                .hasMessage("simulation-outdated");
        programme.simulate(2);
        programme.act("finance", "approvals").statusCode(200).body("ruleVersion", is(2));
    }

    @Test
    void allDefectsOfRulesAreToldAtOnce() {
        TestProgramme programme = TestProgramme.drafted();
        ObjectNode rules = TestRules.json();
        rules.remove("payee");
        ((ObjectNode) rules.get("ratios")).putObject("value").put("IAAS", "2");
        ((ObjectNode) rules.get("industries")).putArray("value").add("ZZ");

        programme
                .addRules(rules)
                .statusCode(400)
                .body("errors.pointer", hasItem("/rules/payee"))
                .body("errors.pointer", hasItem("/rules/ratios/value/IAAS"))
                .body("errors.pointer", hasItem("/rules/industries/value/0"));
    }

    @Test
    void rulesThatNobodyCouldSatisfyAreRefusedWithWhatToDo() {
        TestProgramme programme = TestProgramme.drafted();
        ObjectNode rules = TestRules.json();
        ((ObjectNode) rules.get("noticeWorkingDays")).put("value", 4);
        ((ObjectNode) rules.get("ratios")).putObject("value").put("IAAS", "0");
        ((ObjectNode) rules.get("validUntil"))
                .put("value", LocalDate.now(ANHUI).plusDays(13).toString());
        ((ObjectNode) rules.get("otherCeilingFen")).put("value", 1);

        programme
                .addRules(rules)
                .statusCode(400)
                .body(
                        "errors.code",
                        containsInAnyOrder(
                                "rule-notice-too-short",
                                "rule-ratio-zero",
                                "rule-validity-too-short",
                                "rule-cap-below-minimum"))
                .body("errors.hint", everyItem(not(emptyOrNullString())));
        programme
                .post(
                        "province",
                        programme.path() + "/rule-versions",
                        Map.of("rules", TestRules.json(), "effectiveFrom", "2099-12-20T00:00:00Z", "reason", "测试"))
                .statusCode(400)
                .body("errors.pointer", contains("/effectiveFrom"))
                .body("errors.code", contains("rule-version-effective-late"));
    }

    @Test
    void rulesComeIntoForceWhileApplicationsAreTaken() {
        TestProgramme programme = TestProgramme.announced(TestRules.json());
        Instant opens = Instant.now().plus(Duration.ofHours(1));
        Instant closes = opens.plus(Duration.ofDays(30));
        opening(programme, Map.of("opensAt", opens.toString(), "closesAt", closes.toString()))
                .statusCode(200);
        Map<String, Object> version = new HashMap<>(Map.of("rules", TestRules.json(), "reason", "测试"));

        version.put("effectiveFrom", closes.toString());
        programme
                .post("province", programme.path() + "/rule-versions", version)
                .statusCode(400)
                .body("errors.code", contains("rule-version-effective-late"));
        version.put("effectiveFrom", closes.minusSeconds(1).toString());
        programme.post("province", programme.path() + "/rule-versions", version).statusCode(201);
    }

    @Test
    void aProgrammeDoesNotOpenWhenItsVouchersCouldNotBeUsedAnyMore() {
        ObjectNode rules = TestRules.json();
        LocalDate last = LocalDate.now(ANHUI).plusDays(30);
        ((ObjectNode) rules.get("validUntil")).put("value", last.toString());
        TestProgramme programme = TestProgramme.announced(rules);
        Instant late = last.minusDays(13).atStartOfDay(ANHUI).toInstant();

        opening(programme, Map.of("opensAt", late.toString()))
                .statusCode(400)
                .body("errors.pointer", contains("/opensAt"))
                .body("errors.code", contains("programme-opening-after-validity"));
        opening(programme, Map.of("opensAt", late.minusSeconds(1).toString())).statusCode(200);
    }

    @Test
    void namesChangeWithTheTagOfWhatWasSeenUntilTheApproval() {
        TestProgramme programme = TestProgramme.drafted();
        String tag = programme.as("province").get(programme.path()).header("ETag");

        edit(programme, "province", null, Map.of("nameZh", "新名称")).statusCode(428);
        edit(programme, "finance", tag, Map.of("nameZh", "新名称")).statusCode(403);
        edit(programme, "province", tag, Map.of("nameZh", "", "nameEn", "x".repeat(201)))
                .statusCode(400)
                .body("errors.code", contains("required", "text-too-long"));
        edit(programme, "province", tag, Map.of("nameZh", "新名称"))
                .statusCode(200)
                .body("nameZh", is("新名称"))
                .body("nameEn", is("Test"));
        edit(programme, "province", tag, Map.of("nameZh", "再改")).statusCode(412);

        TestProgramme announced = TestProgramme.announced(TestRules.json());
        String known = announced.as("province").get(announced.path()).header("ETag");
        edit(announced, "province", known, Map.of("nameZh", "再改"))
                .statusCode(409)
                .body("code", is("programme-transition-not-allowed"));
    }

    @Test
    void anAuthorityBeginsProgrammesOfItsOwnLevelAndNobodyElseDoes() {
        TestProgramme any = TestProgramme.drafted();

        any.post("hefei", "/api/v1/programmes", TestProgramme.aDraft(2026))
                .statusCode(201)
                .body("fundingLevel", is("CITY"))
                .body("regionCode", is("340100"));
        any.post("feixi", "/api/v1/programmes", TestProgramme.aDraft(2026))
                .statusCode(201)
                .body("fundingLevel", is("COUNTY"));
        any.post("finance", "/api/v1/programmes", TestProgramme.aDraft(2026)).statusCode(403);
        any.post("province", "/api/v1/programmes", Map.of("nameZh", " ")).statusCode(400);
    }

    @Test
    void theSameKeyBeginsOneProgramme() {
        TestProgramme any = TestProgramme.drafted();
        String key = UUID.randomUUID().toString();

        String first = any.post("province", "/api/v1/programmes", TestProgramme.aDraft(2026), key)
                .statusCode(201)
                .extract()
                .asString();

        any.post("province", "/api/v1/programmes", TestProgramme.aDraft(2026), key)
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body(is(first));
        any.post("province", "/api/v1/programmes", TestProgramme.aDraft(2027), key)
                .statusCode(422);
    }

    private static ValidatableResponse opening(TestProgramme programme, Map<String, String> times) {
        Map<String, Object> body = new java.util.HashMap<>(times);
        body.put("reason", "测试");
        return programme.post("province", programme.path() + "/openings", body);
    }

    private static ValidatableResponse edit(TestProgramme programme, String person, String tag, Map<String, ?> patch) {
        var request = programme.as(person).contentType("application/merge-patch+json");
        if (tag != null) {
            request.header("If-Match", tag);
        }
        return request.body(io.vertx.core.json.Json.encode(patch).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .patch(programme.path())
                .then();
    }

    private static void isListed(TestProgramme programme, String status) {
        for (String other : List.of("ANNOUNCED", "OPEN", "CLOSED")) {
            List<String> ids = given().get(
                            "/api/v1/programmes?limit=200&fiscalYear=2026&regionCode=340000&status=" + other)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("data.id");
            assertThat(ids.contains(programme.id().toString())).as(other).isEqualTo(other.equals(status));
        }
        String name = given().get(programme.path()).path("nameZh");
        for (String text : List.of(name, name + " of another year")) {
            List<String> ids = given().queryParam("q", text)
                    .queryParam("limit", 200)
                    .get("/api/v1/programmes")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("data.id");
            assertThat(ids.contains(programme.id().toString())).as(text).isEqualTo(text.equals(name));
        }
    }

    /** Balances are added up in the background. */
    private static void awaitReturned(TestProgramme programme, int fen) {
        Background.settle();
        assertThat(given().get(programme.path() + "/conservation")
                        .<Integer>path("totals.find { it.kind == 'RETURNED' }.balanceFen"))
                .isEqualTo(fen);
    }

    private void set(TestProgramme programme, String column, Instant moment) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE programme SET " + column + " = ? WHERE id = ?")) {
            update.setTimestamp(1, Timestamp.from(moment));
            update.setObject(2, programme.id());
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
