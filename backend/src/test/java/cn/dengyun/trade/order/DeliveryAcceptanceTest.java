package cn.dengyun.trade.order;

import static cn.dengyun.trade.order.OrderWorld.SHARE;
import static cn.dengyun.trade.order.OrderWorld.code;
import static cn.dengyun.trade.order.OrderWorld.status;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.Deliveries.Delivered;
import cn.dengyun.trade.order.OrderWorld.Scene;
import cn.dengyun.trade.order.domain.DeliverySource;
import cn.dengyun.voucher.FenOffering;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.domain.Redemption;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the enterprise says of what was delivered: public money moves with its acceptance, and with nothing else. */
@QuarkusTest
class DeliveryAcceptanceTest {

    private static final Actor ENTERPRISE =
            new Actor(DemoAccounts.id(0x209), false, TestVouchers.ENTERPRISE, Set.of(Roles.ENTERPRISE), Set.of(), null);

    @Inject
    OrderWorld world;

    @Inject
    OrderRounds rounds;

    @Inject
    Orders orders;

    @Inject
    Deliveries deliveries;

    @Inject
    UnitsOfWork units;

    private Scene scene;

    @BeforeEach
    void aScene() {
        scene = world.withThePlatform();
    }

    @Test
    void whatIsAcceptedIsCapturedAndTheLastPartCompletesTheOrder() {
        String id = scene.begun(3);
        String first = TestOrders.delivered(id, 1);
        String rest = TestOrders.delivered(id, 2);

        Response one = TestOrders.acceptDelivery(first);
        assertThat(one.statusCode()).as(one.asString()).isEqualTo(200);
        assertThat(one.<String>path("status")).isEqualTo("ACCEPTED");
        assertThat(one.<Integer>path("capturedFen")).isEqualTo((int) SHARE);
        assertThat(one.<List<Integer>>path("paid.amountFen")).containsExactly((int) SHARE);
        assertThat(status(id)).isEqualTo("DELIVERED");
        assertThat(TestOrders.acceptDelivery(rest).statusCode()).isEqualTo(200);

        assertThat(status(id)).isEqualTo("COMPLETED");
        assertThat(world.voucher(scene).getLong("held_fen")).isZero();
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(3 * SHARE);
        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.PATH + "/" + id + "/steps")
                        .<List<String>>path("data.move"))
                .startsWith("COMPLETE", "ACCEPT_PART", "ACCEPT_PART", "DELIVER_REST");
        world.assertConserved(scene);
    }

    @Test
    void whatIsRejectedWaitsAgainAndIsDeliveredOnceMore() {
        String id = scene.begun(3);
        String delivery = TestOrders.delivered(id, 3);

        Response rejected = TestOrders.rejectDelivery("enterprise", delivery);
        assertThat(rejected.<String>path("status")).isEqualTo("REJECTED");
        assertThat(rejected.<String>path("reason")).isEqualTo("未达到约定规格");
        assertThat(status(id)).isEqualTo("ACTIVE");
        assertThat(code(TestOrders.acceptDelivery(delivery))).isEqualTo("transition-not-allowed");
        assertThat(world.voucher(scene).getLong("captured_fen")).isZero();
        TestOrders.acceptDelivery(TestOrders.delivered(id, 3)).then().statusCode(200);

        assertThat(status(id)).isEqualTo("COMPLETED");
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(3 * SHARE);
        world.assertConserved(scene);
    }

    @Test
    void threeThirdsAreAWholeInWhateverOrderTheyAreAccepted() {
        String id = TestOrders.begun(odd(3, 9_999), scene.seller());
        List<String> parts =
                IntStream.range(0, 3).mapToObj(i -> TestOrders.delivered(id, 1)).toList();

        for (int each : List.of(2, 1, 0)) {
            TestOrders.acceptDelivery(parts.get(each)).then().statusCode(200);
        }

        assertThat(status(id)).isEqualTo("COMPLETED");
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(9_999);
        assertThat(world.voucher(scene).getLong("held_fen")).isZero();
        world.assertConserved(scene);
    }

    @Test
    void nobodyButTheEnterpriseAcceptsAndNoAgentThatIsTheProvider() {
        String id = scene.begun(3);
        String delivery = TestOrders.delivered(id, 1);

        assertThat(TestOrders.acceptDelivery(SignedIn.as("platform"), delivery).statusCode())
                .isEqualTo(403);
        assertThat(TestOrders.acceptDelivery(SignedIn.as("enterprise2"), delivery)
                        .statusCode())
                .isEqualTo(404);
        assertThat(TestOrders.acceptDelivery(SignedIn.as("province"), delivery).statusCode())
                .isEqualTo(403);
        String toTheProvider =
                TestOrders.delegation(DemoAccounts.PLATFORM_ORGANIZATION, "orders:accept", "orders:read");
        Response own = TestOrders.acceptDelivery(
                SignedIn.as("platform").header("Dengyun-Delegation", toTheProvider), delivery);
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(code(own)).isEqualTo("self-dealing");
        assertThat(SignedIn.as("platform")
                        .header("Dengyun-Delegation", toTheProvider)
                        .get(TestOrders.DELIVERIES + "/" + delivery)
                        .<List<String>>path("availableActions"))
                .isEmpty();
        assertThat(world.voucher(scene).getLong("captured_fen")).isZero();

        String toAnother = TestOrders.delegation(DemoAccounts.APPLICATION_ORGANIZATION, "orders:accept", "orders:read");
        Response accepted =
                TestOrders.acceptDelivery(SignedIn.as("application").header("Dengyun-Delegation", toAnother), delivery);

        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(200);
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(SHARE);
    }

    @Test
    void anAcceptanceInTheSecondOfTheActivationIsAllowedAndOnRecord() {
        String id = scene.begun(1);
        String delivery = TestOrders.delivered(id, 1);

        TestOrders.acceptDelivery(delivery).then().statusCode(200);

        Instant activated = world.order(id).getOffsetDateTime("activated_at").toInstant();
        Instant accepted =
                world.delivery(delivery).getOffsetDateTime("decided_at").toInstant();
        assertThat(Duration.between(activated, accepted)).isLessThan(Duration.ofMinutes(10));
        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.PATH + "/" + id + "/steps")
                        .<List<String>>path("data.move"))
                .containsExactly("COMPLETE", "ACCEPT_PART", "DELIVER_REST", "ACTIVATE", "ACCEPT", "PLACE");
    }

    @Test
    void whatAFrozenVoucherHasToPayWaitsForTheAuthority() {
        String id = scene.begun(3);
        String delivery = TestOrders.delivered(id, 1);
        String voucher = "/api/v1/vouchers/" + scene.voucher().id();
        TestOrders.post("province", voucher + "/freezes", Map.of("reason", "核查"))
                .then()
                .statusCode(200);

        assertThat(code(TestOrders.acceptDelivery(delivery))).isEqualTo("order-voucher-frozen");
        assertThat(TestOrders.delivered(id, 1)).isNotNull();
        TestOrders.post("province", voucher + "/unfreezes", Map.of("reason", "无误"))
                .then()
                .statusCode(200);

        assertThat(TestOrders.acceptDelivery(delivery).statusCode()).isEqualTo(200);
        world.assertConserved(scene);
    }

    @Test
    void aVoucherThatIsOverPaysWhatWasDeliveredBefore() {
        String id = scene.begun(3);
        String delivery = TestOrders.delivered(id, 3);
        world.set(
                "UPDATE voucher SET valid_until = now() - interval '1 second' WHERE id = ?",
                scene.voucher().id());

        TestOrders.acceptDelivery(delivery).then().statusCode(200);

        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(3 * SHARE);
        world.assertConserved(scene);
    }

    @Test
    void silenceAcceptsWhatNoVoucherPaysAndNothingElse() {
        String unpaid = TestOrders.begun(TestOrders.months(scene.offering(), 2, false, List.of()), scene.seller());
        String silent = TestOrders.delivered(unpaid, 2);
        String paid = scene.begun(2);
        String waiting = TestOrders.delivered(paid, 2);
        late(silent);
        late(waiting);

        assertThat(code(TestOrders.rejectDelivery("enterprise", silent))).isEqualTo("transition-not-allowed");
        WorkerThread.await(rounds.round());

        assertThat(status(unpaid)).isEqualTo("COMPLETED");
        assertThat(world.delivery(silent).getString("status")).isEqualTo("ACCEPTED");
        assertThat(world.delivery(silent).getUUID("decided_by")).isNull();
        assertThat(status(paid)).isEqualTo("DELIVERED");
        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.DELIVERIES + "/" + waiting)
                        .<Boolean>path("overdue"))
                .isTrue();
        assertThat(world.voucher(scene).getLong("captured_fen")).isZero();
        assertThat(TestOrders.acceptDelivery(waiting).statusCode()).isEqualTo(200);
    }

    @Test
    void whatNobodyAnswersInTimeIsTheCountysToAskAbout() {
        String id = scene.begun(2);
        String delivery = TestOrders.delivered(id, 2);
        assertThat(work("feixi", "DELIVERY_OVERDUE")).doesNotContain(id);

        late(delivery);

        assertThat(work("feixi", "DELIVERY_OVERDUE")).contains(id);
        assertThat(work("wuhu", "DELIVERY_OVERDUE")).doesNotContain(id);
        assertThat(work("enterprise", "DELIVERY_ACCEPTANCE")).contains(id);
        TestOrders.acceptDelivery(delivery).then().statusCode(200);
        assertThat(work("feixi", "DELIVERY_OVERDUE")).doesNotContain(id);
        assertThat(work("enterprise", "DELIVERY_ACCEPTANCE")).doesNotContain(id);
    }

    @Test
    void whatNobodyEverAnswersEndsOnceItsVoucherIsOver() {
        String id = scene.begun(2);
        String delivery = TestOrders.delivered(id, 2);
        world.set(
                "UPDATE order_delivery SET lapses_at = now() - interval '1 second' WHERE id = ?",
                UUID.fromString(delivery));

        WorkerThread.await(rounds.round());
        assertThat(world.delivery(delivery).getString("status"))
                .as("the voucher can still be used")
                .isEqualTo("REPORTED");
        assertThat(world.delivery(delivery).getOffsetDateTime("lapses_at").toInstant())
                .isAfterOrEqualTo(scene.voucher().validity().validUntil());
        world.set(
                "UPDATE voucher SET valid_until = now() - interval '1 second' WHERE id = ?",
                scene.voucher().id());
        world.set(
                "UPDATE order_delivery SET lapses_at = now() - interval '1 second' WHERE id = ?",
                UUID.fromString(delivery));
        WorkerThread.await(rounds.round());

        assertThat(world.delivery(delivery).getString("status")).isEqualTo("LAPSED");
        assertThat(status(id)).isEqualTo("ACTIVE");
        over(id);
        WorkerThread.await(rounds.round());
        assertThat(status(id)).isEqualTo("CANCELLED");
        assertThat(world.voucher(scene).getLong("held_fen")).isZero();
        world.assertConserved(scene);
    }

    @Test
    void nothingIsAcceptedWhileASideIsFrozenAndSilenceDoesNotRun() {
        Scene own = world.withAProvider();
        String paid = own.begun(2);
        String delivery = own.delivered(paid, 2);
        String unpaid = TestOrders.begun(TestOrders.months(own.offering(), 2, false, List.of()), own.seller());
        String silent = own.delivered(unpaid, 2);
        UUID seller = world.sellerOf(paid);
        late(silent);
        world.freeze(seller, true);

        Response refused = TestOrders.acceptDelivery(delivery);
        WorkerThread.await(rounds.round());

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(code(refused)).isEqualTo("order-side-frozen");
        assertThat(world.delivery(silent).getString("status")).isEqualTo("REPORTED");
        assertThat(world.delivery(silent).getOffsetDateTime("due_at").toInstant())
                .isAfter(Instant.now());
        world.freeze(seller, false);
        assertThat(TestOrders.acceptDelivery(delivery).statusCode()).isEqualTo(200);
    }

    @Test
    void anOrderEndsThirtyDaysBehindItsLastDay() {
        String some = scene.begun(3);
        TestOrders.acceptDelivery(TestOrders.delivered(some, 1)).then().statusCode(200);
        String none = scene.begun(3);
        String waiting = scene.begun(3);
        TestOrders.delivered(waiting, 1);
        List.of(some, none, waiting).forEach(this::over);

        WorkerThread.await(rounds.round());

        assertThat(status(some)).isEqualTo("COMPLETED");
        assertThat(status(none)).isEqualTo("CANCELLED");
        assertThat(status(waiting)).isEqualTo("ACTIVE");
        assertThat(TestOrders.get("enterprise", some).<String>path("lines[0].cancelledQuantity"))
                .isEqualTo("2");
        assertThat(world.voucher(scene).getLong("held_fen")).isEqualTo(3 * SHARE);
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(SHARE);
        world.assertConserved(scene);
    }

    @Test
    void ofSixtyFourWhoAcceptAtOnceOneDoes() {
        String id = scene.begun(3);
        String delivery = TestOrders.delivered(id, 3);
        String token = SignedIn.tokenOf("enterprise");

        List<Response> answers = OrderWorld.together(IntStream.range(0, 64)
                .<Supplier<Response>>mapToObj(i -> () -> TestOrders.acceptDelivery(as(token), delivery))
                .toList());

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .allMatch(answer -> code(answer).equals("transition-not-allowed"));
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(3 * SHARE);
        assertThat(status(id)).isEqualTo("COMPLETED");
        world.assertConserved(scene);
    }

    @Test
    void anAcceptanceAndARejectionInTheSameMomentAreOneOfBoth() {
        String token = SignedIn.tokenOf("enterprise");
        for (int round = 0; round < 8; round++) {
            String id = scene.begun(2);
            String delivery = TestOrders.delivered(id, 2);
            long before = world.voucher(scene).getLong("captured_fen");

            List<Response> answers = OrderWorld.together(List.of(
                    () -> TestOrders.acceptDelivery(as(token), delivery),
                    () -> TestOrders.post(
                            as(token),
                            TestOrders.DELIVERIES + "/" + delivery + "/rejections",
                            Map.of("reason", "未达到约定规格"))));

            assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
            boolean isAccepted = answers.get(0).statusCode() == 200;
            assertThat(status(id)).isEqualTo(isAccepted ? "COMPLETED" : "ACTIVE");
            assertThat(world.voucher(scene).getLong("captured_fen") - before).isEqualTo(isAccepted ? 2 * SHARE : 0);
        }
        world.assertConserved(scene);
    }

    @Test
    void anAcceptanceAndASanctionInTheSameMomentBothHold() {
        Scene own = world.withAProvider();
        List<String> placed = IntStream.range(0, 6).mapToObj(i -> own.begun(4)).toList();
        List<String> waiting = placed.stream().map(id -> own.delivered(id, 1)).toList();
        String sanction = TestSupervision.heard(own.provider());
        String token = SignedIn.tokenOf("enterprise");
        String province = SignedIn.tokenOf("province2");

        List<Supplier<Response>> calls = new ArrayList<>();
        calls.add(() -> TestOrders.post(
                as(province), TestSupervision.SANCTIONS + "/" + sanction + "/decisions", Map.of("reason", "属实")));
        waiting.forEach(each -> calls.add(() -> TestOrders.acceptDelivery(as(token), each)));
        List<Response> answers = OrderWorld.together(calls);

        assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
        placed.forEach(id -> assertThat(status(id)).isEqualTo("COMPLETED"));
        assertThat(world.voucher(own).getLong("captured_fen")).isEqualTo(6 * SHARE);
        assertThat(world.voucher(own).getLong("held_fen")).isZero();
        world.assertConserved(own);
    }

    @Test
    void aBillIsADeliveryThatIsAcceptedAndLoweredInItsUnitOfWork() {
        String id = TestOrders.begun(
                TestOrders.request(
                        FenOffering.id(), 100_000, true, List.of(scene.voucher().id())),
                scene.seller());
        UUID bill = UUID.randomUUID();

        UUID delivery = in(c -> orders.lock(c, UUID.fromString(id))
                .chain(order -> deliveries.report(
                        c,
                        order,
                        Map.of(FenOffering.PLAN, new Delivered(BigDecimal.valueOf(25_000), 25_000, 25_000L)),
                        DeliverySource.BILL,
                        bill,
                        now())));
        List<Redemption> captured = in(c -> deliveries.accept(c, ENTERPRISE, delivery, now()));
        long back = in(c -> deliveries.lower(
                c,
                ENTERPRISE,
                delivery,
                Map.of(FenOffering.PLAN, new Delivered(BigDecimal.valueOf(10_000), 10_000, 10_000L)),
                "读数更正",
                now()));
        long nothing = in(c -> deliveries.lower(
                c,
                ENTERPRISE,
                delivery,
                Map.of(FenOffering.PLAN, new Delivered(BigDecimal.valueOf(99_000), 99_000, 99_000L)),
                "不会增加",
                now()));

        assertThat(captured).extracting(Redemption::amountFen).containsExactly(10_000L);
        assertThat(back).isEqualTo(6_000);
        assertThat(nothing).isZero();
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(4_000);
        assertThat(world.delivery(delivery.toString()).getLong("lowered_fen")).isEqualTo(6_000);
        assertThat(status(id)).isEqualTo("ACTIVE");
        world.assertConserved(scene);
    }

    /** An order of so many months of which the voucher pays an amount that is no multiple of them. */
    private Map<String, Object> odd(int months, long fen) {
        Map<String, Object> order = scene.months(months);
        order.put(
                "lines",
                List.of(Map.of(
                        "planCode",
                        MonthOffering.MONTH,
                        "quantity",
                        String.valueOf(months),
                        "withSubsidy",
                        true,
                        "amountFen",
                        fen)));
        return order;
    }

    /** The orders of which something waits for somebody, what is due first before the others. */
    private static List<String> work(String account, String kind) {
        return SignedIn.as(account)
                .get("/api/v1/work-items?limit=200&kind=" + kind)
                .path("data.subject.id");
    }

    private void late(String delivery) {
        world.set(
                "UPDATE order_delivery SET due_at = now() - interval '1 second' WHERE id = ?",
                UUID.fromString(delivery));
    }

    private void over(String order) {
        world.set(
                "UPDATE service_order SET starts_on = current_date - 90, ends_on = current_date - 40,"
                        + " due_at = now() - interval '39 days' WHERE id = ?",
                UUID.fromString(order));
    }

    private static RequestSpecification as(String token) {
        return RestAssured.given().auth().oauth2(token);
    }

    private <T> T in(Function<SqlConnection, Uni<T>> act) {
        return WorkerThread.await(units.carryOut(Effect.of(act::apply)));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
