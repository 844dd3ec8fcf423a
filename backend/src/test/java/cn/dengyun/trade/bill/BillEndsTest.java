package cn.dengyun.trade.bill;

import static cn.dengyun.trade.bill.TestBills.accept;
import static cn.dengyun.trade.bill.TestBills.get;
import static cn.dengyun.trade.bill.TestBills.lateNoMore;
import static cn.dengyun.trade.bill.TestBills.of;
import static cn.dengyun.trade.bill.TestBills.used;
import static cn.dengyun.trade.order.OrderWorld.code;
import static cn.dengyun.trade.order.OrderWorld.status;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.dispute.TestDisputes;
import cn.dengyun.trade.order.OrderWorld;
import cn.dengyun.trade.order.OrderWorld.Scene;
import cn.dengyun.trade.order.TestOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What was used before an order ends is billed behind that, and vouchers hold for it until then; of a fen four tenths
 * are paid by the voucher.
 */
@QuarkusTest
class BillEndsTest {

    private static final LocalDate PRESENT = Bill.monthOf(Instant.now());
    private static final String METERED = "flow";
    private static final String MONTHLY = "month";
    private static final long HELD_FOR_METERED = 40_000;

    @Inject
    OrderWorld world;

    private Scene scene;
    private String order;

    /** 100,000 units and two months of 10,000 fen, of which 1,000 units were used. */
    @BeforeEach
    void anOrderThatIsUsed() {
        scene = world.withAProvider();
        order = TestOrders.begun(wanted(offering()), scene.seller());
        TestBills.execute(
                "UPDATE usage_meter SET made_at = ?, begins_at = ? WHERE order_id = ?",
                Bill.startOf(PRESENT),
                Bill.startOf(PRESENT),
                UUID.fromString(order));
        used(order, Bill.startOf(PRESENT), "1000");
        assertThat(held()).isEqualTo(HELD_FOR_METERED + 8_000);
        Background.settle();
    }

    private String offering() {
        List<Map<String, Object>> plans = List.of(
                Map.of(
                        "code",
                        METERED,
                        "name",
                        "按量",
                        "model",
                        "METERED",
                        "unit",
                        "GB_MONTH",
                        "tiers",
                        List.of(Map.of("unitPriceFen", "1")),
                        "taxRate",
                        "0"),
                Map.of(
                        "code",
                        MONTHLY,
                        "name",
                        "包月",
                        "model",
                        "SUBSCRIPTION",
                        "amountFen",
                        10_000,
                        "period",
                        "MONTH",
                        "taxRate",
                        "0"));
        String key = "mixed-" + UUID.randomUUID();
        return scene.seller()
                .get()
                .contentType("application/json")
                .body(Map.of("kind", "IAAS", "name", "混合计价的测试服务 " + key, "voucherEligible", true, "plans", plans))
                .put("/api/v1/providers/" + scene.provider() + "/offerings/" + key)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Map<String, Object> wanted(String offering) {
        Map<String, Object> wanted =
                TestOrders.request(offering, 1, true, List.of(scene.voucher().id()));
        wanted.put(
                "lines",
                List.of(
                        Map.of("planCode", METERED, "quantity", "100000", "withSubsidy", true),
                        Map.of("planCode", MONTHLY, "quantity", "2", "withSubsidy", true)));
        return wanted;
    }

    @Test
    void nothingIsMeasuredOfADisqualifiedProviderWhileAnAuthorityDecides() {
        String dispute = TestDisputes.filed(order, "OTHER", null);
        TestSupervision.imposed(scene.provider());

        assertThat(status(order)).isEqualTo("DISPUTED");
        assertThat(openMeters()).isZero();
        TestSupervision.set(
                "UPDATE provider SET disqualified_until = now() - interval '1 second' WHERE id = ?", scene.provider());
        TestDisputes.withdraw(SignedIn.as("enterprise"), dispute).then().statusCode(200);
        assertThat(status(order)).isEqualTo("ACTIVE");
        assertThat(openMeters()).as("whoever may go on is measured again").isEqualTo(1);
    }

    @Test
    void whoIsStillDisqualifiedWhenTheDisputeEndsIsMeasuredUntilTheSanctionAlone() {
        String dispute = TestDisputes.filed(order, "OTHER", null);
        TestSupervision.imposed(scene.provider());
        TestBills.execute(
                "UPDATE usage_meter SET ends_at = now() - interval '1 hour' WHERE order_id = ?",
                UUID.fromString(order));

        TestDisputes.withdraw(SignedIn.as("enterprise"), dispute).then().statusCode(200);

        assertThat(TestBills.number(
                        "SELECT count(*) FROM usage_meter WHERE order_id = ? AND ends_at < now() - interval '59 minutes'",
                        UUID.fromString(order)))
                .isEqualTo(1);
    }

    @Test
    void aMeterThatEndedForGoodBeginsWithNoLaterDispute() {
        String dispute = TestDisputes.filed(order, "OTHER", null);
        TestSupervision.imposed(scene.provider());
        TestDisputes.withdraw(SignedIn.as("enterprise"), dispute).then().statusCode(200);
        assertThat(status(order)).as("a bill is awaited").isEqualTo("ACTIVE");
        TestSupervision.set(
                "UPDATE provider SET disqualified_until = now() - interval '1 second' WHERE id = ?", scene.provider());

        String again = TestDisputes.filed(order, "OTHER", null);
        TestDisputes.withdraw(SignedIn.as("enterprise"), again).then().statusCode(200);

        assertThat(status(order)).isEqualTo("ACTIVE");
        assertThat(openMeters()).isZero();
    }

    private long openMeters() {
        return TestBills.number(
                "SELECT count(*) FROM usage_meter WHERE order_id = ? AND ends_at > now()", UUID.fromString(order));
    }

    @Test
    void whatWasUsedBeforeAnAgreedEndIsHeldUntilItIsBilled() {
        TestOrders.agree(scene.seller().get(), TestOrders.proposed("enterprise", order))
                .then()
                .statusCode(200);

        assertThat(status(order)).isEqualTo("ACTIVE");
        assertThat(held()).isEqualTo(HELD_FOR_METERED);
        assertThat(code(TestOrders.deliver(scene.seller().get(), order, MONTHLY, 1)))
                .isEqualTo("delivery-exceeds-order");
        payTheLastBill();
        assertThat(status(order)).isEqualTo("COMPLETED");
        assertThat(held()).isZero();
        assertThat(captured()).isEqualTo(400);
        world.assertConserved(scene);
    }

    @Test
    void whatWasUsedBeforeASanctionIsHeldUntilItIsBilled() {
        TestSupervision.imposed(scene.provider());

        assertThat(status(order)).isEqualTo("ACTIVE");
        assertThat(held()).isEqualTo(HELD_FOR_METERED);
        assertThat(code(longer())).isEqualTo("provider-not-qualified");
        payTheLastBill();
        assertThat(status(order)).isEqualTo("COMPLETED");
        assertThat(held()).isZero();
        assertThat(captured()).isEqualTo(400);
        world.assertConserved(scene);
    }

    /** Both sides agree on another year. */
    private Response longer() {
        String amendment = TestOrders.propose(
                        scene.seller().get(),
                        order,
                        Map.of(
                                "kind",
                                "TERM",
                                "endsOn",
                                LocalDate.now(Bill.ANHUI).plusYears(1).toString()))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return TestOrders.agree(SignedIn.as("enterprise"), amendment);
    }

    private void payTheLastBill() {
        String bill = of(order, PRESENT);
        assertThat(get("enterprise", bill).<String>path("status")).isEqualTo("GRACE");
        lateNoMore(order, PRESENT);
        assertThat(get("enterprise", bill).<String>path("status")).isEqualTo("LOCKED");
        assertThat(status(order)).as("all else is free").isEqualTo("DELIVERED");
        assertThat(held()).isEqualTo(400);
        accept("enterprise", bill).then().statusCode(200);
        assertThat(captured()).isEqualTo(400);
    }

    @Test
    void whatIsNeverBilledIsHeldNoLongerThanTheTimeBehindTheLastDay() {
        TestOrders.agree(scene.seller().get(), TestOrders.proposed("enterprise", order))
                .then()
                .statusCode(200);

        over();

        assertThat(status(order)).isEqualTo("CANCELLED");
        assertThat(held()).isZero();
        world.assertConserved(scene);
    }

    @Test
    void anEndThatComesTogetherWithTheBillLosesNothing() {
        String amendment = TestOrders.proposed("enterprise", order);
        List<Supplier<Response>> calls = new ArrayList<>();
        calls.add(() -> TestOrders.agree(scene.seller().get(), amendment));
        calls.add(() -> {
            lateNoMore(order, PRESENT);
            return null;
        });

        OrderWorld.together(calls);

        lateNoMore(order, PRESENT);
        accept("enterprise", of(order, PRESENT)).then().statusCode(200);
        assertThat(captured()).isEqualTo(400);
        assertThat(status(order)).isEqualTo("COMPLETED");
        assertThat(held()).isZero();
        world.assertConserved(scene);
    }

    @Test
    void theBillOfTheLastMonthEndsWithTheService() {
        String bill = of(order, PRESENT);
        assertThat(get("enterprise", bill).<String>path("dueAt"))
                .isEqualTo(Bill.endOf(PRESENT).toString());
        LocalDate today = LocalDate.now(Bill.ANHUI);
        String amendment = TestOrders.propose(
                        scene.seller().get(), order, Map.of("kind", "TERM", "endsOn", today.toString()))
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        TestOrders.agree(SignedIn.as("enterprise"), amendment).then().statusCode(200);

        assertThat(get("enterprise", bill).<String>path("dueAt"))
                .isEqualTo(
                        today.plusDays(1).atStartOfDay(Bill.ANHUI).toInstant().toString());
        assertThat(held()).isEqualTo(HELD_FOR_METERED + 8_000);
    }

    /** The time behind its last day is over. */
    private void over() {
        world.set(
                "UPDATE service_order SET starts_on = current_date - 90, ends_on = current_date - 40,"
                        + " due_at = now() - interval '39 days' WHERE id = ?",
                UUID.fromString(order));
        Background.settle();
    }

    private long held() {
        return world.voucher(scene).getLong("held_fen");
    }

    private long captured() {
        return world.voucher(scene).getLong("captured_fen");
    }
}
