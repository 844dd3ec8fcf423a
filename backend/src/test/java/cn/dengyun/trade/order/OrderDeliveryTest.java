package cn.dengyun.trade.order;

import static cn.dengyun.trade.order.OrderWorld.SHARE;
import static cn.dengyun.trade.order.OrderWorld.code;
import static cn.dengyun.trade.order.OrderWorld.status;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.trade.order.OrderWorld.Scene;
import cn.dengyun.voucher.FenOffering;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services that begin, and what is delivered of them in parts. */
@QuarkusTest
class OrderDeliveryTest {

    @Inject
    OrderWorld world;

    private Scene scene;

    @BeforeEach
    void aScene() {
        scene = world.withThePlatform();
    }

    @Test
    void aServiceBeginsWhenItsProviderSaysSo() {
        String id = scene.placed(3);
        TestOrders.accept(id).then().statusCode(200);
        String moment = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();

        Response begun = TestOrders.post(
                "platform",
                TestOrders.PATH + "/" + id + "/activations",
                Map.of("serviceReference", "ecs-1", "at", moment));

        assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(200);
        assertThat(begun.<String>path("status")).isEqualTo("ACTIVE");
        assertThat(begun.<String>path("serviceReference")).isEqualTo("ecs-1");
        assertThat(Instant.parse(begun.path("activatedAt"))).isEqualTo(moment);
        assertThat(begun.<String>path("nextAction")).isEqualTo("DELIVER");
        assertThat(begun.<List<String>>path("availableActions"))
                .containsExactly("DELIVER_PART", "DELIVER_REST", "AMEND", "REFUND", "DISPUTE");
        assertThat(code(TestOrders.activate(SignedIn.as("platform"), id))).isEqualTo("transition-not-allowed");
    }

    @Test
    void aServiceBeginsNeitherBeforeItsContractNorInTheFuture() {
        String id = scene.placed(3);
        assertThat(code(TestOrders.activate(SignedIn.as("platform"), id))).isEqualTo("transition-not-allowed");
        TestOrders.accept(id).then().statusCode(200);
        String path = TestOrders.PATH + "/" + id + "/activations";

        Response early = TestOrders.post("platform", path, Map.of("at", "2018-01-01T00:00:00Z"));
        Response late = TestOrders.post(
                "platform",
                path,
                Map.of("at", Instant.now().plus(1, ChronoUnit.DAYS).toString()));

        assertThat(early.<List<String>>path("errors.code")).containsExactly("activation-before-contract");
        assertThat(late.<List<String>>path("errors.code")).containsExactly("activation-of-future");
        assertThat(TestOrders.activate(SignedIn.as("application"), id).statusCode())
                .isEqualTo(404);
        assertThat(TestOrders.activate(SignedIn.as("enterprise"), id).statusCode())
                .isEqualTo(403);
        assertThat(status(id)).isEqualTo("ACCEPTED");
    }

    @Test
    void aPartIsHeldForItsDeliveryAndTheRestStaysHeld() {
        String id = scene.begun(10);

        Response part = TestOrders.deliver(SignedIn.as("platform"), id, MonthOffering.MONTH, 3);

        assertThat(part.statusCode()).as(part.asString()).isEqualTo(201);
        assertThat(part.header("Location")).endsWith("/order-deliveries/" + part.path("id"));
        assertThat(part.<String>path("status")).isEqualTo("REPORTED");
        assertThat(part.<Integer>path("number")).isEqualTo(1);
        assertThat(part.<Integer>path("netFen")).isEqualTo(3 * (int) MonthOffering.PRICE);
        assertThat(part.<Integer>path("subsidyFen")).isEqualTo(3 * (int) SHARE);
        assertThat(part.<Boolean>path("withSubsidy")).isTrue();
        assertThat(part.<List<String>>path("availableActions")).containsExactly("WITHDRAW");
        Response order = TestOrders.get("enterprise", id);
        assertThat(order.<String>path("status")).isEqualTo("ACTIVE");
        assertThat(order.<String>path("lines[0].deliveredQuantity")).isEqualTo("3");
        assertThat(order.<String>path("lines[0].acceptedQuantity")).isEqualTo("0");
        assertThat(order.<List<String>>path("holds.status")).contains("SPLIT", "HELD", "HELD");
        assertThat(world.voucher(scene).getLong("held_fen")).isEqualTo(10 * SHARE);
        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.DELIVERIES + "/" + part.path("id"))
                        .<List<String>>path("availableActions"))
                .containsExactly("ACCEPT", "REJECT");
        world.assertConserved(scene);
    }

    @Test
    void whatIsLeftIsDeliveredAndThenNothingMore() {
        String id = scene.begun(5);
        TestOrders.delivered(id, 2);
        assertThat(code(TestOrders.deliver(SignedIn.as("platform"), id, MonthOffering.MONTH, 4)))
                .isEqualTo("delivery-exceeds-order");

        Response rest = TestOrders.deliver(SignedIn.as("platform"), id, MonthOffering.MONTH, 3);

        assertThat(rest.<Integer>path("subsidyFen")).isEqualTo(3 * (int) SHARE);
        assertThat(status(id)).isEqualTo("DELIVERED");
        assertThat(TestOrders.get("enterprise", id).<String>path("nextAction")).isEqualTo("ACCEPT_DELIVERY");
        assertThat(code(TestOrders.deliver(SignedIn.as("platform"), id, MonthOffering.MONTH, 1)))
                .isEqualTo("transition-not-allowed");
        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.PATH + "/" + id + "/deliveries")
                        .<List<Integer>>path("data.number"))
                .containsExactly(2, 1);
        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.PATH + "/" + id + "/steps")
                        .<List<String>>path("data.move"))
                .containsExactly("DELIVER_REST", "DELIVER_PART", "ACTIVATE", "ACCEPT", "PLACE");
    }

    @Test
    void nothingIsDeliveredBeforeTheServiceHasBegun() {
        String id = scene.placed(3);

        assertThat(code(TestOrders.deliver(SignedIn.as("platform"), id, MonthOffering.MONTH, 1)))
                .isEqualTo("delivery-before-activation");
        TestOrders.accept(id).then().statusCode(200);
        assertThat(code(TestOrders.deliver(SignedIn.as("platform"), id, MonthOffering.MONTH, 1)))
                .isEqualTo("delivery-before-activation");
        TestOrders.cancel("enterprise", id).then().statusCode(200);
        assertThat(code(TestOrders.deliver(SignedIn.as("platform"), id, MonthOffering.MONTH, 1)))
                .isEqualTo("transition-not-allowed");
    }

    @Test
    void whatIsMeasuredIsDeliveredByBills() {
        String id = TestOrders.begun(
                TestOrders.request(
                        FenOffering.id(), 100_000, true, List.of(scene.voucher().id())),
                scene.seller());

        assertThat(code(TestOrders.deliver(SignedIn.as("platform"), id, FenOffering.PLAN, 1)))
                .isEqualTo("order-metered");
    }

    @Test
    void whatIsWrongIsToldAllAtOnce() {
        String id = scene.begun(3);

        Response refused = TestOrders.post(
                "platform",
                TestOrders.PATH + "/" + id + "/deliveries",
                Map.of(
                        "lines",
                        List.of(
                                Map.of("planCode", "nothing", "quantity", "1"),
                                Map.of("planCode", MonthOffering.MONTH, "quantity", "1.5"),
                                Map.of("planCode", MonthOffering.MONTH, "quantity", "1"))));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<List<String>>path("errors.code"))
                .containsExactlyInAnyOrder("plan-unknown", "quantity-not-whole", "order-line-repeated");
        assertThat(world.voucher(scene).getLong("held_fen")).isEqualTo(3 * SHARE);
    }

    @Test
    void theSameKeyReportsOneDeliveryAndADryRunNone() {
        String id = scene.begun(3);
        String key = UUID.randomUUID().toString();
        String path = TestOrders.PATH + "/" + id + "/deliveries";

        Response would =
                TestOrders.post("platform", path + "?validateOnly=true", TestOrders.delivery(MonthOffering.MONTH, 1));
        List<Response> answers = IntStream.range(0, 2)
                .mapToObj(i -> SignedIn.as("platform")
                        .header("Idempotency-Key", key)
                        .contentType("application/json")
                        .body(TestOrders.delivery(MonthOffering.MONTH, 1))
                        .post(path))
                .toList();

        assertThat(would.statusCode()).as(would.asString()).isEqualTo(200);
        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        assertThat(answers.get(1).<String>path("id")).isEqualTo(answers.get(0).path("id"));
        assertThat(TestOrders.get("enterprise", id).<String>path("lines[0].deliveredQuantity"))
                .isEqualTo("1");
    }

    @Test
    void aPartThatIsTakenBackWaitsAgain() {
        String id = scene.begun(5);
        TestOrders.delivered(id, 2);
        String rest = TestOrders.delivered(id, 3);

        assertThat(TestOrders.withdrawDelivery(SignedIn.as("application"), rest).statusCode())
                .isEqualTo(404);
        assertThat(TestOrders.withdrawDelivery(SignedIn.as("enterprise"), rest).statusCode())
                .isEqualTo(403);
        Response back = TestOrders.withdrawDelivery(SignedIn.as("platform"), rest);

        assertThat(back.<String>path("status")).isEqualTo("WITHDRAWN");
        assertThat(status(id)).isEqualTo("ACTIVE");
        assertThat(TestOrders.get("enterprise", id).<String>path("lines[0].deliveredQuantity"))
                .isEqualTo("2");
        assertThat(code(TestOrders.withdrawDelivery(SignedIn.as("platform"), rest)))
                .isEqualTo("transition-not-allowed");
        assertThat(code(TestOrders.acceptDelivery(rest))).isEqualTo("transition-not-allowed");
        assertThat(TestOrders.delivered(id, 3)).isNotEqualTo(rest);
        assertThat(world.voucher(scene).getLong("held_fen")).isEqualTo(5 * SHARE);
        world.assertConserved(scene);
    }

    @Test
    void strangersAreToldOfNoDelivery() {
        String id = scene.begun(3);
        String delivery = TestOrders.delivered(id, 1);

        for (String stranger : List.of("enterprise2", "application", "wuhu")) {
            assertThat(SignedIn.as(stranger)
                            .get(TestOrders.DELIVERIES + "/" + delivery)
                            .statusCode())
                    .as(stranger)
                    .isEqualTo(404);
            assertThat(SignedIn.as(stranger)
                            .get(TestOrders.PATH + "/" + id + "/deliveries")
                            .statusCode())
                    .as(stranger)
                    .isEqualTo(404);
        }
        for (String known : List.of("enterprise", "platform", "feixi", "province", "finance", "auditor")) {
            assertThat(SignedIn.as(known)
                            .get(TestOrders.DELIVERIES + "/" + delivery)
                            .statusCode())
                    .as(known)
                    .isEqualTo(200);
        }
        assertThat(TestOrders.deliver(SignedIn.as("application"), id, MonthOffering.MONTH, 1)
                        .statusCode())
                .isEqualTo(404);
        assertThat(TestOrders.rejectDelivery("enterprise2", delivery).statusCode())
                .isEqualTo(404);
        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.DELIVERIES + "/" + UUID.randomUUID())
                        .<String>path("code"))
                .isEqualTo("order-delivery-not-found");
    }

    @Test
    void aClientWithoutTheScopeReportsNothing() {
        String id = scene.begun(3);

        Response refused = given().auth()
                .oauth2(SignedIn.narrowToken("catalogue:read"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(TestOrders.delivery(MonthOffering.MONTH, 1))
                .post(TestOrders.PATH + "/" + id + "/deliveries");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(code(refused)).isEqualTo("scope-missing");
    }

    @Test
    void whatFailsTooOftenIsNotReportedAgain() {
        String id = scene.begun(3);
        String one = TestOrders.delivered(id, 1);
        TestOrders.withdrawDelivery(SignedIn.as("platform"), one).then().statusCode(200);
        world.set(
                "INSERT INTO order_delivery SELECT (jsonb_populate_record(NULL::order_delivery, to_jsonb(d)"
                        + " || jsonb_build_object('id', gen_random_uuid(), 'number', n))).* FROM order_delivery d,"
                        + " generate_series(2, 60) n WHERE d.id = ?",
                UUID.fromString(one));

        assertThat(code(TestOrders.deliver(SignedIn.as("platform"), id, MonthOffering.MONTH, 1)))
                .isEqualTo("deliveries-failed-too-often");
    }
}
