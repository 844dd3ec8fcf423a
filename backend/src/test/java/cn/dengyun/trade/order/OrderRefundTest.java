package cn.dengyun.trade.order;

import static cn.dengyun.trade.order.OrderWorld.SHARE;
import static cn.dengyun.trade.order.OrderWorld.code;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.trade.order.OrderWorld.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Captured money that a provider gives back: never more than was captured, and never captured for the order again. */
@QuarkusTest
class OrderRefundTest {

    @Inject
    OrderWorld world;

    private Scene scene;
    private String order;
    private String delivery;

    @BeforeEach
    void anAcceptedPart() {
        scene = world.withThePlatform();
        order = scene.begun(4);
        delivery = TestOrders.delivered(order, 2);
        TestOrders.acceptDelivery(delivery).then().statusCode(200);
    }

    @Test
    void partsOfWhatWasCapturedGoBackToTheVoucher() {
        Response part = TestOrders.refund(SignedIn.as("platform"), order, delivery, 3_000L);
        Response rest = TestOrders.refund(SignedIn.as("platform"), order, delivery, null);

        assertThat(part.statusCode()).as(part.asString()).isEqualTo(201);
        assertThat(part.<Integer>path("amountFen")).isEqualTo(3_000);
        assertThat(part.<List<String>>path("refunds.destination")).containsExactly("VOUCHER");
        assertThat(rest.<Integer>path("amountFen")).isEqualTo(2 * (int) SHARE - 3_000);
        assertThat(code(TestOrders.refund(SignedIn.as("platform"), order, delivery, 1L)))
                .isEqualTo("refund-exceeds-capture");
        assertThat(code(TestOrders.refund(SignedIn.as("platform"), order, delivery, null)))
                .isEqualTo("refund-exceeds-capture");
        assertThat(world.voucher(scene).getLong("captured_fen")).isZero();
        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.PATH + "/" + order + "/steps")
                        .<List<String>>path("data.move"))
                .startsWith("REFUND", "REFUND", "ACCEPT_PART");
        world.assertConserved(scene);
    }

    @Test
    void whatWasGivenBackIsNotCapturedForTheOrderAgain() {
        TestOrders.refund(SignedIn.as("platform"), order, delivery, 3_000L)
                .then()
                .statusCode(201);

        String rest = TestOrders.delivered(order, 2);
        assertThat(world.delivery(rest).getLong("subsidy_fen")).isEqualTo(2 * SHARE);
        TestOrders.acceptDelivery(rest).then().statusCode(200);

        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(4 * SHARE - 3_000);
        assertThat(TestOrders.refund(SignedIn.as("platform"), order, rest, 1_000L)
                        .statusCode())
                .as("also of what is completed")
                .isEqualTo(201);
        world.assertConserved(scene);
    }

    @Test
    void ofAVoucherThatIsOverItGoesToTheBudget() {
        world.set(
                "UPDATE voucher SET valid_until = now() - interval '1 second' WHERE id = ?",
                scene.voucher().id());

        Response back = TestOrders.refund(SignedIn.as("platform"), order, delivery, 1_000L);

        assertThat(back.<List<String>>path("refunds.destination")).containsExactly("BUDGET");
        assertThat(world.voucher(scene).getLong("returned_fen")).isEqualTo(1_000);
        world.assertConserved(scene);
    }

    @Test
    void nobodyElseGivesItBackAndNothingElseIsGivenBack() {
        String waiting = TestOrders.delivered(order, 1);

        assertThat(TestOrders.refund(SignedIn.as("application"), order, delivery, 1L)
                        .statusCode())
                .isEqualTo(404);
        assertThat(TestOrders.refund(SignedIn.as("enterprise"), order, delivery, 1L)
                        .statusCode())
                .isEqualTo(403);
        assertThat(code(TestOrders.refund(SignedIn.as("platform"), order, waiting, 1L)))
                .isEqualTo("transition-not-allowed");
        assertThat(code(TestOrders.refund(
                        SignedIn.as("platform"), order, UUID.randomUUID().toString(), 1L)))
                .isEqualTo("order-delivery-not-found");
        assertThat(TestOrders.post(
                                "platform",
                                TestOrders.PATH + "/" + order + "/refunds",
                                Map.of("deliveryId", delivery, "amountFen", 0, "reason", "零"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(world.voucher(scene).getLong("captured_fen")).isEqualTo(2 * SHARE);
    }

    @Test
    void manyWhoGiveBackAtOnceGiveBackWhatThereIs() {
        String token = SignedIn.tokenOf("platform");

        List<Response> answers = OrderWorld.together(IntStream.range(0, 16)
                .<Supplier<Response>>mapToObj(
                        i -> () -> TestOrders.refund(RestAssured.given().auth().oauth2(token), order, delivery, 1_000L))
                .toList());

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(8);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 201)
                .allMatch(answer -> code(answer).equals("refund-exceeds-capture"));
        assertThat(world.voucher(scene).getLong("captured_fen")).isZero();
        world.assertConserved(scene);
    }
}
