package cn.dengyun.trade.dispute;

import static cn.dengyun.trade.order.OrderWorld.SHARE;
import static cn.dengyun.trade.order.OrderWorld.code;
import static cn.dengyun.trade.order.OrderWorld.status;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.settlement.batch.TestSettlement;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.OrderWorld;
import cn.dengyun.trade.order.OrderWorld.Scene;
import cn.dengyun.trade.order.TestOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The two sides of an order do not agree: nothing moves, an authority decides, and money follows the decision. */
@QuarkusTest
class DisputeTest {

    @Inject
    OrderWorld world;

    @Inject
    DisputeRounds rounds;

    @Inject
    TestSettlement settlement;

    private Scene scene;

    @BeforeEach
    void aScene() {
        scene = world.withThePlatform();
    }

    @Test
    void nothingOfADisputedOrderMovesAndItGoesOnWhereItStood() {
        String order = scene.begun(4);
        String delivery = scene.delivered(order, 1);
        String dispute = TestDisputes.filed(order, "QUANTITY", delivery);

        assertThat(status(order)).isEqualTo("DISPUTED");
        assertThat(code(TestOrders.acceptDelivery(delivery))).isEqualTo("order-disputed");
        assertThat(code(TestOrders.deliver(SignedIn.as("platform"), order, MonthOffering.MONTH, 1)))
                .isEqualTo("order-disputed");
        assertThat(code(TestOrders.propose(SignedIn.as("platform"), order, Map.of("kind", "CANCEL_REST"))))
                .isEqualTo("order-disputed");
        assertThat(code(TestDisputes.file(SignedIn.as("platform"), order, "OTHER", null)))
                .isEqualTo("order-disputed");
        assertThat(TestDisputes.withdraw(SignedIn.as("platform"), dispute).statusCode())
                .isEqualTo(403);
        Response withdrawn = TestDisputes.withdraw(SignedIn.as("enterprise"), dispute);

        assertThat(withdrawn.<String>path("status")).isEqualTo("WITHDRAWN");
        assertThat(code(TestDisputes.withdraw(SignedIn.as("enterprise"), dispute)))
                .isEqualTo("transition-not-allowed");
        assertThat(status(order)).isEqualTo("ACTIVE");
        TestOrders.acceptDelivery(delivery).then().statusCode(200);
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(SHARE);
        assertThat(world.voucher(scene).getLong("held_fen")).isEqualTo(3 * SHARE);
        world.assertConserved(scene);
    }

    @Test
    void whatWasCapturedTooMuchIsTakenBackWhenNobodyAppeals() {
        String order = scene.begun(4);
        String delivery = scene.delivered(order, 4);
        TestOrders.acceptDelivery(delivery).then().statusCode(200);
        assertThat(status(order)).isEqualTo("COMPLETED");
        String dispute = TestDisputes.filed(order, "QUANTITY", delivery);
        long netFen = world.delivery(delivery).getLong("net_fen");
        List<Map<String, Object>> half = List.of(TestDisputes.line(MonthOffering.MONTH, 2, netFen / 2));

        Response decided = TestDisputes.decide(SignedIn.as("feixi"), dispute, "decisions", "DELIVERY_LOWERED", half);

        assertThat(decided.<String>path("status")).as(decided.asString()).isEqualTo("DECIDED");
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(4 * SHARE);
        passed("due_at", dispute);
        assertThat(get(dispute).<String>path("status")).isEqualTo("CLOSED");
        assertThat(code(TestDisputes.appeal(SignedIn.as("platform"), dispute))).isEqualTo("transition-not-allowed");
        WorkerThread.await(rounds.round());
        WorkerThread.await(rounds.round());

        assertThat(status(order)).isEqualTo("COMPLETED");
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(2 * SHARE);
        assertThat(get(dispute).<String>path("lines[0].quantity")).isEqualTo("2");
        world.assertConserved(scene);
    }

    @Test
    void theProvinceDecidesOnAnAppealByAnotherPersonAndThatIsCarriedOutAtOnce() {
        String order = scene.begun(4);
        String delivery = scene.delivered(order, 1);
        String dispute = TestDisputes.filed(order, "NOT_AS_AGREED", delivery);
        TestDisputes.decide(SignedIn.as("province"), dispute, "decisions", "DISMISSED")
                .then()
                .statusCode(200);

        Response appealed = TestDisputes.appeal(SignedIn.as("enterprise"), dispute);
        assertThat(appealed.<String>path("appealedSide"))
                .as(appealed.asString())
                .isEqualTo("ENTERPRISE");
        assertThat(code(TestDisputes.appeal(SignedIn.as("platform"), dispute))).isEqualTo("transition-not-allowed");
        assertThat(code(TestDisputes.decide(SignedIn.as("feixi"), dispute, "appeal-decisions", "DISMISSED")))
                .isEqualTo("not-yours");
        assertThat(code(TestDisputes.decide(SignedIn.as("province"), dispute, "appeal-decisions", "DISMISSED")))
                .isEqualTo("four-eyes-required");
        Response closed =
                TestDisputes.decide(SignedIn.as("province2"), dispute, "appeal-decisions", "DELIVERY_REJECTED");

        assertThat(closed.<String>path("status")).as(closed.asString()).isEqualTo("CLOSED");
        assertThat(world.delivery(delivery).getString("status")).isEqualTo("REJECTED");
        assertThat(status(order)).isEqualTo("ACTIVE");
        assertThat(world.voucher(scene).getLong("held_fen")).isEqualTo(4 * SHARE);
        TestOrders.acceptDelivery(scene.delivered(order, 4)).then().statusCode(200);
        assertThat(status(order)).isEqualTo("COMPLETED");
        world.assertConserved(scene);
    }

    @Test
    void whatIsWithTheBankIsTakenBackWhenItCouldNotPay() {
        Paid paid = paid("INSTRUCTED");
        String dispute = TestDisputes.filed(paid.order(), "QUANTITY", paid.delivery());
        TestDisputes.decide(SignedIn.as("feixi"), dispute, "decisions", "DELIVERY_LOWERED", half(paid))
                .then()
                .statusCode(200);
        passed("due_at", dispute);
        WorkerThread.await(rounds.round());

        Response waits = get(dispute);
        assertThat(waits.<String>path("status")).as(waits.asString()).isEqualTo("RECOVERY");
        assertThat(waits.<String>path("hindrance")).isEqualTo("IN_PAYMENT");
        assertThat(waits.<String>path("dueAt")).isNotNull();
        assertThat(status(paid.order())).isEqualTo("COMPLETED");
        assertThat(paid.capturedFen()).isEqualTo(2 * SHARE);
        assertThat(code(TestDisputes.recover(SignedIn.as("feixi"), dispute)))
                .as("who has decided")
                .isEqualTo("four-eyes-required");
        assertThat(TestDisputes.recover(SignedIn.as("wuhu"), dispute).statusCode())
                .isEqualTo(404);
        assertThat(TestDisputes.recover(SignedIn.as("enterprise"), dispute).statusCode())
                .isEqualTo(403);
        assertThat(code(TestDisputes.recover(SignedIn.as("hefei"), dispute))).isEqualTo("refund-in-payment");
        paid.stands("status = 'BANK_FAILED', due_at = now() + interval '9 days'");
        Response closed = TestDisputes.recover(SignedIn.as("hefei"), dispute);

        assertThat(closed.<String>path("status")).as(closed.asString()).isEqualTo("CLOSED");
        assertThat(closed.<String>path("remedy")).isEqualTo("CARRIED_OUT");
        assertThat(paid.capturedFen()).isEqualTo(SHARE);
        assertThat(code(TestDisputes.recover(SignedIn.as("hefei"), dispute))).isEqualTo("transition-not-allowed");
    }

    @Test
    void whatTheBankAfterAllSaysItPaidIsNotTakenBackBeforeItIsAsked() {
        Paid paid = paid("INSTRUCTED");
        paid.stands("status = 'BANK_FAILED', due_at = now() + interval '9 days'");
        settlement.contradicted(paid.redemption());
        String dispute = TestDisputes.filed(paid.order(), "QUANTITY", paid.delivery());
        TestDisputes.decide(SignedIn.as("feixi"), dispute, "decisions", "DELIVERY_LOWERED", half(paid))
                .then()
                .statusCode(200);
        passed("due_at", dispute);
        WorkerThread.await(rounds.round());

        assertThat(get(dispute).<String>path("hindrance")).isEqualTo("IN_PAYMENT");
        assertThat(paid.capturedFen()).isEqualTo(2 * SHARE);
        settlement.agreed(paid.redemption());
        TestDisputes.recover(SignedIn.as("hefei"), dispute).then().statusCode(200);
        assertThat(paid.capturedFen()).isEqualTo(SHARE);
    }

    @Test
    void whatIsTakenBackOfADeliveryIsItsOwnCaptureWhereThatIsHere() {
        List<String> delivered = deliveredTwice();
        TestClaims.standOf(delivered.get(0), ClaimStatus.APPROVED);
        TestClaims.standOf(delivered.get(1), ClaimStatus.APPROVED);

        assertThat(loweredToNothing(delivered.get(0)).<String>path("status")).isEqualTo("CLOSED");

        assertThat(TestClaims.text(CLAIM, UUID.fromString(delivered.get(0)))).isEqualTo("WITHDRAWN");
        assertThat(TestClaims.text(CLAIM, UUID.fromString(delivered.get(1)))).isEqualTo("APPROVED");
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(SHARE);
        world.assertConserved(scene);
    }

    @Test
    void whereTheCaptureOfADeliveryIsPaidAnotherOfItsOrderIsTakenBack() {
        List<String> delivered = deliveredTwice();
        TestClaims.standOf(delivered.get(0), ClaimStatus.APPROVED);
        TestClaims.standOf(delivered.get(1), ClaimStatus.PAID);

        assertThat(loweredToNothing(delivered.get(1)).<String>path("status")).isEqualTo("CLOSED");

        assertThat(TestClaims.text(CLAIM, UUID.fromString(delivered.get(0)))).isEqualTo("WITHDRAWN");
        assertThat(TestClaims.text(CLAIM, UUID.fromString(delivered.get(1)))).isEqualTo("PAID");
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(SHARE);
        world.assertConserved(scene);
    }

    @Test
    void whatIsHereGoesBackAlthoughTheRestWasPaid() {
        String order = scene.begun(4);
        List<String> delivered = new ArrayList<>();
        for (int months = 1; months <= 2; months++) {
            String delivery = scene.delivered(order, months);
            TestOrders.acceptDelivery(delivery).then().statusCode(200);
            delivered.add(delivery);
        }
        TestClaims.standOf(delivered.get(0), ClaimStatus.APPROVED);
        TestClaims.standOf(delivered.get(1), ClaimStatus.PAID);

        Response hindered = loweredToNothing(delivered.get(1));
        assertThat(hindered.<String>path("status")).as(hindered.asString()).isEqualTo("RECOVERY");
        assertThat(hindered.<String>path("hindrance")).isEqualTo("PAID");
        assertThat(TestClaims.text(CLAIM, UUID.fromString(delivered.get(0)))).isEqualTo("WITHDRAWN");
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(2 * SHARE);
        world.assertConserved(scene);
    }

    @Test
    void whatWasRecoveredBeforeItWasAnAmountKeepsNoPlatformFromStarting() {
        assertThat(TestClaims.text(
                        "SELECT NOT convalidated FROM pg_constraint WHERE conname = 'order_dispute_recovered_what'"
                                + " AND ?::uuid IS NOT NULL",
                        UUID.randomUUID()))
                .isEqualTo("t");
    }

    private static final String CLAIM = "SELECT status FROM settlement_claim WHERE delivery_id = ?";

    /** Two accepted deliveries of a month each, the older first, of an order with a third month to come. */
    private List<String> deliveredTwice() {
        String order = scene.begun(3);
        List<String> delivered = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String delivery = scene.delivered(order, 1);
            TestOrders.acceptDelivery(delivery).then().statusCode(200);
            delivered.add(delivery);
        }
        return delivered;
    }

    /** The dispute of a delivery that was worth nothing. */
    private Response loweredToNothing(String delivery) {
        String order = world.delivery(delivery).getUUID("order_id").toString();
        String dispute = TestDisputes.filed(order, "NOT_AS_AGREED", delivery);
        TestDisputes.decide(
                        SignedIn.as("feixi"),
                        dispute,
                        "decisions",
                        "DELIVERY_LOWERED",
                        List.of(TestDisputes.line(MonthOffering.MONTH, 0, 0)))
                .then()
                .statusCode(200);
        passed("due_at", dispute);
        WorkerThread.await(rounds.round());
        return get(dispute);
    }

    @Test
    void whatNobodyKnowsToHaveBeenPaidByABatchWaitsForAnAuthority() {
        Paid paid = paid("INSTRUCTED");
        paid.stands("status = 'PAID', paid_at = now(), due_at = NULL");
        String dispute = TestDisputes.filed(paid.order(), "QUANTITY", paid.delivery());
        TestDisputes.decide(SignedIn.as("province"), dispute, "decisions", "DISMISSED")
                .then()
                .statusCode(200);
        TestDisputes.appeal(SignedIn.as("enterprise"), dispute).then().statusCode(200);

        Response decided = TestDisputes.decide(
                SignedIn.as("province2"), dispute, "appeal-decisions", "DELIVERY_LOWERED", half(paid));

        assertThat(decided.<String>path("status")).as(decided.asString()).isEqualTo("RECOVERY");
        assertThat(decided.<String>path("hindrance")).isEqualTo("PAID");
        assertThat(status(paid.order())).isEqualTo("COMPLETED");
        assertThat(code(TestDisputes.recover(SignedIn.as("feixi"), dispute))).isEqualTo("refund-after-payment");
        TestDisputes.say(SignedIn.as("platform"), dispute).then().statusCode(201);
        assertThat(paid.capturedFen()).isEqualTo(2 * SHARE);
    }

    /** An order whose capture is claimed, and stands there. */
    private record Paid(String order, String delivery, UUID redemption) {

        void stands(String how) {
            TestClaims.set("UPDATE settlement_claim SET " + how + " WHERE redemption_id = ?", redemption);
        }

        long capturedFen() {
            return Long.parseLong(
                    TestClaims.text("SELECT amount_fen - refunded_fen FROM redemption WHERE id = ?", redemption));
        }
    }

    private static Paid paid(String status) {
        TestClaims.drawNobody();
        String order = TestClaims.order(2);
        String delivery = TestOrders.delivered(order, 2);
        TestOrders.acceptDelivery(delivery).then().statusCode(200);
        String redemption = TestClaims.text(
                "SELECT r.id FROM redemption r JOIN reservation h ON h.id = r.reservation_id WHERE h.delivery_id = ?",
                UUID.fromString(delivery));
        TestClaims.confirm(TestClaims.submitted(redemption, TestClaims.evidence(2)))
                .then()
                .statusCode(200);
        Paid paid = new Paid(order, delivery, UUID.fromString(redemption));
        paid.stands("status = '" + status + "', batch_id = id");
        return paid;
    }

    private List<Map<String, Object>> half(Paid paid) {
        return List.of(TestDisputes.line(
                MonthOffering.MONTH, 1, world.delivery(paid.delivery()).getLong("net_fen") / 2));
    }

    @Test
    void theRestOfAnOrderEndsByDecision() {
        String order = scene.begun(4);
        TestOrders.acceptDelivery(scene.delivered(order, 1)).then().statusCode(200);
        String dispute = TestDisputes.filed(order, "LATE", null);
        TestDisputes.decide(SignedIn.as("hefei"), dispute, "decisions", "REST_ENDED")
                .then()
                .statusCode(200);

        passed("due_at", dispute);
        WorkerThread.await(rounds.round());

        assertThat(status(order)).isEqualTo("COMPLETED");
        assertThat(world.voucher(scene).getLong("held_fen")).isZero();
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(SHARE);
        world.assertConserved(scene);
    }

    @Test
    void aDecisionThatDoesNotFitAnyMoreEndsTheDisputeAndKeepsNoOtherFromItsEnd() {
        String completed = scene.begun(1);
        TestOrders.acceptDelivery(scene.delivered(completed, 1)).then().statusCode(200);
        String first = TestDisputes.filed(completed, "LATE", null);
        String other = TestDisputes.filed();
        for (String dispute : List.of(first, other)) {
            TestDisputes.decide(SignedIn.as("feixi"), dispute, "decisions", "REST_ENDED")
                    .then()
                    .statusCode(200);
            passed("due_at", dispute);
        }

        WorkerThread.await(rounds.round());

        assertThat(status(completed)).isEqualTo("COMPLETED");
        assertThat(status(get(first).path("orderId"))).isEqualTo("COMPLETED");
        assertThat(status(get(other).path("orderId"))).isEqualTo("CANCELLED");
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(SHARE);
    }

    @Test
    void whoWithdrawsBehindTheLastDayLosesNothingOfTheTimeBehindIt() {
        String order = scene.begun(4);
        String dispute = TestDisputes.filed(order, "LATE", null);
        world.set(
                "UPDATE service_order SET starts_on = starts_on - 400, ends_on = current_date - 35 WHERE id = ?",
                UUID.fromString(order));
        world.set(
                "UPDATE order_dispute SET filed_at = now() - interval '30 days', order_due_at = now() - interval '35 days'"
                        + " WHERE id = ?",
                UUID.fromString(dispute));

        TestDisputes.withdraw(SignedIn.as("enterprise"), dispute).then().statusCode(200);
        Background.settle();

        assertThat(status(order)).isEqualTo("ACTIVE");
        TestOrders.acceptDelivery(scene.delivered(order, 4)).then().statusCode(200);
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(4 * SHARE);
    }

    @Test
    void aSanctionThatEndsBeforeTheDisputeTakesNothingFromTheOrder() {
        Scene own = world.withAProvider();
        String order = own.begun(4);
        String dispute = TestDisputes.filed(order, "LATE", null);

        TestSupervision.imposed(own.provider());

        assertThat(status(order)).isEqualTo("DISPUTED");
        assertThat(world.voucher(own).getLong("held_fen")).isEqualTo(4 * SHARE);
        TestSupervision.set(
                "UPDATE provider SET disqualified_until = now() - interval '1 second' WHERE id = ?", own.provider());
        TestDisputes.withdraw(SignedIn.as("enterprise"), dispute).then().statusCode(200);
        assertThat(status(order)).isEqualTo("ACTIVE");
        TestOrders.acceptDelivery(own.delivered(order, 4)).then().statusCode(200);
        assertThat(status(order)).isEqualTo("COMPLETED");
        assertThat(world.voucher(own).getLong("captured_fen")).isEqualTo(4 * SHARE);
        world.assertConserved(own);
    }

    @Test
    void whoIsStillDisqualifiedWhenADisputeEndsDeliversNothingMore() {
        Scene own = world.withAProvider();
        String order = own.begun(4);
        String other = own.begun(1);
        String dispute = TestDisputes.filed(order, "LATE", null);
        TestSupervision.imposed(own.provider());
        assertThat(status(other)).isEqualTo("CANCELLED");
        assertThat(world.voucher(own).getLong("held_fen")).isEqualTo(4 * SHARE);

        TestDisputes.withdraw(SignedIn.as("enterprise"), dispute).then().statusCode(200);

        assertThat(status(order)).isEqualTo("CANCELLED");
        assertThat(world.voucher(own).getLong("held_fen")).isZero();
        world.assertConserved(own);
    }

    @Test
    void aDisputeThatEndsInTheMomentOfASanctionLeavesNothingHeld() {
        Scene own = world.withAProvider();
        List<String> orders = IntStream.range(0, 4).mapToObj(i -> own.begun(2)).toList();
        List<String> disputes = orders.stream()
                .map(each -> TestDisputes.filed(each, "LATE", null))
                .toList();
        String sanction = TestSupervision.heard(own.provider());
        String enterprise = SignedIn.tokenOf("enterprise");
        String province = SignedIn.tokenOf("province2");
        List<Supplier<Response>> calls = new ArrayList<>();
        disputes.forEach(each -> calls.add(() -> TestDisputes.withdraw(as(enterprise), each)));
        calls.add(() -> TestOrders.post(
                as(province), TestSupervision.SANCTIONS + "/" + sanction + "/decisions", Map.of("reason", "属实")));

        List<Response> answers = OrderWorld.together(calls);

        assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
        orders.forEach(each -> assertThat(status(each)).isEqualTo("CANCELLED"));
        assertThat(world.voucher(own).getLong("held_fen")).isZero();
        world.assertConserved(own);
    }

    private static RequestSpecification as(String token) {
        return RestAssured.given().auth().oauth2(token);
    }

    @Test
    void holdsOutlastTheDisputeThoughTheirTimeIsOverMeanwhile() {
        String order = scene.begun(4);
        String dispute = TestDisputes.filed(order, "LATE", null);

        assertThat(TestOrders.get("enterprise", order).<String>path("dueAt"))
                .isEqualTo(get(dispute).path("lapsesAt"));
        passed("lapses_at", dispute);
        assertThat(get(dispute).<String>path("status")).isEqualTo("LAPSED");
        assertThat(code(TestDisputes.decide(SignedIn.as("feixi"), dispute, "decisions", "DISMISSED")))
                .isEqualTo("transition-not-allowed");
        WorkerThread.await(rounds.round());

        assertThat(status(order)).isEqualTo("ACTIVE");
        assertThat(world.voucher(scene).getLong("held_fen")).isEqualTo(4 * SHARE);
        TestOrders.acceptDelivery(scene.delivered(order, 4)).then().statusCode(200);
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(4 * SHARE);
        world.assertConserved(scene);
    }

    @Test
    void noDecisionRaisesAnythingOrFitsWhatIsNotThere() {
        String order = scene.begun(4);
        String delivery = scene.delivered(order, 2);
        String dispute = TestDisputes.filed(order, "PRICE", delivery);
        long netFen = world.delivery(delivery).getLong("net_fen");

        Response refused = TestDisputes.decide(
                SignedIn.as("feixi"),
                dispute,
                "decisions",
                "DELIVERY_LOWERED",
                List.of(
                        TestDisputes.line(MonthOffering.MONTH, 3, netFen),
                        TestDisputes.line("none", 1, 1),
                        TestDisputes.line(MonthOffering.MONTH, 1, netFen + 1)));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<List<String>>path("errors.code"))
                .containsExactlyInAnyOrder("dispute-raises", "plan-unknown", "order-line-repeated");
        String other = TestDisputes.filed();
        assertThat(code(TestDisputes.decide(SignedIn.as("feixi"), other, "decisions", "DELIVERY_REJECTED")))
                .isEqualTo("dispute-outcome-unfit");
    }

    @Test
    void whatCompletedLongAgoAndWhatDoesNotStandIsNotDisputed() {
        String order = scene.begun(1);
        String rejected = scene.delivered(order, 1);
        TestOrders.rejectDelivery("enterprise", rejected).then().statusCode(200);
        assertThat(code(TestDisputes.file(SignedIn.as("platform"), order, "NOT_ACCEPTED", rejected)))
                .isEqualTo("dispute-without-delivery");
        assertThat(code(TestDisputes.file(
                        SignedIn.as("platform"),
                        order,
                        "NOT_ACCEPTED",
                        UUID.randomUUID().toString())))
                .isEqualTo("order-delivery-not-found");
        assertThat(code(TestDisputes.file(SignedIn.as("enterprise"), scene.placed(1), "LATE", null)))
                .isEqualTo("transition-not-allowed");
        TestOrders.acceptDelivery(scene.delivered(order, 1)).then().statusCode(200);
        world.set(
                "UPDATE service_order SET completed_at = now() - interval '90 days' WHERE id = ?",
                UUID.fromString(order));

        assertThat(code(TestDisputes.file(SignedIn.as("enterprise"), order, "QUANTITY", null)))
                .isEqualTo("dispute-too-late");
        assertThat(TestOrders.get("enterprise", order).<List<String>>path("availableActions"))
                .doesNotContain("DISPUTE");
    }

    @Test
    void bothSidesAndTheAuthorityTalkAndOthersDoNotKnow() {
        String dispute = TestDisputes.filed();
        TestDisputes.say(SignedIn.as("enterprise"), dispute).then().statusCode(201);
        TestDisputes.say(SignedIn.as("platform"), dispute).then().statusCode(201);
        TestDisputes.say(SignedIn.as("feixi"), dispute).then().statusCode(201);

        assertThat(SignedIn.as("auditor")
                        .get(TestDisputes.PATH + "/" + dispute + "/messages")
                        .<List<String>>path("data.speaker"))
                .containsExactly("AUTHORITY", "PROVIDER", "ENTERPRISE");
        assertThat(TestDisputes.say(SignedIn.as("application"), dispute).statusCode())
                .isEqualTo(404);
        assertThat(TestDisputes.decide(SignedIn.as("wuhu"), dispute, "decisions", "DISMISSED")
                        .statusCode())
                .isEqualTo(404);
        assertThat(TestDisputes.decide(SignedIn.as("finance"), dispute, "decisions", "DISMISSED")
                        .statusCode())
                .isEqualTo(403);
        assertThat(SignedIn.as("finance").get(TestDisputes.PATH + "/" + dispute).statusCode())
                .isEqualTo(200);
        assertThat(SignedIn.as("wuhu").get(TestDisputes.PATH + "/" + dispute).statusCode())
                .isEqualTo(404);
        assertThat(RestAssured.get(TestDisputes.PATH).statusCode()).isEqualTo(401);
        assertThat(SignedIn.as("enterprise2").get(TestDisputes.PATH).<List<String>>path("data.id"))
                .doesNotContain(dispute);
        world.set("""
                INSERT INTO order_dispute_message (id, dispute_id, speaker, by_id, at, text)
                SELECT gen_random_uuid(), dispute_id, speaker, by_id, at, text
                FROM order_dispute_message CROSS JOIN generate_series(2, 100) WHERE speaker = 'PROVIDER' AND dispute_id = ?
                """, UUID.fromString(dispute));
        assertThat(code(TestDisputes.say(SignedIn.as("platform"), dispute))).isEqualTo("dispute-messages-too-many");
        TestDisputes.say(SignedIn.as("enterprise"), dispute).then().statusCode(201);
        TestDisputes.withdraw(SignedIn.as("enterprise"), dispute).then().statusCode(200);
        assertThat(code(TestDisputes.say(SignedIn.as("enterprise"), dispute))).isEqualTo("transition-not-allowed");
    }

    @Test
    void aSideComplainsOnlySoOftenAndUsesUpNothingOfTheOther() {
        String order = scene.begun(1);
        String dispute = TestDisputes.filed(order, "LATE", null);
        TestDisputes.withdraw(SignedIn.as("enterprise"), dispute).then().statusCode(200);
        world.set("""
                INSERT INTO order_dispute (id, version, order_id, order_number, organization_id, organization_name, region_code,
                    provider_id, provider_organization_id, provider_name, offering_name, filed_side, reason, statement, status,
                    filed_by, filed_at, due_at, lapses_at, order_due_at, closed_at, updated_at)
                SELECT gen_random_uuid(), version, order_id, order_number, organization_id, organization_name, region_code,
                    provider_id, provider_organization_id, provider_name, offering_name, filed_side, reason, statement, status,
                    filed_by, filed_at, due_at, lapses_at, order_due_at, closed_at, updated_at
                FROM order_dispute CROSS JOIN generate_series(2, 10) WHERE id = ?
                """, UUID.fromString(dispute));

        assertThat(code(TestDisputes.file(SignedIn.as("enterprise"), order, "LATE", null)))
                .isEqualTo("disputes-too-many");
        assertThat(status(order)).isEqualTo("ACTIVE");
        assertThat(TestDisputes.file(SignedIn.as("platform"), order, "OTHER", null)
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void manyAtOnceFileOnceAndDecideOnce() {
        String order = scene.begun(2);
        String enterprise = SignedIn.tokenOf("enterprise");
        List<Response> filed = OrderWorld.together(IntStream.range(0, 8)
                .<Supplier<Response>>mapToObj(i ->
                        () -> TestDisputes.file(RestAssured.given().auth().oauth2(enterprise), order, "LATE", null))
                .toList());
        assertThat(filed).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(filed)
                .filteredOn(answer -> answer.statusCode() != 201)
                .allSatisfy(answer -> assertThat(code(answer)).isEqualTo("order-disputed"));
        String dispute = filed.stream()
                .filter(answer -> answer.statusCode() == 201)
                .findFirst()
                .orElseThrow()
                .path("id");

        String authority = SignedIn.tokenOf("feixi");
        List<Supplier<Response>> decisions = IntStream.range(0, 8)
                .<Supplier<Response>>mapToObj(i -> () -> TestDisputes.decide(
                        RestAssured.given().auth().oauth2(authority), dispute, "decisions", "DISMISSED"))
                .toList();
        assertThat(OrderWorld.together(decisions))
                .filteredOn(answer -> answer.statusCode() == 200)
                .hasSize(1);
    }

    private void passed(String column, String dispute) {
        world.set(
                "UPDATE order_dispute SET " + column + " = now() - interval '1 second' WHERE id = ?",
                UUID.fromString(dispute));
    }

    private static Response get(String dispute) {
        return SignedIn.as("enterprise").get(TestDisputes.PATH + "/" + dispute);
    }
}
