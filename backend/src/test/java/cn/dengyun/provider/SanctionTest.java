package cn.dengyun.provider;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.provider.TestSupervision.SANCTIONS;
import static cn.dengyun.provider.TestSupervision.move;
import static cn.dengyun.provider.TestSupervision.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.contract.ContractCoverage;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.domain.SanctionMove;
import cn.dengyun.provider.domain.SanctionStatus;
import cn.dengyun.voucher.FenOffering;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.domain.Voucher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Sanctions: from the proposal to their end, and what they do. */
@QuarkusTest
class SanctionTest {

    private static final int THIS_YEAR =
            LocalDate.now(ZoneId.of("Asia/Shanghai")).getYear();

    /** Written by hand; what is missing is refused. */
    private static final Map<SanctionStatus, Map<SanctionMove, SanctionStatus>> MOVES = Map.of(
            SanctionStatus.PROPOSED,
                    Map.of(
                            SanctionMove.HEAR, SanctionStatus.HEARING,
                            SanctionMove.REJECT, SanctionStatus.REJECTED,
                            SanctionMove.WITHDRAW, SanctionStatus.WITHDRAWN),
            SanctionStatus.HEARING,
                    Map.of(
                            SanctionMove.STATE, SanctionStatus.HEARING,
                            SanctionMove.IMPOSE, SanctionStatus.EFFECTIVE,
                            SanctionMove.REJECT, SanctionStatus.REJECTED,
                            SanctionMove.WITHDRAW, SanctionStatus.WITHDRAWN),
            SanctionStatus.EFFECTIVE,
                    Map.of(
                            SanctionMove.PROPOSE_REVOCATION, SanctionStatus.EFFECTIVE,
                            SanctionMove.REJECT_REVOCATION, SanctionStatus.EFFECTIVE,
                            SanctionMove.REVOKE, SanctionStatus.REVOKED,
                            SanctionMove.STAY, SanctionStatus.EFFECTIVE,
                            SanctionMove.SHORTEN, SanctionStatus.EFFECTIVE),
            SanctionStatus.ENDED, Map.of(),
            SanctionStatus.REVOKED, Map.of(),
            SanctionStatus.REJECTED, Map.of(),
            SanctionStatus.WITHDRAWN, Map.of());

    @Inject
    TestVouchers vouchers;

    @Inject
    Pool pool;

    @Inject
    DataSource database;

    @AfterAll
    static void whatWasAnsweredIsDeclaredAndWhatWasDoneIsOnTheAuditTrail() {
        assertThat(ContractCoverage.gapsOf("Supervision")).isEmpty();
    }

    @Test
    void theTableIsTheOneWrittenByHand() {
        for (SanctionStatus status : SanctionStatus.values()) {
            for (SanctionMove each : SanctionMove.values()) {
                SanctionStatus target = MOVES.get(status).get(each);
                assertThat(each.isAllowedFrom(status)).as(status + " " + each).isEqualTo(target != null);
                assertThat(target == null || each.target() == target).isTrue();
            }
        }
    }

    @Test
    void theProviderIsHeardAndASecondPersonDecides() {
        TestProvider provider = TestProvider.aProvider();
        String id = TestSupervision.proposed(provider.id(), "province");

        move("province2", SANCTIONS, id, "decisions").statusCode(409).body("code", is("transition-not-allowed"));
        move("hefei", SANCTIONS, id, "hearings").statusCode(404);
        move("province", SANCTIONS, id, "hearings")
                .statusCode(200)
                .body("status", is("HEARING"))
                .body("availableActions", contains("REJECT", "WITHDRAW"));
        move("province2", SANCTIONS, id, "decisions")
                .statusCode(409)
                .body("code", is("sanction-hearing-open"))
                .body("detail", containsString(String.valueOf(THIS_YEAR).substring(0, 2)));
        TestSupervision.set("UPDATE sanction SET hearing_until = now() - interval '1 second' WHERE id = ?", id);
        move("province", SANCTIONS, id, "decisions").statusCode(403).body("code", is("four-eyes-required"));
        as("province2")
                .get(SANCTIONS + "/" + id)
                .then()
                .body("availableActions", contains("IMPOSE", "REJECT", "WITHDRAW"));
        move("province2", SANCTIONS, id, "decisions")
                .statusCode(200)
                .body("sanction.status", is("EFFECTIVE"))
                .body("sanction.lastDay", is(THIS_YEAR + 1 + "-12-31"))
                .body("sanction.stayed", is(false));

        given().get("/api/v1/providers/" + provider.id())
                .then()
                .body("status", is("DISQUALIFIED"))
                .body("statusUntil", is(THIS_YEAR + 1 + "-12-31T16:00:00Z"));
        move("province2", SANCTIONS, id, "rejections").statusCode(409);
    }

    @Test
    void theProviderMakesItsStatementOnceWhileItIsHeard() {
        String provider = DemoProviders.APPLICATION.toString();
        String id = TestSupervision.proposed(provider, "wuhu");
        Map<String, String> statement = Map.of("statement", "已修复并通知用户");
        String path = SANCTIONS + "/" + id + "/statements";

        post("application", path, statement).statusCode(409);
        move("wuhu", SANCTIONS, id, "hearings").statusCode(200);
        as("application").get(SANCTIONS + "/" + id).then().body("availableActions", contains("STATE"));
        post("wuhu", path, statement).statusCode(403);
        post("platform", path, statement).statusCode(404);
        post("application", path, statement).statusCode(200).body("statement", is("已修复并通知用户"));
        post("application", path, statement).statusCode(409).body("code", is("sanction-stated-before"));
        move("wuhu", SANCTIONS, id, "rejections").statusCode(200).body("status", is("REJECTED"));
        post("application", path, statement).statusCode(409);
        given().get(SANCTIONS + "/" + id).then().statusCode(404);
    }

    @Test
    void whoIsFrozenIsHeardAllTheSame() {
        TestProvider provider = TestProvider.aProvider();
        String id = TestSupervision.proposed(provider.id(), "province");
        move("province", SANCTIONS, id, "hearings").statusCode(200);
        String token = TestAccount.aMember(database, "PROVIDER", UUID.fromString(provider.organizationId()), "OWNER")
                .token();
        post("province", "/api/v1/organizations/" + provider.organizationId() + "/freezes", Map.of("reason", "核查"))
                .statusCode(200);

        TestEnterprise.post(
                        given().auth().oauth2(token),
                        SANCTIONS + "/" + id + "/statements",
                        Map.of("statement", "已修复并通知用户"))
                .statusCode(200)
                .body("statement", is("已修复并通知用户"));
    }

    @Test
    void itHasOneCauseThatIsOneAndIsUsedOnce() {
        TestProvider provider = TestProvider.aProvider();
        Map<String, Object> wanted = new HashMap<>(Map.of("legalBasis", "依据", "reason", "事由"));

        post("province", SANCTIONS, wanted).statusCode(400).body("errors.code", contains("sanction-cause-not-one"));
        wanted.put("securityEvaluationId", TestSupervision.evaluated(provider.id(), "province", "PASSED"));
        post("province", SANCTIONS, wanted).statusCode(409).body("code", is("sanction-without-cause"));
        wanted.put("securityEvaluationId", TestSupervision.evaluated(provider.id(), "province", "FAILED"));
        post("hefei", SANCTIONS, wanted).statusCode(404).body("code", is("security-evaluation-not-found"));
        String first =
                post("province", SANCTIONS, wanted).statusCode(201).extract().path("id");
        post("province2", SANCTIONS, wanted).statusCode(409).body("code", is("sanction-exists"));
        move("province", SANCTIONS, first, "withdrawals").statusCode(200).body("status", is("WITHDRAWN"));
        post("province2", SANCTIONS, wanted).statusCode(201);

        Map<String, Object> byIncident = new HashMap<>(Map.of("legalBasis", "依据", "reason", "事由"));
        byIncident.put("securityIncidentId", TestSupervision.investigated(provider.id()));
        post("province", SANCTIONS, byIncident).statusCode(409).body("code", is("sanction-without-cause"));
        byIncident.put("securityIncidentId", TestSupervision.determined(provider.id()));
        byIncident.put("basis", "INCIDENT");
        post("province", SANCTIONS, byIncident).statusCode(201).body("basis", is("INCIDENT"));
    }

    @Test
    void aTermWhoseYearsHavePassedIsNotImposed() {
        TestProvider provider = TestProvider.aProvider();
        String id = TestSupervision.heard(provider.id());
        TestSupervision.set("UPDATE sanction SET basis = 'INCIDENT', cause_on = '2018-12-31' WHERE id = ?", id);

        move("province2", SANCTIONS, id, "decisions")
                .statusCode(409)
                .body("code", is("sanction-term-over"))
                .body("detail", containsString("2019-12-31"));
    }

    @Test
    void everybodySeesWhatIsInForceAndWhatHasEndedAndNoMoreOfItThanThat() {
        TestProvider provider = TestProvider.aProvider();
        String id = TestSupervision.heard(provider.id());
        String path = SANCTIONS + "/" + id;

        given().get(path).then().statusCode(404).body("code", is("sanction-not-found"));
        shown(provider, null).body("data", empty());
        move("province2", SANCTIONS, id, "decisions").statusCode(200);

        given().get(path)
                .then()
                .statusCode(200)
                .body("reason", is("未通过安全评测，取消服务商资质。"))
                .body("lastDay", is(THIS_YEAR + 1 + "-12-31"))
                .body("statement", nullValue())
                .body("decision", nullValue())
                .body("securityEvaluationId", nullValue())
                .body("availableActions", empty());
        shown(provider, "EFFECTIVE").body("data.id", contains(id));
        shown(provider, "ENDED").body("data", empty());
        move("hefei", SANCTIONS, id, "revocation-proposals").statusCode(403).body("code", is("not-yours"));

        TestSupervision.set(
                "UPDATE sanction SET hearing_until = hearing_until - interval '1 day', decided_at = now() - interval '1 day',"
                        + " ends_at = now() - interval '1 second' WHERE id = ?",
                id);
        TestSupervision.set(
                "UPDATE provider SET disqualified_until = now() - interval '1 second' WHERE id = ?", provider.id());
        given().get(path).then().body("status", is("ENDED"));
        shown(provider, "ENDED").body("data.id", contains(id));
        shown(provider, "EFFECTIVE").body("data", empty());
        move("province", SANCTIONS, id, "revocation-proposals").statusCode(409);
    }

    @Test
    void itIsTakenBackByTwoPeopleAndOfTwoTheLaterEndCounts() {
        TestProvider provider = TestProvider.aProvider();
        String first = TestSupervision.imposed(provider.id());
        String second = TestSupervision.imposed(provider.id());

        move("province", SANCTIONS, first, "revocations")
                .statusCode(409)
                .body("code", is("sanction-revocation-not-proposed"));
        move("province", SANCTIONS, first, "revocation-proposals").statusCode(200);
        move("province", SANCTIONS, first, "revocation-proposals")
                .statusCode(409)
                .body("code", is("sanction-revocation-open"));
        move("province", SANCTIONS, first, "revocations").statusCode(403).body("code", is("four-eyes-required"));
        move("province2", SANCTIONS, first, "revocations").statusCode(200).body("status", is("REVOKED"));
        given().get(SANCTIONS + "/" + first).then().statusCode(404);
        statusOf(provider, "DISQUALIFIED");
        move("province2", SANCTIONS, second, "revocation-proposals").statusCode(200);
        move("province", SANCTIONS, second, "revocations").statusCode(200);

        statusOf(provider, "QUALIFIED");
    }

    @Test
    void aCityDoesNotUndoWhatTheProvinceHasDecided() {
        String provider = TestSupervision.aProviderOf("340100");
        String proposed = TestSupervision.proposed(provider, "province");
        for (String what : List.of("rejections", "withdrawals")) {
            move("hefei", SANCTIONS, proposed, what).statusCode(403).body("code", is("decided-by-superior"));
        }
        as("hefei").get(SANCTIONS + "/" + proposed).then().body("availableActions", contains("HEAR"));
        String imposed = TestSupervision.imposed(provider);

        move("hefei", SANCTIONS, imposed, "revocation-proposals")
                .statusCode(403)
                .body("code", is("decided-by-superior"));
        move("province", SANCTIONS, imposed, "revocation-proposals").statusCode(200);
        for (String what : List.of("revocations", "revocation-rejections")) {
            move("hefei2", SANCTIONS, imposed, what).statusCode(403).body("code", is("decided-by-superior"));
        }
        as("hefei2").get(SANCTIONS + "/" + imposed).then().body("availableActions", empty());
        move("province", SANCTIONS, proposed, "withdrawals").statusCode(200);
    }

    @Test
    void aCityTakesBackWhatIsItsOwnUntilTheProvinceTakesItInHand() {
        String provider = TestSupervision.aProviderOf("340100");
        String id = TestSupervision.proposed(provider, "hefei");
        move("hefei", SANCTIONS, id, "hearings").statusCode(200);
        TestSupervision.set("UPDATE sanction SET hearing_until = now() - interval '1 second' WHERE id = ?", id);
        move("hefei2", SANCTIONS, id, "decisions").statusCode(200);

        move("hefei", SANCTIONS, id, "revocation-proposals").statusCode(200);
        move("hefei2", SANCTIONS, id, "revocation-rejections")
                .statusCode(200)
                .body("status", is("EFFECTIVE"))
                .body("revocationReason", nullValue())
                .body("availableActions", contains("PROPOSE_REVOCATION"));
        move("hefei2", SANCTIONS, id, "revocation-rejections")
                .statusCode(409)
                .body("code", is("sanction-revocation-not-proposed"));
        move("hefei2", SANCTIONS, id, "revocations").statusCode(409);
        move("hefei", SANCTIONS, id, "revocation-proposals").statusCode(200);
        move("hefei", SANCTIONS, id, "revocation-rejections").statusCode(200);
        move("province", SANCTIONS, id, "revocation-proposals").statusCode(200);
        move("hefei2", SANCTIONS, id, "revocations").statusCode(403).body("code", is("decided-by-superior"));
        move("province2", SANCTIONS, id, "revocations").statusCode(200).body("status", is("REVOKED"));
    }

    @Test
    void aDryRunListsWhatItWouldDoAndDoesNothing() {
        TestProvider provider = TestProvider.aProvider();
        Voucher voucher = vouchers.aVoucher(vouchers.aProgramme(3_000_000));
        String held = held(provider, voucher, 100_000).statusCode(201).extract().path("id");
        String id = TestSupervision.heard(provider.id());

        ValidatableResponse would = as("province2")
                .queryParam("validateOnly", true)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("reason", "试运行"))
                .post(SANCTIONS + "/" + id + "/decisions")
                .then()
                .statusCode(200)
                .body("dryRun", is(true))
                .body("would.sanction.status", is("EFFECTIVE"));

        consequences(would, "would.");
        statusOf(provider, "QUALIFIED");
        as("enterprise").get("/api/v1/reservations/" + held).then().body("status", is("HELD"));
        as("province2").get(SANCTIONS + "/" + id).then().body("status", is("HEARING"));
    }

    @Test
    void unusedHoldsGoBackToVouchersThatAreValidAsLongAsTheyWereWhenTheyWereHeld() {
        TestProvider provider = TestProvider.aProvider();
        Voucher voucher = vouchers.aVoucher(vouchers.aProgramme(3_000_000), 1_000_000, Duration.ofDays(30));
        UUID held = UUID.fromString(
                held(provider, voucher, 100_000).statusCode(201).extract().<String>path("id"));
        // As if it had been held for ten days.
        TestSupervision.set(
                "UPDATE reservation SET created_at = created_at - interval '10 days' WHERE id = ?", held.toString());
        String id = TestSupervision.heard(provider.id());

        consequences(move("province2", SANCTIONS, id, "decisions").statusCode(200), "");

        Row after = row(
                "SELECT v.available_fen, v.held_fen, v.valid_until - r.ended_at = r.voucher_until - r.created_at, r.status,"
                        + " v.valid_until > r.voucher_until FROM reservation r JOIN voucher v ON v.id = r.voucher_id"
                        + " WHERE r.id = $1",
                held);
        assertThat(after.getLong(0)).isEqualTo(1_000_000);
        assertThat(after.getLong(1)).isZero();
        assertThat(after.getBoolean(2))
                .as("the remaining validity, to the microsecond")
                .isTrue();
        assertThat(after.getString(3)).isEqualTo("RELEASED");
        assertThat(after.getBoolean(4)).isTrue();
        held(provider, voucher, 1_000).statusCode(409).body("code", is("provider-not-qualified"));
        Background.settle();
        as("enterprise")
                .queryParam("subject", "/api/v1/vouchers/" + voucher.id())
                .get("/api/v1/events")
                .then()
                .body("data.type", hasItem("cn.dengyun.voucher.freed"));
    }

    @Test
    void whatExpiredWhileItWasHeldCanBeUsedAgain() {
        TestProvider provider = TestProvider.aProvider();
        Voucher voucher = vouchers.aVoucher(vouchers.aProgramme(3_000_000), 1_000_000, Duration.ofDays(30));
        UUID held = UUID.fromString(
                held(provider, voucher, 100_000).statusCode(201).extract().<String>path("id"));
        TestSupervision.set(
                "UPDATE reservation SET created_at = created_at - interval '40 days', voucher_until = now() - interval '10"
                        + " days' WHERE id = ?",
                held.toString());
        TestSupervision.set(
                "UPDATE voucher SET valid_until = now() - interval '10 days' WHERE id = ?",
                voucher.id().toString());
        Background.settle();
        String id = TestSupervision.heard(provider.id());

        move("province2", SANCTIONS, id, "decisions").statusCode(200);

        Row after = row(
                "SELECT available_fen, held_fen, void_fen, expired_at, valid_until > now() + interval '29 days'"
                        + " FROM voucher WHERE id = $1",
                voucher.id());
        assertThat(after.getLong(0)).isEqualTo(100_000);
        assertThat(after.getLong(1)).isZero();
        assertThat(after.getLong(2)).isEqualTo(900_000);
        assertThat(after.getValue(3)).isNull();
        assertThat(after.getBoolean(4)).isTrue();
    }

    @Test
    void aVoucherForThatProviderAloneIsFreeForOthers() {
        TestProvider sanctioned = TestProvider.aProvider();
        TestProvider other = TestProvider.aProvider();
        Voucher voucher = vouchers.aVoucher(vouchers.aProgramme(3_000_000));
        WorkerThread.await(pool.preparedQuery("UPDATE voucher SET provider_id = $2 WHERE id = $1")
                .execute(Tuple.of(voucher.id(), UUID.fromString(sanctioned.id()))));

        held(other, voucher, 1_000).statusCode(409).body("code", is("voucher-of-another-provider"));
        TestSupervision.imposed(sanctioned.id());

        held(other, voucher, 1_000).statusCode(201);
    }

    @Test
    void soIsOneForAProviderThatIsNotQualifiedAnyMore() {
        TestProvider revoked = TestProvider.aProvider();
        Voucher voucher = vouchers.aVoucher(vouchers.aProgramme(3_000_000));
        WorkerThread.await(pool.preparedQuery("UPDATE voucher SET provider_id = $2 WHERE id = $1")
                .execute(Tuple.of(voucher.id(), UUID.fromString(revoked.id()))));
        String path = "/api/v1/provider-qualifications";
        String qualification =
                given().queryParam("providerId", revoked.id()).get(path).path("data[0].id");

        TestSupervision.move("province", path, qualification, "revocations").statusCode(200);

        held(TestProvider.aProvider(), voucher, 1_000).statusCode(201);
    }

    @Test
    void whatHappenedIsToldAndStandsInTheAuditTrail() {
        TestProvider provider = TestProvider.aProvider();
        String id = TestSupervision.imposed(provider.id());

        Background.settle();

        as("enterprise")
                .queryParam("subject", SANCTIONS + "/" + id)
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .body("data.type", contains("cn.dengyun.provider.sanction.imposed"));
        as("auditor")
                .queryParam("subject", SANCTIONS + "/" + id)
                .get("/api/v1/audit-entries")
                .then()
                .body("data.action", contains("sanction.imposed", "sanction.hearing-opened", "sanction.proposed"))
                .body("data[0].reason", is("情况属实"));
        provider.request()
                .queryParam("subject", SANCTIONS + "/" + id)
                .get("/api/v1/events")
                .then()
                .body("data.type", hasItem("cn.dengyun.provider.sanction.hearing-opened"))
                .body("data.type", not(empty()));
    }

    private static void consequences(ValidatableResponse answer, String path) {
        answer.body(
                        path + "consequences.kind",
                        contains(
                                "OFFERINGS_WITHHELD",
                                "CONCESSIONS_ENDED",
                                "HOLDS_RELEASED",
                                "VOUCHERS_RESTORED",
                                "VOUCHERS_UNBOUND",
                                "ORDERS_ENDED",
                                "DELIVERIES_STAND",
                                "TRIALS_ENDED",
                                "SLOTS_FREED",
                                "CUSTOMERS_TOLD"))
                .body(path + "consequences.count", contains(1, 0, 1, 1, 0, 0, 0, 0, 0, 1))
                .body(path + "consequences[2].amountFen", is(100_000))
                .body(path + "consequences[0].amountFen", nullValue());
    }

    private static ValidatableResponse shown(TestProvider provider, String status) {
        return (status == null ? given() : given().queryParam("status", status))
                .queryParam("providerId", provider.id())
                .get(SANCTIONS)
                .then()
                .statusCode(200);
    }

    private static void statusOf(TestProvider provider, String status) {
        given().get("/api/v1/providers/" + provider.id()).then().body("status", is(status));
    }

    static ValidatableResponse held(TestProvider provider, Voucher voucher, long amountFen) {
        return post(
                "enterprise",
                "/api/v1/vouchers/" + voucher.id() + "/reservations",
                Map.of(
                        "offeringId",
                        offering(provider),
                        "externalReference",
                        "PO-" + UUID.randomUUID(),
                        "lines",
                        List.of(Map.of(
                                "planCode",
                                "fen",
                                "quantity",
                                String.valueOf(amountFen * 3),
                                "amountFen",
                                amountFen))));
    }

    static String offering(TestProvider provider) {
        return FenOffering.of(provider);
    }

    private Row row(String sql, UUID id) {
        return WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.of(id)))
                .iterator()
                .next();
    }
}
