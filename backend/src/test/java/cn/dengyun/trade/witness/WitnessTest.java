package cn.dengyun.trade.witness;

import static cn.dengyun.trade.witness.TestWitnesses.APPLICATION;
import static cn.dengyun.trade.witness.TestWitnesses.COMPARISONS;
import static cn.dengyun.trade.witness.TestWitnesses.METERS;
import static cn.dengyun.trade.witness.TestWitnesses.PATH;
import static cn.dengyun.trade.witness.TestWitnesses.PLATFORM;
import static cn.dengyun.trade.witness.TestWitnesses.READINGS;
import static cn.dengyun.trade.witness.TestWitnesses.at;
import static cn.dengyun.trade.witness.TestWitnesses.form;
import static cn.dengyun.trade.witness.TestWitnesses.inForce;
import static cn.dengyun.trade.witness.TestWitnesses.keyed;
import static cn.dengyun.trade.witness.TestWitnesses.line;
import static cn.dengyun.trade.witness.TestWitnesses.move;
import static cn.dengyun.trade.witness.TestWitnesses.ofMeter;
import static cn.dengyun.trade.witness.TestWitnesses.operator;
import static cn.dengyun.trade.witness.TestWitnesses.propose;
import static cn.dengyun.trade.witness.TestWitnesses.proposed;
import static cn.dengyun.trade.witness.TestWitnesses.report;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.trade.bill.TestBills;
import cn.dengyun.trade.order.OrderWorld;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.trade.usage.TestUsage;
import cn.dengyun.trade.usage.TestUsage.Meter;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who witnesses what is used, what they see, and what becomes of it when a provider says otherwise. */
@QuarkusTest
class WitnessTest {

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    @Inject
    ComparisonRounds rounds;

    @Inject
    OrderWorld world;

    private String meter;

    /** Each test has a meter to itself, whose service has run for four months. */
    @BeforeEach
    void aMeter() {
        Meter begun = TestUsage.begun("flow");
        meter = begun.id();
        TestWitnesses.age(meter);
    }

    private static RequestSpecification witness() {
        return operator().request();
    }

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static String key() {
        return "e-" + UUID.randomUUID();
    }

    private void compared() {
        WorkerThread.await(rounds.round());
    }

    private Response comparison() {
        Response found = SignedIn.as("feixi").get(COMPARISONS + "?meterId=" + meter);
        found.then().statusCode(200);
        return found;
    }

    private String reported(String quantity) {
        Response receipt = TestUsage.report(SignedIn.as("platform"), line(meter, key(), at(3), quantity));
        receipt.then().statusCode(201);
        assertThat(receipt.<Integer>path("acceptedCount")).isEqualTo(1);
        return receipt.path("id");
    }

    private void seen(String quantity) {
        Response receipt = report(witness(), line(meter, key(), at(4), quantity));
        receipt.then().statusCode(201);
        assertThat(receipt.<Integer>path("acceptedCount")).isEqualTo(1);
    }

    private static Response decide(String account, String id, String what, String tag) {
        return TestOrders.post(
                SignedIn.as(account).header("If-Match", tag),
                COMPARISONS + "/" + id + "/" + what,
                Map.of("reason", "计量口径不同，经核查属实"));
    }

    @Test
    void twoPeopleOfTheProvinceAppointAWitnessAndOneOfThemEndsIt() {
        String id = proposed(ofMeter(meter));

        assertThat(SignedIn.as("province").get(PATH + "/" + id).<List<String>>path("availableActions"))
                .containsExactly("REJECT");
        assertThat(code(move("province", id, "approvals"))).isEqualTo("four-eyes-required");
        assertThat(code(move("feixi", id, "approvals"))).isEqualTo("usage-witness-not-found");
        assertThat(move("platform", id, "approvals").statusCode()).isEqualTo(403);
        move("province2", id, "approvals").then().statusCode(200);
        assertThat(code(move("province2", id, "approvals"))).isEqualTo("transition-not-allowed");
        assertThat(code(move("province2", id, "rejections"))).isEqualTo("transition-not-allowed");
        for (RequestSpecification told : List.of(witness(), SignedIn.as("platform"), SignedIn.as("auditor"))) {
            assertThat(told.get(PATH + "/" + id).<String>path("status")).isEqualTo("IN_FORCE");
        }
        for (String stranger : List.of("application", "wuhu", "hefei")) {
            assertThat(SignedIn.as(stranger).get(PATH + "/" + id).statusCode()).isEqualTo(404);
        }
        assertThat(SignedIn.as("platform")
                        .get(PATH + "?providerId=" + PLATFORM + "&status=IN_FORCE&limit=200")
                        .<List<String>>path("data.id"))
                .contains(id);
        move("province", id, "endings").then().statusCode(200);
        assertThat(code(move("province", id, "endings"))).isEqualTo("transition-not-allowed");
        String taken = proposed(ofMeter(meter));
        move("province", taken, "rejections").then().statusCode(200);
        assertThat(SignedIn.as("province").get(PATH + "/" + taken).<String>path("status"))
                .isEqualTo("REJECTED");
    }

    @Test
    void aProposalIsMadeOnceAndAStaleOneIsNotApproved() {
        String key = UUID.randomUUID().toString();
        Response first = proposedBy(key, ofMeter(meter));
        Response again = proposedBy(key, ofMeter(meter));
        Map<String, Object> other = ofMeter(meter);
        other.put("tolerancePerMille", 30);

        first.then().statusCode(201);
        assertThat(again.<String>path("id")).isEqualTo(first.<String>path("id"));
        assertThat(code(proposedBy(key, other))).isEqualTo("idempotency-key-reused");
        String tag = first.header("ETag");
        move("province", first.path("id"), "rejections").then().statusCode(200);
        TestOrders.post(
                        SignedIn.as("province2").header("If-Match", tag),
                        PATH + "/" + first.path("id") + "/approvals",
                        Map.of("reason", "同意"))
                .then()
                .statusCode(412);
        assertThat(code(propose("hefei", ofMeter(meter)))).isEqualTo("not-yours");
        Response tried =
                TestOrders.post(SignedIn.as("province").queryParam("validateOnly", true), PATH, ofMeter(meter));
        tried.then().statusCode(200);
        assertThat(tried.<Boolean>path("dryRun")).isTrue();
    }

    private static Response proposedBy(String key, Map<String, Object> form) {
        return SignedIn.as("province")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(form)
                .post(PATH);
    }

    @Test
    void nobodyWitnessesForHimselfAndAllThatIsWrongIsToldAtOnce() {
        assertThat(code(propose("province", form(PLATFORM, PLATFORM, "meterId", meter))))
                .isEqualTo("usage-witness-related");
        Map<String, Object> wrong = form(APPLICATION, PLATFORM, "meterId", meter);
        wrong.put("fromMonth", "2018-09");
        wrong.put("providerId", operator().provider());

        Response refused = propose("province", wrong);

        refused.then().statusCode(400);
        assertThat(refused.<List<String>>path("errors.code"))
                .contains("usage-witness-kind", "usage-witness-foreign", "usage-witness-too-early");
        Map<String, Object> both = ofMeter(meter);
        both.put(
                "offeringId",
                SignedIn.as("platform").get(TestUsage.METERS + "/" + meter).path("offeringId"));
        assertThat(propose("province", both).<List<String>>path("errors.code")).containsExactly("usage-witness-of-one");
        assertThat(code(propose("province", ofMeter(UUID.randomUUID().toString()))))
                .isEqualTo("usage-meter-not-found");
        assertThat(code(propose("province", form(UUID.randomUUID().toString(), PLATFORM, "meterId", meter))))
                .isEqualTo("provider-not-found");
        Map<String, Object> wide = ofMeter(meter);
        wide.put("tolerancePerMille", 201);
        propose("province", wide).then().statusCode(400);
    }

    @Test
    void ofTwoThatAreApprovedAtOnceOneIsInForce() {
        String one = proposed(ofMeter(meter));
        String two = proposed(ofMeter(meter));

        List<CompletableFuture<Response>> both = Stream.of(one, two)
                .map(id -> CompletableFuture.supplyAsync(() -> move("province2", id, "approvals")))
                .toList();

        assertThat(both.stream().map(CompletableFuture::join).map(Response::statusCode))
                .containsExactlyInAnyOrder(200, 409);
        assertThat(code(move("province2", proposed(ofMeter(meter)), "approvals")))
                .isEqualTo("usage-witness-overlaps");
    }

    @Test
    void aWitnessIsToldWhatItNeedsAndNoMore() {
        inForce(ofMeter(meter));

        Response told = witness().get(METERS + "?limit=200&month=" + YearMonth.from(TestWitnesses.month()));

        told.then().statusCode(200);
        Map<String, Object> mine = told.<List<Map<String, Object>>>path("data").stream()
                .filter(each -> each.get("meterId").equals(meter))
                .findFirst()
                .orElseThrow();
        assertThat(mine.keySet())
                .containsExactlyInAnyOrder(
                        "meterId",
                        "providerName",
                        "offeringName",
                        "planName",
                        "unit",
                        "aggregation",
                        "beginsAt",
                        "endsAt");
        witness().get(TestUsage.METERS + "/" + meter).then().statusCode(404);
        assertThat(witness().get(METERS + "?month=2010-01").<List<Object>>path("data"))
                .isEmpty();
        assertThat(SignedIn.as("enterprise").get(METERS).statusCode()).isEqualTo(403);
        given().auth()
                .oauth2(SignedIn.narrowToken("usage:write usage:read"))
                .get(METERS)
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(SignedIn.narrowToken("usage:witness"))
                .get(METERS)
                .then()
                .statusCode(200);
    }

    @Test
    void whatAWitnessReportsComesAsUsageDoesAndNoBillCountsIt() {
        inForce(ofMeter(meter));
        String one = key();
        String body = String.join(
                "\n",
                line(meter, one, at(1), "5"),
                line(meter, one, at(1), "5.0"),
                line(meter, one, at(1), "6"),
                line(meter, key(), Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS), "1"),
                line(UUID.randomUUID().toString(), key(), at(1), "1"),
                "{\"orderNumber\":\"D4K7-M2P9-QXT8-V\",\"planCode\":\"flow\",\"eventId\":\"x\",\"occurredAt\":\""
                        + at(1) + "\",\"quantity\":\"1\"}");
        String key = UUID.randomUUID().toString();

        Response receipt = keyed(witness(), key, body);

        receipt.then().statusCode(201);
        assertThat(List.of(
                        receipt.<Integer>path("acceptedCount"),
                        receipt.<Integer>path("duplicateCount"),
                        receipt.<Integer>path("conflictCount"),
                        receipt.<Integer>path("quarantinedCount"),
                        receipt.<Integer>path("refusedCount")))
                .containsExactly(1, 1, 1, 0, 3);
        assertThat(receipt.<Boolean>path("ofWitness")).isTrue();
        assertThat(keyed(witness(), key, body).<String>path("id")).isEqualTo(receipt.<String>path("id"));
        assertThat(code(keyed(witness(), key, line(meter, key(), at(2), "1")))).isEqualTo("idempotency-key-reused");
        Response rows = witness().get(TestUsage.RECEIPTS + "/" + receipt.path("id") + "/rows");
        assertThat(rows.<List<String>>path("data.outcome"))
                .containsExactly("ACCEPTED", "DUPLICATE", "CONFLICT", "REFUSED", "REFUSED", "REFUSED");
        assertThat(receipt.<List<String>>path("problems.errors.flatten().code"))
                .containsExactly(
                        "usage-witness-reading-conflict",
                        "usage-witness-reading-doubtful",
                        "usage-meter-not-witnessed",
                        "usage-meter-not-witnessed");
        assertThat(SignedIn.as("platform")
                        .get(TestUsage.EVENTS + "?meterId=" + meter)
                        .<List<Object>>path("data"))
                .as("what the provider reports is another matter")
                .isEmpty();
        SignedIn.as("platform")
                .get(TestUsage.RECEIPTS + "/" + receipt.path("id"))
                .then()
                .statusCode(404);
    }

    @Test
    void whatNoMeterCanHaveReadIsRefusedAndNotHeldBack() {
        inForce(ofMeter(meter));

        Response receipt = report(
                witness(),
                line(meter, key(), at(1), "-1"),
                line(meter, key(), at(1), "1234567890123456789"),
                line(meter, key(), Instant.EPOCH, "1"));

        receipt.then().statusCode(201);
        assertThat(receipt.<Integer>path("refusedCount")).isEqualTo(3);
        assertThat(witness().get(READINGS + "?meterId=" + meter).<List<Object>>path("data"))
                .isEmpty();
    }

    @Test
    void onlyAWitnessReportsAndOnlyWhileItIsOne() {
        String id = inForce(ofMeter(meter));
        seen("1");

        assertThat(code(report(SignedIn.as("application"), line(meter, key(), at(1), "1"))))
                .isEqualTo("usage-witness-none");
        assertThat(report(SignedIn.as("enterprise"), line(meter, key(), at(1), "1"))
                        .statusCode())
                .isEqualTo(403);
        report(given().auth().oauth2(SignedIn.narrowToken("usage:write")), line(meter, key(), at(1), "1"))
                .then()
                .statusCode(403);
        move("province", id, "endings").then().statusCode(200);
        Response late = report(witness(), line(meter, key(), at(1), "1"));
        assertThat(late.statusCode() == 403 || late.<Integer>path("refusedCount") == 1)
                .as("it may be a witness of another meter still: %s", late.asString())
                .isTrue();
    }

    @Test
    void whatWasNotSeenSoIsTakenBackByTheWitnessAlone() {
        inForce(ofMeter(meter));
        seen("5");
        String id = witness().get(READINGS + "?meterId=" + meter).path("data[0].id");

        for (String stranger : List.of("platform", "wuhu")) {
            SignedIn.as(stranger).get(READINGS + "/" + id).then().statusCode(404);
        }
        SignedIn.as("feixi").get(READINGS + "/" + id).then().statusCode(200);
        String path = READINGS + "/" + id + "/retractions";
        TestOrders.post("platform", path, Map.of("reason", "重复")).then().statusCode(404);
        Response taken = TestOrders.post(witness(), path, Map.of("reason", "重复"));
        taken.then().statusCode(200);
        assertThat(taken.<String>path("status")).isEqualTo("RETRACTED");
        assertThat(code(TestOrders.post(witness(), path, Map.of("reason", "重复"))))
                .isEqualTo("transition-not-allowed");
        assertThat(witness().get(READINGS + "?status=COUNTED&meterId=" + meter).<List<Object>>path("data"))
                .isEmpty();
    }

    @Test
    void whatAgreesIsConfirmedAndWhatNobodyHasSeenIsNot() {
        inForce(ofMeter(meter));
        reported("100");
        compared();
        assertThat(comparison().<List<String>>path("data.outcome")).containsOnly("NOT_WITNESSED");

        seen("99");
        compared();

        Map<String, Object> found = ofMonth();
        assertThat(found)
                .containsEntry("outcome", "CONFIRMED")
                .containsEntry("status", "SETTLED")
                .containsEntry("reported", "100")
                .containsEntry("witnessed", "99")
                .containsEntry("dueAt", null);
        assertThat((List<?>) found.get("availableActions")).isEmpty();
        assertThat(code(decide("feixi", (String) found.get("id"), "explanations", "*")))
                .isEqualTo("transition-not-allowed");
    }

    /** Both sides can make themselves related by themselves, and would be rid of their witness. */
    @Test
    void whoHasBecomeOneWithASideConfirmsNothingAndStillDoubts() {
        TestWitnesses.Operator related = TestWitnesses.Operator.made();
        inForce(form(related.provider(), PLATFORM, "meterId", meter));
        reported("100");
        report(related.request(), line(meter, key(), at(4), "100")).then().statusCode(201);
        TestWitnesses.giveContactOfEnterprise(related.organization().id(), meter);

        compared();

        assertThat(ofMonth()).containsEntry("outcome", "NOT_WITNESSED").containsEntry("witnessed", null);
        report(related.request(), line(meter, key(), at(5), "100")).then().statusCode(201);
        compared();
        assertThat(ofMonth()).containsEntry("outcome", "DIFFERS").containsEntry("witnessed", "200");
        assertThat(code(propose("province", form(related.provider(), PLATFORM, "meterId", meter))))
                .isEqualTo("usage-witness-related");
    }

    private Map<String, Object> ofMonth() {
        return comparison().<List<Map<String, Object>>>path("data").stream()
                .filter(each -> each.get("month")
                        .equals(YearMonth.from(TestWitnesses.month()).toString()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDifferenceWaitsForTheOfficeOfTheEnterpriseAndOtherFiguresForItAgain() {
        inForce(ofMeter(meter));
        reported("100");
        seen("50");
        compared();
        Map<String, Object> found = ofMonth();
        String id = (String) found.get("id");
        assertThat(found).containsEntry("outcome", "DIFFERS").containsEntry("status", "OPEN");
        assertThat(found.get("dueAt")).isNotNull();
        assertThat(SignedIn.as("feixi")
                        .get("/api/v1/work-items?kind=USAGE_DIFFERENCE&limit=200")
                        .<List<String>>path("data.subject.id"))
                .contains(id);

        for (String told : List.of("enterprise", "platform", "finance", "auditor", "hefei")) {
            SignedIn.as(told).get(COMPARISONS + "/" + id).then().statusCode(200);
        }
        SignedIn.as("wuhu").get(COMPARISONS + "/" + id).then().statusCode(404);
        witness().get(COMPARISONS + "/" + id).then().statusCode(404);
        assertThat(code(decide("wuhu", id, "explanations", "*"))).isEqualTo("usage-comparison-not-found");
        assertThat(decide("platform", id, "explanations", "*").statusCode()).isEqualTo(403);
        TestOrders.post("feixi", COMPARISONS + "/" + id + "/explanations", Map.of("reason", "属实"))
                .then()
                .statusCode(428);
        String tag = SignedIn.as("feixi").get(COMPARISONS + "/" + id).header("ETag");
        decide("feixi", id, "explanations", tag).then().statusCode(200);
        assertThat(ofMonth()).containsEntry("status", "EXPLAINED");

        seen("10");
        compared();

        assertThat(ofMonth()).containsEntry("status", "OPEN").containsEntry("witnessed", "60");
        assertThat(decide("feixi", id, "explanations", tag).statusCode()).isEqualTo(412);
        assertThat(decide("feixi", id, "objections", tag).statusCode()).isEqualTo(412);
        decide("feixi", id, "objections", "*").then().statusCode(200);
        compared();
        assertThat(ofMonth()).containsEntry("status", "UPHELD");
        seen("39.5");
        compared();
        assertThat(ofMonth()).containsEntry("status", "SETTLED").containsEntry("outcome", "CONFIRMED");
    }

    @Test
    void whatBothSayWasNotUsedIsNoUse() {
        inForce(ofMeter(meter));
        seen("0");

        compared();

        assertThat(ofMonth()).containsEntry("outcome", "NO_USE").containsEntry("status", "SETTLED");
    }

    @Test
    void theClaimOfABillIsHeldWhereAWitnessSaysOtherwise() {
        String order = TestBills.paid(world.withThePlatform().voucher().id(), 3);
        Map<String, Object> reported = checked(claimed(order, 300));
        assertThat(reported).containsEntry("finding", "USE_REPORTED").containsEntry("verdict", "GREEN");

        String doubted = TestBills.paid(world.withThePlatform().voucher().id(), 3);
        meter = SignedIn.as("platform")
                .get(TestOrders.PATH + "/" + doubted + "/meters")
                .path("data[0].id");
        Map<String, Object> appointment = ofMeter(meter);
        appointment.put("fromMonth", YearMonth.from(TestBills.MONTH).toString());
        inForce(appointment);
        report(witness(), line(meter, key(), TestBills.in(TestBills.MONTH), "150"))
                .then()
                .statusCode(201);
        compared();

        String claim = claimed(doubted, 300);

        Map<String, Object> check = checked(claim);
        assertThat(check).containsEntry("finding", "USE_DIFFERS").containsEntry("verdict", "AMBER");
        assertThat((String) check.get("detail")).contains("300", "150");
        assertThat(TestClaims.get("platform", claim).<String>path("status")).isEqualTo("CHECKED");
    }

    @Test
    void theClaimOfABillOfOneDayOfUseGoesToAReviewer() {
        String order = TestBills.paid(world.withThePlatform().voucher().id(), 1);

        String claim = claimed(order, 100);

        assertThat(checked(claim)).containsEntry("finding", "USE_ON_FEW_DAYS");
        assertThat(TestClaims.get("platform", claim).<String>path("colour")).isEqualTo("AMBER");
    }

    private static Map<String, Object> checked(String claim) {
        return TestClaims.get("platform", claim).<List<Map<String, Object>>>path("checks").stream()
                .filter(each -> each.get("check").equals("USED"))
                .findFirst()
                .orElseThrow();
    }

    /** A claim of what the bill of an order of so many fen captured, that the enterprise has confirmed. */
    private static String claimed(String order, long fen) {
        String redemption = TestWitnesses.text(
                "SELECT r.id FROM redemption r JOIN reservation h ON h.id = r.reservation_id WHERE h.order_id = ?",
                UUID.fromString(order));
        String today = LocalDate.now(ANHUI).toString();
        Map<String, Object> evidence = new HashMap<>(Map.of(
                "contract",
                Map.of("number", "HT-" + TestClaims.number(12)),
                "invoices",
                List.of(Map.of(
                        "number",
                        TestClaims.number(20),
                        "amountFen",
                        fen,
                        "issuedOn",
                        today,
                        "buyerName",
                        TestClaims.BUYER,
                        "sellerName",
                        TestClaims.SELLER)),
                "bankReceipts",
                List.of(Map.of(
                        "serial",
                        "G" + TestClaims.number(16),
                        "amountFen",
                        fen,
                        "paidOn",
                        today,
                        "payerName",
                        TestClaims.BUYER,
                        "payeeName",
                        TestClaims.SELLER))));
        String claim = TestClaims.submitted(redemption, evidence);
        TestClaims.confirm(claim).then().statusCode(200);
        return claim;
    }
}
