package cn.dengyun.voucher.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.Patience;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.programme.RuleSetJson;
import cn.dengyun.programme.TestRules;
import cn.dengyun.voucher.FenOffering;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.TestVouchers.Funded;
import cn.dengyun.voucher.VoucherClock;
import cn.dengyun.voucher.domain.Voucher;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an enterprise, a provider and an authority do with vouchers, over HTTP, and where all money is afterwards. */
@QuarkusTest
class VoucherUseTest {

    /** Signing in costs a third of a second of a processor, on purpose. */
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    @Inject
    TestVouchers vouchers;

    @Inject
    VoucherClock clock;

    @Inject
    LedgerService ledger;

    @Inject
    Pool pool;

    private Funded programme;
    private Voucher voucher;
    private String offering;

    @BeforeEach
    void money() {
        programme = vouchers.aProgramme(10_000_000);
        voucher = vouchers.aVoucher(programme);
        offering = FenOffering.id();
    }

    @Test
    void anOrderIsPaidInParts() {
        String held = reserve(300_000)
                .statusCode(201)
                .body("status", is("HELD"))
                .extract()
                .path("id");
        String redemption = capture(held, 200_000L)
                .statusCode(201)
                .body("amountFen", is(200_000))
                .body("payee", is("PROVIDER"))
                .extract()
                .path("id");
        refund(redemption, 50_000L).statusCode(201).body("destination", is("VOUCHER"));

        seen("enterprise")
                .body("status", is("ACTIVE"))
                .body("faceFen", is(1_000_000))
                .body("availableFen", is(850_000))
                .body("heldFen", is(0))
                .body("capturedFen", is(150_000))
                .body("availableActions", contains("RESERVE"));
        ConservationStatement after = awaited(7);
        assertThat(after.holds()).isTrue();
        assertThat(after.totalOf(AccountKind.PROVIDER_PAYABLE)).isEqualTo(150_000);
        assertThat(after.totalOf(AccountKind.VOUCHER_AVAILABLE)).isEqualTo(850_000);
        as("enterprise")
                .get("/api/v1/vouchers/" + voucher.id() + "/entries")
                .then()
                .statusCode(200)
                .body("data.cause", contains("ISSUE", "RESERVATION", "CAPTURE", "RELEASE", "REFUND"));
    }

    @Test
    void theRulesSayWhomTheProgrammeOwesWhatIsCaptured() {
        ObjectNode rules = TestRules.json();
        ((ObjectNode) rules.get("payee")).put("value", "ENTERPRISE");
        programme = vouchers.aProgramme(10_000_000, RuleSetJson.read(rules.toString()));
        voucher = vouchers.aVoucher(programme);

        String held = reserve(300_000).statusCode(201).extract().path("id");
        capture(held, null).statusCode(201).body("payee", is("ENTERPRISE"));

        ConservationStatement after = awaited(5);
        assertThat(after.totalOf(AccountKind.ENTERPRISE_PAYABLE)).isEqualTo(300_000);
        assertThat(after.totalOf(AccountKind.PROVIDER_PAYABLE)).isZero();
    }

    @Test
    void aVoucherPaysUpToItsFaceAndNoFenMore() {
        String held = reserve(1_000_000).statusCode(201).extract().path("id");
        reserve(1).statusCode(409).body("code", is("voucher-balance-too-low"));
        capture(held, 1_000_001L).statusCode(409).body("code", is("capture-exceeds-hold"));
        String redemption = capture(held, null).statusCode(201).extract().path("id");
        seen("enterprise").body("status", is("EXHAUSTED")).body("availableActions", empty());
        reserve(1).statusCode(409).body("code", is("voucher-transition-not-allowed"));

        refund(redemption, 1_000_001L).statusCode(409).body("code", is("refund-exceeds-capture"));
        refund(redemption, null).statusCode(201).body("amountFen", is(1_000_000));
        refund(redemption, null).statusCode(409).body("code", is("refund-exceeds-capture"));
        seen("enterprise").body("status", is("ACTIVE")).body("availableFen", is(1_000_000));
    }

    @Test
    void aLineIsPaidUpToTheProgrammesShareRoundedDown() {
        // 0.4 of 999 fen are 399.6 fen.
        reserveLine(999, 400)
                .statusCode(400)
                .body("errors.pointer", contains("/lines/0/amountFen"))
                .body("errors.code", contains("voucher-share-exceeded"));
        reserveLine(999, 399).statusCode(201);
    }

    @Test
    void aHoldEndsOnce() {
        String released = reserve(100).statusCode(201).extract().path("id");
        release("enterprise", released).statusCode(200).body("status", is("RELEASED"));
        release("enterprise", released).statusCode(409).body("code", is("reservation-ended"));
        capture(released, null).statusCode(409).body("code", is("reservation-ended"));

        String captured = reserve(100).statusCode(201).extract().path("id");
        capture(captured, null).statusCode(201);
        capture(captured, null).statusCode(409).body("code", is("reservation-ended"));
        release("platform", captured).statusCode(409).body("code", is("reservation-ended"));
        seen("enterprise").body("availableFen", is(999_900)).body("capturedFen", is(100));
    }

    @Test
    void aHoldWhoseTimeIsOverCannotBeCapturedAndComesBack() {
        String held = reserve(100).statusCode(201).extract().path("id");
        vouchers.endHold(UUID.fromString(held));

        capture(held, null).statusCode(409).body("code", is("reservation-ended"));
        clock.sweep();

        as("platform")
                .get("/api/v1/reservations/" + held)
                .then()
                .statusCode(200)
                .body("status", is("EXPIRED"))
                .body("availableActions", empty());
        seen("enterprise").body("availableFen", is(1_000_000)).body("heldFen", is(0));
        assertThat(awaited(5).holds()).isTrue();
    }

    @Test
    void holdsOutliveTheValidityAndTheRestGoesToTheBudget() {
        String first = reserve(300_000).statusCode(201).extract().path("id");
        String second = reserve(200_000).statusCode(201).extract().path("id");
        vouchers.end(voucher.id());
        clock.sweep();

        seen("enterprise")
                .body("status", is("EXPIRED"))
                .body("availableFen", is(0))
                .body("heldFen", is(500_000))
                .body("voidFen", is(500_000));
        reserve(1).statusCode(409).body("code", is("voucher-transition-not-allowed"));
        String redemption = capture(first, 100_000L).statusCode(201).extract().path("id");
        release("platform", second).statusCode(200);
        refund(redemption, 40_000L).statusCode(201).body("destination", is("BUDGET"));

        seen("enterprise")
                .body("heldFen", is(0))
                .body("capturedFen", is(60_000))
                .body("returnedFen", is(40_000))
                .body("voidFen", is(900_000));
        ConservationStatement after = awaited(10);
        assertThat(after.holds()).isTrue();
        assertThat(after.totalOf(AccountKind.BUDGET_AVAILABLE)).isEqualTo(10_000_000 - 60_000);
        assertThat(after.totalOf(AccountKind.VOUCHER_AVAILABLE)).isZero();
        assertThat(after.totalOf(AccountKind.VOUCHER_HELD)).isZero();
    }

    @Test
    void anAuthorityFreezesAndUnfreezes() {
        String held = reserve(100).statusCode(201).extract().path("id");
        String tag = hold(held)
                .body("availableActions", contains("CAPTURE", "RELEASE"))
                .extract()
                .header("ETag");
        measure("feixi", "freezes").statusCode(200).body("status", is("FROZEN"));

        hold(held)
                .body("status", is("HELD"))
                .body("availableActions", contains("RELEASE"))
                .header("ETag", not(tag));
        as("platform")
                .queryParam("voucherId", voucher.id())
                .get("/api/v1/reservations")
                .then()
                .body("data[0].availableActions", contains("RELEASE"));
        reserve(1).statusCode(409).body("code", is("voucher-transition-not-allowed"));
        capture(held, null).statusCode(409).body("code", is("voucher-transition-not-allowed"));
        measure("hefei", "freezes").statusCode(409);
        measure("hefei", "unfreezes")
                .statusCode(200)
                .body("status", is("ACTIVE"))
                .body("availableActions", contains("FREEZE", "PROPOSE_REVOCATION"));
        capture(held, null).statusCode(201);
    }

    private static ValidatableResponse hold(String id) {
        return as("platform").get("/api/v1/reservations/" + id).then().statusCode(200);
    }

    @Test
    void aRevokedVoucherGivesBackWhatWasNotCaptured() {
        String captured = reserve(100_000).statusCode(201).extract().path("id");
        String redemption = capture(captured, null).statusCode(201).extract().path("id");
        String held = reserve(200_000).statusCode(201).extract().path("id");

        measure("feixi", "revocations").statusCode(200).body("status", is("FROZEN"));
        measure("province", "revocation-approvals").statusCode(200).body("status", is("REVOKED"));

        seen("enterprise")
                .body("availableFen", is(0))
                .body("heldFen", is(0))
                .body("capturedFen", is(100_000))
                .body("voidFen", is(900_000));
        as("platform").get("/api/v1/reservations/" + held).then().body("status", is("RELEASED"));
        refund(redemption, 100_000L).statusCode(201).body("destination", is("BUDGET"));
        measure("province", "revocations").statusCode(409);
        measure("hefei", "revocation-approvals").statusCode(409).body("code", is("voucher-transition-not-allowed"));
        ConservationStatement after = awaited(9);
        assertThat(after.holds()).isTrue();
        assertThat(after.totalOf(AccountKind.BUDGET_AVAILABLE)).isEqualTo(10_000_000);
    }

    /** Also what was captured without an order, whole or what is left of it. */
    @Test
    void whatWasCapturedGoesBackWithAVoucherWhereTheProposalSaysSo() {
        String whole = reserve(100_000).statusCode(201).extract().path("id");
        String first = capture(whole, null).statusCode(201).extract().path("id");
        String other = reserve(200_000).statusCode(201).extract().path("id");
        String second = capture(other, null).statusCode(201).extract().path("id");
        refund(second, 50_000L).statusCode(201);

        as("feixi")
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(Map.of("reason", "核查", "takesCaptured", true))
                .post("/api/v1/vouchers/" + voucher.id() + "/revocations")
                .then()
                .statusCode(200)
                .body("revocationTakesCaptured", is(true));
        measure("province", "revocation-approvals")
                .statusCode(200)
                .body("status", is("REVOKED"))
                .body("capturedFen", is(0))
                .body("returnedFen", is(250_000))
                .body("voidFen", is(750_000));

        refund(first, 1L).statusCode(409);
        assertThat(awaited(11).totalOf(AccountKind.BUDGET_AVAILABLE)).isEqualTo(10_000_000);
    }

    @Test
    void nobodyRevokesAloneAndNothingIsLostWhileItWaits() {
        String held = reserve(200_000).statusCode(201).extract().path("id");
        measure("hefei", "revocation-approvals").statusCode(409).body("code", is("voucher-transition-not-allowed"));
        measure("hefei", "revocations")
                .statusCode(200)
                .body("status", is("FROZEN"))
                .body("availableFen", is(800_000))
                .body("revocationProposedReason", is("核查"))
                .body("availableActions", contains("REJECT_REVOCATION"));

        measure("hefei", "revocation-approvals").statusCode(403).body("code", is("four-eyes-required"));
        measure("hefei", "revocations").statusCode(409).body("code", is("voucher-revocation-open"));
        measure("feixi", "unfreezes").statusCode(409).body("code", is("voucher-revocation-open"));
        measure("wuhu", "revocation-approvals").statusCode(404).body("code", is("voucher-not-found"));
        measure("wuhu", "revocation-rejections").statusCode(404).body("code", is("voucher-not-found"));
        measure("enterprise", "revocation-approvals").statusCode(403);
        measure("auditor", "revocation-approvals").statusCode(403);
        reserve(1).statusCode(409).body("code", is("voucher-transition-not-allowed"));
        capture(held, null).statusCode(409).body("code", is("voucher-transition-not-allowed"));
        seen("feixi").body("availableActions", contains("APPROVE_REVOCATION", "REJECT_REVOCATION"));
        seen("enterprise").body("frozenReason", is("核查")).body("availableActions", empty());

        measure("feixi", "revocation-rejections")
                .statusCode(200)
                .body("status", is("ACTIVE"))
                .body("frozenReason", nullValue())
                .body("revocationProposedAt", nullValue())
                .body("availableActions", contains("FREEZE", "PROPOSE_REVOCATION"));
        measure("feixi", "revocation-rejections").statusCode(409);
        capture(held, null).statusCode(201);
        measure("hefei", "revocations").statusCode(200);
        measure("hefei", "revocation-rejections").statusCode(200).body("status", is("ACTIVE"));
    }

    @Test
    void ofTwoWhoDecideOnARevocationAtOnceOneDoes() {
        measure("feixi", "revocations").statusCode(200);

        List<Integer> answers = List.of("hefei", "province", "hefei", "province").parallelStream()
                .map(caller -> measure(
                                caller, caller.equals("hefei") ? "revocation-approvals" : "revocation-rejections")
                        .extract()
                        .statusCode())
                .sorted()
                .toList();

        assertThat(answers).containsExactly(200, 409, 409, 409);
    }

    @Test
    void aRevocationThatNobodyDecidesIsFound() {
        measure("feixi", "revocations").statusCode(200);

        for (String caller : List.of("enterprise", "province", "auditor")) {
            for (boolean isProposed : List.of(true, false)) {
                as(caller)
                        .queryParam("programmeId", programme.programmeId().toString())
                        .queryParam("revocationProposed", isProposed)
                        .get("/api/v1/vouchers")
                        .then()
                        .statusCode(200)
                        .body("data.id", isProposed ? contains(voucher.id().toString()) : empty());
            }
        }
    }

    @Test
    void aVoucherThatIsNotAcceptedLapses() {
        voucher = vouchers.aVoucherToAccept(programme, Duration.ofDays(30));
        seen("enterprise").body("status", is("ISSUED")).body("availableActions", contains("ACCEPT"));
        reserve(1).statusCode(409).body("code", is("voucher-transition-not-allowed"));
        post("enterprise", "/api/v1/vouchers/" + voucher.id() + "/acceptances", null)
                .statusCode(200)
                .body("status", is("ACTIVE"));
        reserve(1).statusCode(201);

        voucher = vouchers.aVoucherToAccept(programme, Duration.ofSeconds(-1));
        clock.sweep();
        seen("enterprise").body("status", is("EXPIRED")).body("voidFen", is(1_000_000));
    }

    @Test
    void severalVouchersPayOneOrderThoseThatExpireFirstBeforeTheOthers() {
        Voucher later = vouchers.aVoucher(programme, 500_000, Duration.ofDays(300));
        Voucher sooner = vouchers.aVoucher(programme, 500_000, Duration.ofDays(10));
        List<String> chosen = List.of(
                later.id().toString(), voucher.id().toString(), sooner.id().toString());

        List<String> used = post(
                        "enterprise", "/api/v1/reservations", Map.of("voucherIds", chosen, "order", order(1_200_000)))
                .statusCode(201)
                .body("amountFen", is(1_200_000))
                .body("reservations.amountFen", contains(500_000, 500_000, 200_000))
                .extract()
                .path("reservations.voucherId");

        assertThat(used)
                .containsExactly(
                        sooner.id().toString(),
                        later.id().toString(),
                        voucher.id().toString());
        post("enterprise", "/api/v1/reservations", Map.of("voucherIds", chosen, "order", order(800_001)))
                .statusCode(409)
                .body("code", is("voucher-balance-too-low"));
        assertThat(awaited(10).holds()).isTrue();
    }

    @Test
    void aDryRunChangesNothingAndShowsNoIdOfIts() {
        keyed("enterprise", "dry", order(100))
                .queryParam("validateOnly", true)
                .post("/api/v1/vouchers/" + voucher.id() + "/reservations")
                .then()
                .statusCode(200)
                .header("Location", nullValue())
                .body("dryRun", is(true))
                .body("would.status", is("HELD"))
                .body("would.voucherId", is(voucher.id().toString()))
                .body("would.id", nullValue())
                .body("refusals", hasSize(0));
        String held = reserve(100).statusCode(201).extract().path("id");
        keyed("platform", "dry", Map.of())
                .queryParam("validateOnly", true)
                .post("/api/v1/reservations/" + held + "/captures")
                .then()
                .statusCode(200)
                .body("would.amountFen", is(100));

        seen("enterprise").body("availableFen", is(999_900)).body("heldFen", is(100));
    }

    @Test
    void aDryRunOfWhatWouldBeRefusedSaysWhy() {
        keyed("enterprise", "dry", order(TestVouchers.FACE + 1))
                .queryParam("validateOnly", true)
                .post("/api/v1/vouchers/" + voucher.id() + "/reservations")
                .then()
                .statusCode(200)
                .body("dryRun", is(true))
                .body("would", nullValue())
                .body("refusals[0].code", is("voucher-balance-too-low"))
                .body("refusals[0].status", is(409));
        keyed("enterprise", "dry", Map.of())
                .queryParam("validateOnly", true)
                .post("/api/v1/vouchers/" + voucher.id() + "/reservations")
                .then()
                .statusCode(200)
                .body("refusals[0].code", is("invalid-request"))
                .body("refusals[0].errors", not(empty()));

        seen("enterprise").body("heldFen", is(0));
    }

    @Test
    void theSameRequestAgainHasOneEffectAndTheSameAnswer() {
        String key = UUID.randomUUID().toString();
        String path = "/api/v1/vouchers/" + voucher.id() + "/reservations";
        Map<String, Object> order = order(100);
        String first = keyed("enterprise", key, order)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .asString();
        String again = keyed("enterprise", key, order)
                .post(path)
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .extract()
                .asString();
        keyed("enterprise", key, order(101))
                .post(path)
                .then()
                .statusCode(422)
                .body("code", is("idempotency-key-reused"));

        assertThat(again).isEqualTo(first);
        seen("enterprise").body("heldFen", is(100));
    }

    @Test
    void aRepetitionGetsItsAnswerAlsoWhenTheHoldIsOver() {
        String one = "/api/v1/vouchers/" + voucher.id() + "/reservations";
        String several = "/api/v1/reservations";
        String key = UUID.randomUUID().toString();
        Instant end = Instant.now().plusSeconds(6);
        Map<String, Object> order = new HashMap<>(order(100));
        order.put("expiresAt", end.toString());
        Map<String, Object> another = new HashMap<>(order(100));
        another.put("expiresAt", end.toString());
        Map<String, Object> orderOfSeveral =
                Map.of("voucherIds", List.of(voucher.id().toString()), "order", another);
        String held = answered(key, order, one);
        String heldOfSeveral = answered(key + "-several", orderOfSeveral, several);

        Patience.until("the end of the hold", () -> Instant.now().isAfter(end));

        assertThat(answered(key, order, one)).isEqualTo(held);
        assertThat(answered(key + "-several", orderOfSeveral, several)).isEqualTo(heldOfSeveral);
        post("enterprise", one, order).statusCode(400).body("errors.code", contains("reservation-end-over"));
    }

    private static String answered(String key, Object body, String path) {
        return keyed("enterprise", key, body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .asString();
    }

    @Test
    void nobodyMovesWhatIsNotHis() {
        String held = reserve(100).statusCode(201).extract().path("id");

        post("enterprise2", "/api/v1/vouchers/" + voucher.id() + "/reservations", order(1))
                .statusCode(404)
                .body("code", is("voucher-not-found"));
        post("application", "/api/v1/reservations/" + held + "/captures", Map.of())
                .statusCode(404)
                .body("code", is("reservation-not-found"));
        post("enterprise", "/api/v1/reservations/" + held + "/captures", Map.of())
                .statusCode(403);
        post("platform", "/api/v1/vouchers/" + voucher.id() + "/reservations", order(1))
                .statusCode(403);
        measure("wuhu", "freezes").statusCode(404).body("code", is("voucher-not-found"));
        measure("finance", "freezes").statusCode(403);
        as("enterprise2").get("/api/v1/vouchers/" + voucher.id()).then().statusCode(404);
        for (String overseer : List.of("feixi", "hefei", "province", "finance", "auditor")) {
            seen(overseer).body("availableActions.contains('RESERVE')", is(false));
        }
    }

    @Test
    void anOfferingThatIsNotFitIsRefused() {
        post(
                        "enterprise",
                        "/api/v1/vouchers/" + voucher.id() + "/reservations",
                        Map.of(
                                "offeringId", UUID.randomUUID().toString(),
                                "externalReference", "PO-1",
                                "lines", List.of(FenOffering.line(10, 1))))
                .statusCode(404)
                .body("code", is("offering-not-found"));
        offering = as("platform")
                .queryParam("kind", "DEVICE_CONNECTION")
                .queryParam("voucherEligible", true)
                .queryParam("providerId", "01900000-0000-7000-8000-000000000001")
                .get("/api/v1/offerings")
                .path("data[0].id");
        reserve(1).statusCode(409).body("code", is("offering-not-subsidised"));
        offering = as("platform")
                .queryParam("kind", "IAAS")
                .queryParam("voucherEligible", false)
                .queryParam("providerId", "01900000-0000-7000-8000-000000000001")
                .get("/api/v1/offerings")
                .path("data[0].id");
        reserve(1).statusCode(409).body("code", is("offering-not-eligible"));
    }

    @Test
    void whatItsProviderHasLongNotConfirmedIsNotPaidForUntilItDoes() {
        offering = FenOffering.another();
        confirmedBefore(119);
        reserve(1).statusCode(201);
        confirmedBefore(120);
        reserve(1).statusCode(409).body("code", is("offering-lapsed"));

        WorkerThread.await(
                pool.preparedQuery("INSERT INTO offering_confirmation (offering_id, provider_id, confirmed_at)"
                                + " SELECT id, provider_id, now() FROM offering WHERE id = $1")
                        .execute(Tuple.of(UUID.fromString(offering))));
        reserve(1).statusCode(201);
    }

    private void confirmedBefore(int days) {
        WorkerThread.await(pool.preparedQuery("UPDATE offering SET updated_at = $2 WHERE id = $1")
                .execute(Tuple.of(
                        UUID.fromString(offering),
                        Instant.now().minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC))));
    }

    @Test
    void inputWithDefectsIsToldAllOfThem() {
        post(
                        "enterprise",
                        "/api/v1/vouchers/" + voucher.id() + "/reservations",
                        Map.of("externalReference", "", "lines", List.of(Map.of("quantity", "-1", "amountFen", -1))))
                .statusCode(400)
                .body("errors.pointer", hasItem("/offeringId"))
                .body("errors.pointer", hasItem("/lines/0/planCode"))
                .body("errors.pointer", hasItem("/lines/0/quantity"))
                .body("errors.pointer", hasItem("/lines/0/amountFen"));
        post(
                        "enterprise",
                        "/api/v1/vouchers/" + voucher.id() + "/reservations",
                        Map.of(
                                "offeringId",
                                offering,
                                "externalReference",
                                "PO-1",
                                "expiresAt",
                                Instant.now().minusSeconds(1).toString(),
                                "lines",
                                List.of(FenOffering.line(10, 1))))
                .statusCode(400)
                .body("errors.code", contains("reservation-end-over"));
    }

    @Test
    void theTagChangesWithTheBalance() {
        String path = "/api/v1/vouchers/" + voucher.id();
        String tag = as("enterprise").get(path).then().statusCode(200).extract().header("ETag");
        as("enterprise").header("If-None-Match", tag).get(path).then().statusCode(304);
        reserve(1).statusCode(201);
        as("enterprise").header("If-None-Match", tag).get(path).then().statusCode(200);
    }

    @Test
    void listsAreFilteredByWhatTheRowsShow() {
        String held = reserve(100).statusCode(201).extract().path("id");
        String redemption = capture(held, null).statusCode(201).extract().path("id");
        String programmeId = programme.programmeId().toString();
        String before = Instant.now().minusSeconds(3_600).toString();
        String after = Instant.now().plusSeconds(3_600).toString();

        for (String caller : List.of("enterprise", "auditor")) {
            as(caller)
                    .queryParam("programmeId", programmeId)
                    .queryParam("status", "ACTIVE")
                    .queryParam("to", after)
                    .get("/api/v1/vouchers")
                    .then()
                    .statusCode(200)
                    .body("data.id", contains(voucher.id().toString()));
            for (String other : List.of("ISSUED", "EXHAUSTED", "EXPIRED", "FROZEN", "REVOKED")) {
                as(caller)
                        .queryParam("programmeId", programmeId)
                        .queryParam("status", other)
                        .get("/api/v1/vouchers")
                        .then()
                        .statusCode(200)
                        .body("data", empty());
            }
        }
        assertFound("/api/v1/reservations", Map.of("status", "CAPTURED", "from", before, "to", after), held);
        assertFound("/api/v1/reservations", Map.of("status", "HELD"), null);
        assertFound("/api/v1/reservations", Map.of("from", after), null);
        assertFound("/api/v1/reservations", Map.of("externalReference", "no such order"), null);
        assertFound("/api/v1/redemptions", Map.of("from", before, "to", after), redemption);
        assertFound("/api/v1/redemptions", Map.of("to", before), null);
        assertFound("/api/v1/redemptions", Map.of("providerId", voucher.id().toString()), null);
        for (String moment : List.of("yesterday", "2018-07-01", "+12018-07-01T00:00:00Z")) {
            as("enterprise")
                    .queryParam("from", moment)
                    .get("/api/v1/redemptions")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("query/from"));
        }
    }

    private void assertFound(String path, Map<String, String> filter, String id) {
        List<String> found = as("enterprise")
                .queryParams(filter)
                .queryParam("voucherId", voucher.id().toString())
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .path("data.id");
        assertThat(found).as("%s %s", path, filter).isEqualTo(id == null ? List.of() : List.of(id));
    }

    @Test
    void listsShowWhatTheCallerMaySee() {
        String held = reserve(100).statusCode(201).extract().path("id");
        String redemption = capture(held, null).statusCode(201).extract().path("id");
        as("enterprise")
                .queryParam("programmeId", programme.programmeId().toString())
                .get("/api/v1/vouchers")
                .then()
                .statusCode(200)
                .body("data.id", contains(voucher.id().toString()))
                .body("page.nextCursor", nullValue());
        for (String caller : List.of("enterprise", "platform", "hefei", "auditor")) {
            as(caller)
                    .queryParam("voucherId", voucher.id().toString())
                    .get("/api/v1/reservations")
                    .then()
                    .statusCode(200)
                    .body("data.id", contains(held));
            as(caller)
                    .queryParam("voucherId", voucher.id().toString())
                    .get("/api/v1/redemptions")
                    .then()
                    .statusCode(200)
                    .body("data.id", contains(redemption));
            as(caller).get("/api/v1/redemptions/" + redemption).then().statusCode(200);
            as(caller)
                    .get("/api/v1/redemptions/" + redemption + "/refunds")
                    .then()
                    .statusCode(200)
                    .body("data", empty());
        }
        for (String stranger : List.of("enterprise2", "application", "wuhu")) {
            as(stranger)
                    .queryParam("voucherId", voucher.id().toString())
                    .get("/api/v1/reservations")
                    .then()
                    .body("data", empty());
            as(stranger)
                    .queryParam("voucherId", voucher.id().toString())
                    .get("/api/v1/redemptions")
                    .then()
                    .body("data", empty());
            as(stranger).get("/api/v1/redemptions/" + redemption).then().statusCode(404);
        }
    }

    @Test
    void everyOperationRefusesWhatCannotBe() {
        String mine = "/api/v1/vouchers/" + voucher.id();
        post("enterprise", mine + "/acceptances", null)
                .statusCode(409)
                .body("code", is("voucher-transition-not-allowed"));
        measure("feixi", "unfreezes").statusCode(409).body("code", is("voucher-transition-not-allowed"));
        String nobodys = UUID.randomUUID().toString();
        as("auditor")
                .get("/api/v1/programmes/" + nobodys + "/simulations")
                .then()
                .statusCode(404);
        as("enterprise").get("/api/v1/reservations/" + nobodys).then().statusCode(404);
        as("enterprise")
                .get("/api/v1/redemptions/" + nobodys + "/refunds")
                .then()
                .statusCode(404);
        for (String list : List.of(
                "/api/v1/vouchers",
                mine + "/entries",
                "/api/v1/reservations",
                "/api/v1/redemptions",
                "/api/v1/programmes")) {
            as("enterprise")
                    .queryParam("cursor", "made-up")
                    .get(list)
                    .then()
                    .statusCode(400)
                    .body("code", is("cursor-invalid"));
        }
    }

    private static RequestSpecification as(String account) {
        return given().auth().oauth2(TOKENS.computeIfAbsent(account, SignedIn::tokenOf));
    }

    private static RequestSpecification keyed(String account, String key, Object body) {
        RequestSpecification request = as(account).header("Idempotency-Key", key);
        return body == null ? request : request.contentType("application/json").body(body);
    }

    private static ValidatableResponse post(String account, String path, Object body) {
        return keyed(account, UUID.randomUUID().toString(), body).post(path).then();
    }

    private ValidatableResponse seen(String account) {
        return as(account).get("/api/v1/vouchers/" + voucher.id()).then().statusCode(200);
    }

    /** An order of its own. */
    private Map<String, Object> order(long amountFen) {
        return Map.of(
                "offeringId",
                offering,
                "externalReference",
                "PO-" + UUID.randomUUID(),
                "lines",
                List.of(FenOffering.line(amountFen * 3, amountFen)));
    }

    private ValidatableResponse reserve(long amountFen) {
        return post("enterprise", "/api/v1/vouchers/" + voucher.id() + "/reservations", order(amountFen));
    }

    private ValidatableResponse reserveLine(long baseFen, long amountFen) {
        return post(
                "enterprise",
                "/api/v1/vouchers/" + voucher.id() + "/reservations",
                Map.of(
                        "offeringId",
                        offering,
                        "externalReference",
                        "PO-" + UUID.randomUUID(),
                        "lines",
                        List.of(FenOffering.line(baseFen, amountFen))));
    }

    private static ValidatableResponse capture(String reservation, Long amountFen) {
        return post(
                "platform",
                "/api/v1/reservations/" + reservation + "/captures",
                amountFen == null ? Map.of() : Map.of("amountFen", amountFen));
    }

    private static ValidatableResponse release(String account, String reservation) {
        return post(account, "/api/v1/reservations/" + reservation + "/releases", Map.of("reason", "订单取消"));
    }

    private static ValidatableResponse refund(String redemption, Long amountFen) {
        return post(
                "platform",
                "/api/v1/redemptions/" + redemption + "/refunds",
                amountFen == null ? Map.of("reason", "退") : Map.of("reason", "退", "amountFen", amountFen));
    }

    private ValidatableResponse measure(String account, String measure) {
        return post(account, "/api/v1/vouchers/" + voucher.id() + "/" + measure, Map.of("reason", "核查"));
    }

    /** The ledger when it has come this far. */
    private ConservationStatement awaited(long position) {
        Background.settle();
        ConservationStatement found = WorkerThread.await(ledger.conservation(programme.programmeId()));
        assertThat(found.position()).isEqualTo(position);
        return found;
    }
}
