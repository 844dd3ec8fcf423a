package cn.dengyun.trade.order;

import static cn.dengyun.trade.order.OrderWorld.SHARE;
import static cn.dengyun.trade.order.OrderWorld.code;
import static cn.dengyun.trade.order.OrderWorld.status;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.trade.order.OrderWorld.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What both sides agree on otherwise: the other side says so, and public money only falls. */
@QuarkusTest
class AmendmentTest {

    @Inject
    OrderWorld world;

    @Inject
    OrderRounds rounds;

    private Scene scene;

    @BeforeEach
    void aScene() {
        scene = world.withThePlatform();
    }

    @Test
    void lessIsHeldForLess() {
        String id = scene.begun(10);
        TestOrders.acceptDelivery(TestOrders.delivered(id, 2)).then().statusCode(200);

        Response proposed = quantity("enterprise", id, 6);
        assertThat(proposed.statusCode()).as(proposed.asString()).isEqualTo(201);
        assertThat(proposed.<String>path("status")).isEqualTo("PROPOSED");
        assertThat(proposed.<List<String>>path("availableActions")).containsExactly("WITHDRAW");
        Response agreed = TestOrders.agree(SignedIn.as("platform"), proposed.path("id"));

        assertThat(agreed.statusCode()).as(agreed.asString()).isEqualTo(200);
        assertThat(agreed.<String>path("status")).isEqualTo("AGREED");
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(2 * SHARE);
        assertThat(world.voucher(scene).getLong("held_fen")).isEqualTo(4 * SHARE);
        assertThat(TestOrders.get("enterprise", id).<String>path("lines[0].cancelledQuantity"))
                .isEqualTo("4");
        assertThat(code(TestOrders.deliver(SignedIn.as("platform"), id, MonthOffering.MONTH, 5)))
                .isEqualTo("delivery-exceeds-order");
        TestOrders.acceptDelivery(TestOrders.delivered(id, 4)).then().statusCode(200);
        assertThat(status(id)).isEqualTo("COMPLETED");
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(6 * SHARE);
        world.assertConserved(scene);
    }

    @Test
    void aLowerPriceTakesBackWhatIsNotDueAnyMore() {
        String id = scene.begun(4);
        String accepted = TestOrders.delivered(id, 2);
        TestOrders.acceptDelivery(accepted).then().statusCode(200);
        String waiting = TestOrders.delivered(id, 1);

        String cut = price("platform", id, 20_000).path("id");
        assertThat(code(TestOrders.agree(SignedIn.as("platform"), cut))).isEqualTo("amendment-own");
        TestOrders.agree(SignedIn.as("enterprise"), cut).then().statusCode(200);

        // Half the price: what is due halves, of what was accepted and of what is to come.
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(SHARE);
        assertThat(world.delivery(accepted).getLong("net_fen")).isEqualTo(MonthOffering.PRICE);
        assertThat(world.delivery(accepted).getLong("lowered_fen")).isEqualTo(SHARE);
        TestOrders.acceptDelivery(waiting).then().statusCode(200);
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(3 * SHARE / 2);
        TestOrders.acceptDelivery(TestOrders.delivered(id, 1)).then().statusCode(200);
        assertThat(status(id)).isEqualTo("COMPLETED");
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(2 * SHARE);
        assertThat(world.voucher(scene).getLong("held_fen")).isZero();
        world.assertConserved(scene);
    }

    @Test
    void aPriceCutOfAVoucherThatIsOverGoesToTheBudget() {
        String id = scene.begun(4);
        TestOrders.acceptDelivery(TestOrders.delivered(id, 2)).then().statusCode(200);
        String cut = price("platform", id, 20_000).path("id");
        world.set(
                "UPDATE voucher SET valid_until = now() - interval '1 second' WHERE id = ?",
                scene.voucher().id());

        TestOrders.agree(SignedIn.as("enterprise"), cut).then().statusCode(200);

        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(SHARE);
        assertThat(world.voucher(scene).getLong("returned_fen")).isEqualTo(SHARE);
        assertThat(world.voucher(scene).getLong("held_fen")).isEqualTo(SHARE);
        world.assertConserved(scene);
    }

    @Test
    void anotherLastDayMovesDeadlinesAndHolds() {
        String id = scene.begun(4);
        LocalDate later = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(200);
        String term = TestOrders.propose(
                        SignedIn.as("enterprise"), id, Map.of("kind", "TERM", "endsOn", later.toString()))
                .path("id");

        TestOrders.agree(SignedIn.as("platform"), term).then().statusCode(200);

        Response order = TestOrders.get("enterprise", id);
        assertThat(order.<String>path("endsOn")).isEqualTo(later.toString());
        assertThat(order.<List<String>>path("holds.expiresAt"))
                .allMatch(end -> end.startsWith(later.plusDays(30).toString()));
        assertThat(order.<List<String>>path("availableActions")).contains("AMEND");
    }

    @Test
    void nothingMoreEndsWhatIsNotDelivered() {
        String some = scene.begun(4);
        TestOrders.acceptDelivery(TestOrders.delivered(some, 1)).then().statusCode(200);
        String waiting = scene.begun(4);
        String delivery = TestOrders.delivered(waiting, 1);
        String none = scene.begun(4);
        String notBegun = scene.placed(4);
        TestOrders.accept(notBegun).then().statusCode(200);

        for (String each : List.of(some, waiting, none, notBegun)) {
            TestOrders.agree(SignedIn.as("platform"), TestOrders.proposed("enterprise", each))
                    .then()
                    .statusCode(200);
        }

        assertThat(status(some)).isEqualTo("COMPLETED");
        assertThat(status(waiting)).isEqualTo("DELIVERED");
        assertThat(status(none)).isEqualTo("CANCELLED");
        assertThat(status(notBegun)).isEqualTo("CANCELLED");
        assertThat(world.voucher(scene).getLong("held_fen")).isEqualTo(SHARE);
        TestOrders.acceptDelivery(delivery).then().statusCode(200);
        assertThat(status(waiting)).isEqualTo("COMPLETED");
        assertThat(world.voucher(scene).getLong("held_fen")).isZero();
        world.assertConserved(scene);
    }

    @Test
    void oneIsOpenAtATimeAndLapsesAfterTenDays() {
        String id = scene.begun(4);
        String first = TestOrders.proposed("enterprise", id);
        assertThat(code(quantity("platform", id, 2))).isEqualTo("amendment-open");
        overdue(first);

        assertThat(code(TestOrders.agree(SignedIn.as("platform"), first))).isEqualTo("transition-not-allowed");
        String second = quantity("platform", id, 2).path("id");
        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.AMENDMENTS + "/" + first)
                        .<String>path("status"))
                .isEqualTo("LAPSED");
        overdue(second);
        WorkerThread.await(rounds.round());

        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.PATH + "/" + id + "/amendments")
                        .<List<String>>path("data.status"))
                .containsExactly("LAPSED", "LAPSED");
        assertThat(world.voucher(scene).getLong("held_fen")).isEqualTo(4 * SHARE);
    }

    @Test
    void aSideProposesOnlySoOftenAndUsesUpNothingOfTheOther() {
        String id = scene.begun(4);
        String rejected = TestOrders.proposed("enterprise", id);
        TestOrders.endAmendment(SignedIn.as("platform"), rejected, "rejections")
                .then()
                .statusCode(200);
        world.set("""
                INSERT INTO order_amendment (id, order_id, organization_id, region_code, kind, proposed_side, addressee_id,
                    proposed_by, proposed_at, due_at, lines, note, status, decided_by, decided_at, reason)
                SELECT gen_random_uuid(), order_id, organization_id, region_code, kind, proposed_side, addressee_id,
                    proposed_by, proposed_at, due_at, lines, note, status, decided_by, decided_at, reason
                FROM order_amendment CROSS JOIN generate_series(2, 50) WHERE id = ?
                """, UUID.fromString(rejected));

        assertThat(code(quantity("enterprise", id, 2))).isEqualTo("amendments-too-many");
        assertThat(quantity("platform", id, 2).statusCode()).isEqualTo(201);
    }

    @Test
    void aProposalIsRejectedByTheOtherSideAndTakenBackByItsOwn() {
        String id = scene.begun(4);
        String rejected = TestOrders.proposed("enterprise", id);
        assertThat(TestOrders.endAmendment(SignedIn.as("enterprise"), rejected, "rejections")
                        .statusCode())
                .isEqualTo(403);
        assertThat(TestOrders.endAmendment(SignedIn.as("platform"), rejected, "withdrawals")
                        .statusCode())
                .isEqualTo(403);

        assertThat(TestOrders.endAmendment(SignedIn.as("platform"), rejected, "rejections")
                        .<String>path("status"))
                .isEqualTo("REJECTED");
        String withdrawn = TestOrders.proposed("enterprise", id);
        assertThat(TestOrders.endAmendment(SignedIn.as("enterprise"), withdrawn, "withdrawals")
                        .<String>path("status"))
                .isEqualTo("WITHDRAWN");

        assertThat(code(TestOrders.agree(SignedIn.as("platform"), rejected))).isEqualTo("transition-not-allowed");
        assertThat(code(TestOrders.endAmendment(SignedIn.as("enterprise"), withdrawn, "withdrawals")))
                .isEqualTo("transition-not-allowed");
        assertThat(status(id)).isEqualTo("ACTIVE");
    }

    @Test
    void nothingIsRaisedAndNothingIsChangedIntoWhatItIs() {
        String id = scene.begun(4);
        TestOrders.delivered(id, 2);

        assertThat(code(quantity("enterprise", id, 5))).isEqualTo("amendment-raises-subsidy");
        assertThat(code(price("platform", id, 40_001))).isEqualTo("amendment-raises-subsidy");
        assertThat(code(quantity("enterprise", id, 4))).isEqualTo("amendment-without-effect");
        assertThat(code(price("platform", id, 40_000))).isEqualTo("amendment-without-effect");
        assertThat(code(quantity("enterprise", id, 1))).isEqualTo("amendment-outdated");
        Response unknown = TestOrders.propose(
                SignedIn.as("enterprise"),
                id,
                Map.of("kind", "QUANTITY", "quantities", List.of(Map.of("planCode", "nothing", "quantity", "1"))));
        assertThat(unknown.<List<String>>path("errors.code")).containsExactly("plan-unknown");
        Response past =
                TestOrders.propose(SignedIn.as("enterprise"), id, Map.of("kind", "TERM", "endsOn", "2018-01-01"));
        assertThat(past.<List<String>>path("errors.code")).containsExactly("amendment-term-unfit");
        Response mixed = TestOrders.propose(
                SignedIn.as("enterprise"), id, Map.of("kind", "CANCEL_REST", "endsOn", "2030-01-01"));
        assertThat(mixed.<List<String>>path("errors.code")).containsExactly("variant-member-unfit");
        Response bare = TestOrders.propose(SignedIn.as("enterprise"), id, Map.of("kind", "TERM"));
        assertThat(bare.<List<String>>path("errors.code")).containsExactly("variant-member-missing");
    }

    @Test
    void moreThatWasDeliveredMeanwhileIsNotCut() {
        String id = scene.begun(4);
        String amendment = quantity("enterprise", id, 2).path("id");
        TestOrders.delivered(id, 3);

        assertThat(code(TestOrders.agree(SignedIn.as("platform"), amendment))).isEqualTo("amendment-outdated");
        assertThat(world.voucher(scene).getLong("held_fen")).isEqualTo(4 * SHARE);
    }

    @Test
    void aProposalEndsWithItsOrder() {
        String id = scene.begun(2);
        String delivery = TestOrders.delivered(id, 2);
        String term = TestOrders.propose(
                        SignedIn.as("platform"),
                        id,
                        Map.of(
                                "kind",
                                "TERM",
                                "endsOn",
                                LocalDate.now(ZoneId.of("Asia/Shanghai"))
                                        .plusDays(9)
                                        .toString()))
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        TestOrders.acceptDelivery(delivery).then().statusCode(200);

        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.AMENDMENTS + "/" + term)
                        .<String>path("status"))
                .isEqualTo("LAPSED");
        assertThat(code(quantity("enterprise", id, 1))).isEqualTo("transition-not-allowed");
    }

    @Test
    void strangersAreToldOfNothing() {
        String id = scene.begun(4);
        String amendment = TestOrders.proposed("enterprise", id);

        for (String stranger : List.of("enterprise2", "application", "wuhu")) {
            assertThat(SignedIn.as(stranger)
                            .get(TestOrders.AMENDMENTS + "/" + amendment)
                            .statusCode())
                    .as(stranger)
                    .isEqualTo(404);
        }
        assertThat(TestOrders.agree(SignedIn.as("application"), amendment).statusCode())
                .isEqualTo(404);
        assertThat(code(SignedIn.as("enterprise").get(TestOrders.AMENDMENTS + "/" + UUID.randomUUID())))
                .isEqualTo("order-amendment-not-found");
        assertThat(given().auth()
                        .oauth2(SignedIn.narrowToken("catalogue:read"))
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .post(TestOrders.AMENDMENTS + "/" + amendment + "/acceptances")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void manyWhoAgreeAtOnceAgreeOnce() {
        String id = scene.begun(4);
        String amendment = quantity("enterprise", id, 1).path("id");
        String token = SignedIn.tokenOf("platform");

        List<Response> answers = OrderWorld.together(IntStream.range(0, 16)
                .<Supplier<Response>>mapToObj(
                        i -> () -> TestOrders.agree(RestAssured.given().auth().oauth2(token), amendment))
                .toList());

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(world.voucher(scene).getLong("held_fen")).isEqualTo(SHARE);
        world.assertConserved(scene);
    }

    private static Response quantity(String account, String order, int months) {
        return TestOrders.propose(
                SignedIn.as(account),
                order,
                Map.of(
                        "kind",
                        "QUANTITY",
                        "quantities",
                        List.of(Map.of("planCode", MonthOffering.MONTH, "quantity", String.valueOf(months)))));
    }

    private static Response price(String account, String order, long netFen) {
        return TestOrders.propose(
                SignedIn.as(account),
                order,
                Map.of(
                        "kind",
                        "PRICE_CUT",
                        "prices",
                        List.of(Map.of("planCode", MonthOffering.MONTH, "netFen", netFen))));
    }

    private void overdue(String amendment) {
        world.set(
                "UPDATE order_amendment SET due_at = now() - interval '1 second' WHERE id = ?",
                UUID.fromString(amendment));
    }
}
