package cn.dengyun.provider;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.provider.TestSupervision.EVALUATIONS;
import static cn.dengyun.provider.TestSupervision.INCIDENTS;
import static cn.dengyun.provider.TestSupervision.move;
import static cn.dengyun.provider.TestSupervision.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.platform.job.Background;
import cn.dengyun.provider.domain.IncidentMove;
import cn.dengyun.provider.domain.IncidentStatus;
import cn.dengyun.provider.domain.SuspensionMove;
import cn.dengyun.provider.domain.SuspensionStatus;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Security incidents and evaluations of providers, and the suspension while one is looked into. */
@QuarkusTest
class IncidentTest {

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");
    private static final String WUHU = DemoProviders.APPLICATION.toString();

    /** Written by hand; what is missing is refused. */
    private static final Map<IncidentStatus, Map<IncidentMove, IncidentStatus>> MOVES = Map.of(
            IncidentStatus.REPORTED,
                    Map.of(
                            IncidentMove.INVESTIGATE, IncidentStatus.INVESTIGATING,
                            IncidentMove.DISMISS, IncidentStatus.DISMISSED),
            IncidentStatus.INVESTIGATING,
                    Map.of(
                            IncidentMove.DETERMINE, IncidentStatus.DETERMINED,
                            IncidentMove.DISMISS, IncidentStatus.DISMISSED),
            IncidentStatus.DETERMINED, Map.of(),
            IncidentStatus.DISMISSED, Map.of());

    private static final Map<SuspensionStatus, Map<SuspensionMove, SuspensionStatus>> SUSPENSIONS = Map.of(
            SuspensionStatus.NONE, Map.of(SuspensionMove.SUSPEND, SuspensionStatus.RUNNING),
            SuspensionStatus.RUNNING,
                    Map.of(
                            SuspensionMove.EXTEND_SUSPENSION, SuspensionStatus.RUNNING,
                            SuspensionMove.LIFT_SUSPENSION, SuspensionStatus.LIFTED),
            SuspensionStatus.ENDED, Map.of(),
            SuspensionStatus.LIFTED, Map.of());

    @Test
    void theTablesAreThoseWrittenByHand() {
        for (IncidentStatus status : IncidentStatus.values()) {
            for (IncidentMove each : IncidentMove.values()) {
                IncidentStatus target = MOVES.get(status).get(each);
                assertThat(each.isAllowedFrom(status)).as(status + " " + each).isEqualTo(target != null);
                assertThat(target == null || each.target() == target).isTrue();
            }
        }
        for (SuspensionStatus status : SuspensionStatus.values()) {
            for (SuspensionMove each : SuspensionMove.values()) {
                SuspensionStatus target = SUSPENSIONS.get(status).get(each);
                assertThat(each.isAllowedFrom(status)).as(status + " " + each).isEqualTo(target != null);
                assertThat(target == null || each.target() == target).isTrue();
            }
        }
    }

    @Test
    void itIsDeterminedByAnotherPersonThanHasRecordedIt() {
        TestProvider provider = TestProvider.aProvider();
        String id = TestSupervision.recorded(provider.id(), "province");
        String path = INCIDENTS + "/" + id;
        Map<String, String> finding = Map.of("grade", "MAJOR", "finding", "属实");

        post("province2", path + "/determinations", finding).statusCode(409).body("code", is("transition-not-allowed"));
        as("province").get(path).then().body("availableActions", contains("INVESTIGATE", "DISMISS"));
        move("province", INCIDENTS, id, "investigations").statusCode(200).body("availableActions", contains("SUSPEND"));
        post("province", path + "/determinations", finding).statusCode(403).body("code", is("four-eyes-required"));
        move("province", INCIDENTS, id, "dismissals").statusCode(403).body("code", is("four-eyes-required"));
        as("province2").get(path).then().body("availableActions", contains("DETERMINE", "DISMISS", "SUSPEND"));
        post("province2", path + "/determinations", finding)
                .statusCode(200)
                .body("status", is("DETERMINED"))
                .body("grade", is("MAJOR"))
                .body("finding", is("属实"))
                .body("availableActions", empty());
        move("province", INCIDENTS, id, "dismissals").statusCode(409);
        move("province", INCIDENTS, id, "suspensions").statusCode(400);
        post("province", path + "/suspensions", suspension(10)).statusCode(409);
    }

    @Test
    void itIsKnownToItsProviderAndItsAuthoritiesOnly() {
        String id = TestSupervision.recorded(WUHU, "wuhu");

        for (String insider : List.of("application", "wuhu", "province", "auditor")) {
            as(insider).get(INCIDENTS + "/" + id).then().statusCode(200).body("providerNameZh", notNullValue());
            as(insider).queryParam("providerId", WUHU).get(INCIDENTS).then().body("data.id", hasItem(id));
        }
        as("application").get(INCIDENTS + "/" + id).then().body("availableActions", empty());
        for (String stranger : List.of("hefei", "platform")) {
            as(stranger)
                    .get(INCIDENTS + "/" + id)
                    .then()
                    .statusCode(404)
                    .body("code", is("security-incident-not-found"));
            as(stranger).get(INCIDENTS).then().body("data.id", not(hasItem(id)));
            if (stranger.equals("hefei")) {
                move(stranger, INCIDENTS, id, "investigations").statusCode(404);
            }
        }
        given().get(INCIDENTS + "/" + id).then().statusCode(401);
        as("enterprise").get(INCIDENTS + "/" + id).then().statusCode(403);
        post("hefei", INCIDENTS, TestSupervision.anIncident(WUHU))
                .statusCode(403)
                .body("code", is("not-yours"));
        post("feixi", INCIDENTS, TestSupervision.anIncident(WUHU)).statusCode(403);
        post("application", INCIDENTS, TestSupervision.anIncident(WUHU)).statusCode(403);
    }

    @Test
    void aCountyDecidesOnNoProvider() {
        String provider = TestSupervision.aProviderOf("340123");

        post("feixi", INCIDENTS, TestSupervision.anIncident(provider))
                .statusCode(403)
                .body("code", is("not-yours"));
        String id = TestSupervision.recorded(provider, "hefei");
        as("feixi").get(INCIDENTS + "/" + id).then().statusCode(200).body("availableActions", empty());
        move("feixi", INCIDENTS, id, "investigations").statusCode(403).body("code", is("not-yours"));
    }

    @Test
    void aSuspensionIsBoundedIsExtendedOnceAndEndsByItself() {
        TestProvider provider = TestProvider.aProvider();
        String id = TestSupervision.investigated(provider.id());
        String path = INCIDENTS + "/" + id;
        Instant end = LocalDate.now(ANHUI).plusDays(31).atStartOfDay(ANHUI).toInstant();

        post("province", path + "/suspensions", suspension(31)).statusCode(400);
        post("province", path + "/suspensions", suspension(0)).statusCode(400);
        post("province", path + "/suspensions", suspension(30))
                .statusCode(200)
                .body("suspension.status", is("RUNNING"))
                .body("suspension.suspendedUntil", is(end.toString()))
                .body("availableActions", hasItems("EXTEND_SUSPENSION", "LIFT_SUSPENSION"));
        shown(provider.id(), "SUSPENDED", end);
        post("province", path + "/suspensions", suspension(30)).statusCode(409);
        post("province", path + "/suspension-extensions", suspension(61)).statusCode(400);
        post("province", path + "/suspension-extensions", suspension(30))
                .statusCode(409)
                .body("code", is("suspension-not-longer"));
        post("province", path + "/suspension-extensions", suspension(60))
                .statusCode(200)
                .body("suspension.extended", is(true));
        shown(provider.id(), "SUSPENDED", end.plus(30, ChronoUnit.DAYS));
        post("province", path + "/suspension-extensions", suspension(60))
                .statusCode(409)
                .body("code", is("suspension-extended-before"));

        // As if it had begun two months ago; what its provider's row says follows from that.
        TestSupervision.set(
                "UPDATE security_incident SET suspended_at = suspended_at - interval '61 days', suspended_until ="
                        + " suspended_until - interval '61 days' WHERE id = ?",
                id);
        TestSupervision.set(
                "UPDATE provider SET suspended_until = suspended_until - interval '61 days' WHERE id = ?",
                provider.id());

        as("province").get(path).then().body("suspension.status", is("ENDED"));
        listed(provider.id(), "QUALIFIED");
        move("province", INCIDENTS, id, "suspension-liftings").statusCode(409);
    }

    @Test
    void aSuspensionIsLiftedAndADismissalLiftsIt() {
        TestProvider provider = TestProvider.aProvider();
        String first = TestSupervision.investigated(provider.id());
        String second = TestSupervision.investigated(provider.id());
        post("province", INCIDENTS + "/" + first + "/suspensions", suspension(5))
                .statusCode(200);
        post("province", INCIDENTS + "/" + second + "/suspensions", suspension(9))
                .statusCode(200);

        move("province", INCIDENTS, second, "suspension-liftings")
                .statusCode(200)
                .body("suspension.status", is("LIFTED"));
        shown(
                provider.id(),
                "SUSPENDED",
                LocalDate.now(ANHUI).plusDays(6).atStartOfDay(ANHUI).toInstant());
        move("province2", INCIDENTS, first, "dismissals").statusCode(200).body("suspension.status", is("LIFTED"));

        shown(provider.id(), "QUALIFIED", null);
        post("province", INCIDENTS + "/" + second + "/suspensions", suspension(9))
                .statusCode(409);
    }

    @Test
    void whoeverRecordsADismissedEventAgainDoesNotMoveItsDates() {
        TestProvider provider = TestProvider.aProvider();
        String first = TestSupervision.recorded(provider.id(), "province");
        Map<String, Object> again = TestSupervision.anIncident(provider.id());
        again.put("sameEventAs", first);
        again.put("occurredAt", Instant.now().minusSeconds(60).toString());
        again.put("foundAt", Instant.now().minusSeconds(30).toString());

        post("province", INCIDENTS, again).statusCode(409).body("code", is("incident-not-the-same"));
        move("province", INCIDENTS, first, "dismissals").statusCode(200);
        Map<String, Object> dates = as("province").get(INCIDENTS + "/" + first).path("$");
        post("province", INCIDENTS, again)
                .statusCode(201)
                .body("occurredAt", is(dates.get("occurredAt")))
                .body("foundAt", is(dates.get("foundAt")))
                .body("reportedAt", is(dates.get("reportedAt")));
        again.put("providerId", TestProvider.aProvider().id());
        post("province", INCIDENTS, again).statusCode(409);
        again.put("sameEventAs", UUID.randomUUID().toString());
        post("province", INCIDENTS, again).statusCode(404);
    }

    @Test
    void anEventIsGoodForOneSuspensionHoweverOftenItIsRecorded() {
        String provider = TestProvider.aProvider().id();
        String first = TestSupervision.investigated(provider);
        post("province", INCIDENTS + "/" + first + "/suspensions", suspension(30))
                .statusCode(200);
        move("province2", INCIDENTS, first, "dismissals").statusCode(200);
        String second = again(provider, first);
        move("province2", INCIDENTS, second, "dismissals").statusCode(200);
        String third = again(provider, second);

        post("province", INCIDENTS + "/" + third + "/suspensions", suspension(1))
                .statusCode(409)
                .body("code", is("suspension-used-before"));
        shown(provider, "QUALIFIED", null);
    }

    /** The same event, looked into. */
    private static String again(String provider, String dismissed) {
        Map<String, Object> again = TestSupervision.anIncident(provider);
        again.put("sameEventAs", dismissed);
        String id = post("province", INCIDENTS, again).statusCode(201).extract().path("id");
        move("province", INCIDENTS, id, "investigations").statusCode(200);
        return id;
    }

    @Test
    void whoeverRecordsWhatIsLikeADismissedRecordNamesItOrSaysWhyItIsAnother() {
        String provider = TestSupervision.aProviderOf("340100");
        String first = TestSupervision.recorded(provider, "hefei");
        Map<String, Object> sameDay = TestSupervision.anIncident(provider);
        sameDay.put("affected", "别的产品");
        Map<String, Object> sameThing = TestSupervision.anIncident(provider);
        sameThing.put("affected", " 对象 存储");
        sameThing.put("occurredAt", Instant.now().minus(30, ChronoUnit.DAYS).toString());
        Map<String, Object> neither = new HashMap<>(sameThing);
        neither.put("affected", "别的产品");
        post("hefei", INCIDENTS, sameDay).statusCode(201);
        move("hefei", INCIDENTS, first, "dismissals").statusCode(200);

        for (Map<String, Object> alike : List.of(sameDay, sameThing)) {
            post("hefei", INCIDENTS, alike)
                    .statusCode(409)
                    .body("code", is("incident-dismissed-before"))
                    .body("detail", containsString(first));
            alike.put("anotherEventBecause", " ");
            post("hefei", INCIDENTS, alike).statusCode(409);
            post("wuhu", INCIDENTS, alike).statusCode(403).body("code", is("not-yours"));
        }
        post("hefei", INCIDENTS, neither).statusCode(201).body("anotherEventBecause", nullValue());
        sameDay.put("anotherEventBecause", "来源不同");
        String second = post("hefei", INCIDENTS, sameDay)
                .statusCode(201)
                .body("anotherEventBecause", is("来源不同"))
                .extract()
                .path("id");
        as("auditor")
                .queryParam("subject", INCIDENTS + "/" + second)
                .get("/api/v1/audit-entries")
                .then()
                .body("data[0].after.anotherEventBecause", is("来源不同"));
    }

    @Test
    void aCityDoesNotUndoWhatTheProvinceHasInItsHands() {
        String provider = TestSupervision.aProviderOf("340100");
        String id = TestSupervision.recorded(provider, "hefei");
        as("hefei").get(INCIDENTS + "/" + id).then().body("availableActions", contains("INVESTIGATE", "DISMISS"));
        move("province", INCIDENTS, id, "investigations").statusCode(200);
        post("province", INCIDENTS + "/" + id + "/suspensions", suspension(5)).statusCode(200);

        for (String what : List.of("dismissals", "suspension-liftings")) {
            move("hefei2", INCIDENTS, id, what).statusCode(403).body("code", is("decided-by-superior"));
        }
        as("hefei2")
                .get(INCIDENTS + "/" + id)
                .then()
                .body("availableActions", contains("DETERMINE", "EXTEND_SUSPENSION"));
        move("province", INCIDENTS, id, "suspension-liftings").statusCode(200);
        move("province", INCIDENTS, id, "dismissals").statusCode(200);
        shown(provider, "QUALIFIED", null);
    }

    @Test
    void timesThatCannotBeAreDefects() {
        String provider = TestProvider.aProvider().id();
        for (String far : List.of("+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "1799-12-31T23:59:59Z")) {
            for (String time : List.of("occurredAt", "foundAt")) {
                Map<String, Object> wanted = TestSupervision.anIncident(provider);
                wanted.put(time, far);
                post("province", INCIDENTS, wanted).statusCode(400).body("errors.pointer", hasItem("/" + time));
            }
        }
        for (String far : List.of("+999999999-12-31", "-999999999-01-01")) {
            Map<String, Object> wanted = new HashMap<>(TestSupervision.anEvaluation(provider, "FAILED"));
            wanted.put("evaluatedOn", far);
            post("province", EVALUATIONS, wanted).statusCode(400).body("errors.pointer", contains("/evaluatedOn"));
        }
    }

    @Test
    void allDefectsAreToldAtOnceAndADryRunRecordsNothing() {
        TestProvider provider = TestProvider.aProvider();
        Map<String, Object> wrong = TestSupervision.anIncident(provider.id());
        wrong.put("occurredAt", Instant.now().plusSeconds(7200).toString());
        wrong.put("foundAt", Instant.now().plusSeconds(3600).toString());

        post("province", INCIDENTS, wrong)
                .statusCode(400)
                .body("errors.code", containsInAnyOrder("incident-found-too-early", "in-the-future", "in-the-future"));
        as("province")
                .queryParam("validateOnly", true)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(TestSupervision.anIncident(provider.id()))
                .post(INCIDENTS)
                .then()
                .statusCode(200)
                .body("dryRun", is(true))
                .body("would.status", is("REPORTED"));
        as("province")
                .queryParam("providerId", provider.id())
                .get(INCIDENTS)
                .then()
                .body("data", empty());
    }

    @Test
    void whatHappenedIsToldToTheProviderAndStandsInTheAuditTrail() {
        TestProvider provider = TestProvider.aProvider();
        String id = TestSupervision.investigated(provider.id());
        post("province", INCIDENTS + "/" + id + "/suspensions", suspension(3)).statusCode(200);

        Background.settle();

        provider.request()
                .queryParam("subject", INCIDENTS + "/" + id)
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .body("data.type", hasItem("cn.dengyun.provider.security-incident.suspended"));
        as("enterprise")
                .queryParam("subject", INCIDENTS + "/" + id)
                .get("/api/v1/events")
                .then()
                .body("data", empty());
        as("auditor")
                .queryParam("subject", INCIDENTS + "/" + id)
                .get("/api/v1/audit-entries")
                .then()
                .body(
                        "data.action",
                        contains(
                                "security-incident.suspended",
                                "security-incident.investigated",
                                "security-incident.recorded"))
                .body("data[0].reason", is("调查期间暂停"));
    }

    @Test
    void anEvaluationIsPutOnRecordAndKnownToItsProviderOnly() {
        String id = TestSupervision.evaluated(WUHU, "wuhu", "FAILED");

        as("application").get(EVALUATIONS + "/" + id).then().statusCode(200).body("result", is("FAILED"));
        as("platform").get(EVALUATIONS + "/" + id).then().statusCode(404);
        as("hefei").get(EVALUATIONS + "/" + id).then().statusCode(404);
        as("wuhu").queryParam("result", "FAILED").get(EVALUATIONS).then().body("data.id", hasItem(id));
        as("wuhu").queryParam("result", "PASSED").get(EVALUATIONS).then().body("data.id", not(hasItem(id)));
        post("hefei", EVALUATIONS, TestSupervision.anEvaluation(WUHU, "PASSED")).statusCode(403);
        Map<String, Object> future = new HashMap<>(TestSupervision.anEvaluation(WUHU, "PASSED"));
        future.put("evaluatedOn", LocalDate.now(ANHUI).plusDays(1).toString());
        post("wuhu", EVALUATIONS, future).statusCode(400).body("errors.pointer", contains("/evaluatedOn"));
    }

    private static Map<String, Object> suspension(int days) {
        return Map.of("days", days, "reason", "调查期间暂停");
    }

    private static void shown(String provider, String status, Instant until) {
        given().get("/api/v1/providers/" + provider)
                .then()
                .statusCode(200)
                .body("status", is(status))
                .body("statusUntil", until == null ? nullValue() : is(until.toString()));
    }

    private static void listed(String provider, String status) {
        given().queryParam("status", status)
                .queryParam("limit", 200)
                .queryParam(
                        "organizationId",
                        given().get("/api/v1/providers/" + provider).<String>path("organizationId"))
                .get("/api/v1/providers")
                .then()
                .body("data.id", contains(provider));
    }
}
