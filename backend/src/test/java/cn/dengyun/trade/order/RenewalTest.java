package cn.dengyun.trade.order;

import static cn.dengyun.trade.order.OrderWorld.SHARE;
import static cn.dengyun.trade.order.OrderWorld.code;
import static cn.dengyun.trade.order.OrderWorld.status;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.trade.order.OrderWorld.Scene;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The next term of an order is another order, and no voucher pays of it unless it is chosen anew. */
@QuarkusTest
class RenewalTest {

    @Inject
    OrderWorld world;

    private Scene scene;

    @BeforeEach
    void aScene() {
        scene = world.withThePlatform();
    }

    @Test
    void theNextTermIsWhatWasOrderedBeforeWithoutVouchers() {
        String id = scene.begun(4);

        Response next = renew("enterprise", id, Map.of());

        assertThat(next.statusCode()).as(next.asString()).isEqualTo(201);
        assertThat(next.<String>path("status")).isEqualTo("PLACED");
        assertThat(next.<String>path("origin")).isEqualTo("RENEWAL");
        assertThat(next.<String>path("id")).isNotEqualTo(id);
        assertThat(next.<String>path("lines[0].quantity")).isEqualTo("4");
        assertThat(next.<Integer>path("subsidyFen")).isZero();
        assertThat(world.order(next.path("id")).getUUID("origin_id")).isEqualTo(UUID.fromString(id));
        assertThat(world.voucher(scene).getLong("held_fen")).isEqualTo(4 * SHARE);
        assertThat(status(id)).isEqualTo("ACTIVE");
    }

    @Test
    void vouchersPayOfItWhereTheEnterpriseSaysSo() {
        String id = scene.begun(4);
        Map<String, Object> line = Map.of("planCode", MonthOffering.MONTH, "quantity", "2", "withSubsidy", true);

        Response next = renew(
                "enterprise",
                id,
                Map.of(
                        "lines",
                        List.of(line),
                        "voucherIds",
                        List.of(scene.voucher().id())));

        assertThat(next.<Integer>path("subsidyFen")).isEqualTo(2 * (int) SHARE);
        assertThat(world.voucher(scene).getLong("held_fen")).isEqualTo(6 * SHARE);
        world.assertConserved(scene);
    }

    @Test
    void whatIsCompletedIsRenewedAndWhatHasNotBegunIsNot() {
        String done = scene.begun(1);
        TestOrders.acceptDelivery(TestOrders.delivered(done, 1)).then().statusCode(200);
        String placed = scene.placed(1);

        assertThat(renew("enterprise", done, Map.of()).statusCode()).isEqualTo(201);
        assertThat(code(renew("enterprise", placed, Map.of()))).isEqualTo("transition-not-allowed");
        assertThat(renew("platform", done, Map.of()).statusCode()).isEqualTo(403);
        assertThat(renew("enterprise2", done, Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void itIsPlacedLikeAnyOther() {
        String id = scene.begun(1);
        String reference = "PO-" + UUID.randomUUID();

        assertThat(renew("enterprise", id, Map.of("externalReference", reference))
                        .statusCode())
                .isEqualTo(201);
        assertThat(code(renew("enterprise", id, Map.of("externalReference", reference))))
                .isEqualTo("order-reference-taken");
        Response late = renew("enterprise", id, Map.of("startsOn", "2018-01-01"));
        assertThat(late.<List<String>>path("errors.code")).contains("order-start-unfit");
    }

    private static Response renew(String account, String order, Map<String, Object> more) {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Map<String, Object> wanted = new HashMap<>(Map.of(
                "startsOn", today.toString(), "endsOn", today.plusYears(1).toString()));
        wanted.putAll(more);
        return TestOrders.post(SignedIn.as(account), TestOrders.PATH + "/" + order + "/renewals", wanted);
    }
}
