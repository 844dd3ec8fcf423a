package cn.dengyun.trade.order;

import static cn.dengyun.trade.order.OrderWorld.SHARE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.TestVouchers.Funded;
import cn.dengyun.voucher.domain.Voucher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What something outside of an order does to it, at each step, and how it goes on: against tables that were written by
 * hand. Each order is of four months, with a voucher of its own.
 */
@QuarkusTest
class EveryStepTest {

    @Inject
    OrderWorld world;

    @Inject
    TestVouchers vouchers;

    @Inject
    OrderRounds rounds;

    @Inject
    Pool pool;

    /** How far an order has come. */
    enum Stage {
        PLACED,
        CONTRACTED,
        BEGUN,
        /** One month waits. */
        WAITING,
        /** One month was accepted. */
        ANSWERED,
        /** One month was accepted, another waits. */
        BOTH,
        /** All four wait. */
        DELIVERED,
        COMPLETED
    }

    /** What happens outside. */
    enum Happening {
        SANCTION,
        SUSPENSION,
        PROVIDER_FROZEN,
        ENTERPRISE_FROZEN,
        CERTIFICATION_GONE,
        OFFERING_RETIRED,
        VOUCHER_FROZEN,
        VOUCHER_REVOKED,
        VOUCHER_EXPIRED
    }

    /**
     * How an order stands afterwards.
     *
     * @param held months that its voucher holds
     * @param captured months that were captured
     */
    private record Stands(String status, long held, long captured) {}

    private static Stands stands(String status, long held, long captured) {
        return new Stands(status, held, captured);
    }

    /** As it stands when nothing happens. */
    private static final Map<Stage, Stands> BEFORE = Map.of(
            Stage.PLACED, stands("PLACED", 4, 0),
            Stage.CONTRACTED, stands("ACCEPTED", 4, 0),
            Stage.BEGUN, stands("ACTIVE", 4, 0),
            Stage.WAITING, stands("ACTIVE", 4, 0),
            Stage.ANSWERED, stands("ACTIVE", 3, 1),
            Stage.BOTH, stands("ACTIVE", 3, 1),
            Stage.DELIVERED, stands("DELIVERED", 4, 0),
            Stage.COMPLETED, stands("COMPLETED", 0, 4));

    /** What was delivered stands, what was not is freed. */
    private static final Map<Stage, Stands> SANCTIONED = Map.of(
            Stage.PLACED, stands("CANCELLED", 0, 0),
            Stage.CONTRACTED, stands("CANCELLED", 0, 0),
            Stage.BEGUN, stands("CANCELLED", 0, 0),
            Stage.WAITING, stands("DELIVERED", 1, 0),
            Stage.ANSWERED, stands("COMPLETED", 0, 1),
            Stage.BOTH, stands("DELIVERED", 1, 1),
            Stage.DELIVERED, stands("DELIVERED", 4, 0),
            Stage.COMPLETED, stands("COMPLETED", 0, 4));

    /** The money was never the enterprise's: holds end, what is owed stays, and orders go on. */
    private static final Map<Stage, Stands> REVOKED = Map.of(
            Stage.PLACED, stands("PLACED", 0, 0),
            Stage.CONTRACTED, stands("ACCEPTED", 0, 0),
            Stage.BEGUN, stands("ACTIVE", 0, 0),
            Stage.WAITING, stands("ACTIVE", 0, 0),
            Stage.ANSWERED, stands("ACTIVE", 0, 1),
            Stage.BOTH, stands("ACTIVE", 0, 1),
            Stage.DELIVERED, stands("DELIVERED", 0, 0),
            Stage.COMPLETED, stands("COMPLETED", 0, 4));

    private static Map<Stage, Stands> afterwards(Happening happening) {
        return switch (happening) {
            case SANCTION -> SANCTIONED;
            case VOUCHER_REVOKED -> REVOKED;
            default -> BEFORE;
        };
    }

    /** What the next step of each stage is answered: the code of its refusal, or nothing. */
    private static final Map<Happening, List<String>> NEXT = Map.of(
            Happening.SANCTION,
                    List.of("provider-not-qualified", "transition-not-allowed", "transition-not-allowed", ""),
            Happening.SUSPENSION, List.of("provider-not-qualified", "", "", ""),
            Happening.PROVIDER_FROZEN,
                    List.of("organization-frozen", "organization-frozen", "organization-frozen", "order-side-frozen"),
            Happening.ENTERPRISE_FROZEN, List.of("organization-frozen", "", "", "organization-frozen"),
            Happening.CERTIFICATION_GONE, List.of("enterprise-not-certified", "", "", ""),
            Happening.OFFERING_RETIRED, List.of("", "", "", ""),
            Happening.VOUCHER_FROZEN, List.of("", "", "", "order-voucher-frozen"),
            Happening.VOUCHER_REVOKED, List.of("", "", "", ""),
            Happening.VOUCHER_EXPIRED, List.of("", "", "", ""));

    private TestEnterprise enterprise;
    private TestEnterprise seller;
    private String provider;
    private String key;
    private String offering;
    private Funded programme;
    private final Map<Stage, String> orders = new EnumMap<>(Stage.class);
    private final Map<Stage, Voucher> paidBy = new EnumMap<>(Stage.class);
    private final Map<Stage, String> waiting = new EnumMap<>(Stage.class);

    @ParameterizedTest
    @EnumSource(Happening.class)
    void whatHappensOutsideDoesWhatTheTableSaysAndNoMore(Happening happening) {
        ordersOfAllStages();
        assertStands(BEFORE);

        happen(happening);
        WorkerThread.await(rounds.round());

        assertStands(afterwards(happening));
        assertNext(happening);
        world.assertConserved(
                new OrderWorld.Scene(programme, paidBy.get(Stage.PLACED), provider, this::asSeller, offering));
    }

    private void ordersOfAllStages() {
        enterprise = TestEnterprise.certified("340123", "feixi");
        seller = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        provider = TestSupervision.asProvider(seller);
        key = "month-" + UUID.randomUUID();
        offering = MonthOffering.of(provider, this::asSeller, key);
        programme = vouchers.aProgramme(20_000_000);
        for (Stage stage : Stage.values()) {
            orders.put(stage, order(stage));
        }
    }

    private String order(Stage stage) {
        Voucher voucher = vouchers.aVoucherOf(UUID.fromString(enterprise.id()), programme);
        paidBy.put(stage, voucher);
        String id = TestOrders.post(
                        asEnterprise(), TestOrders.PATH, TestOrders.months(offering, 4, true, List.of(voucher.id())))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        if (stage == Stage.PLACED) {
            return id;
        }
        accept(id).then().statusCode(200);
        if (stage == Stage.CONTRACTED) {
            return id;
        }
        TestOrders.activate(asSeller(), id).then().statusCode(200);
        switch (stage) {
            case WAITING -> waiting.put(stage, TestOrders.delivered(asSeller(), id, 1));
            case ANSWERED -> answered(id, 1);
            case BOTH -> {
                answered(id, 1);
                waiting.put(stage, TestOrders.delivered(asSeller(), id, 1));
            }
            case DELIVERED -> waiting.put(stage, TestOrders.delivered(asSeller(), id, 4));
            case COMPLETED -> answered(id, 4);
            default -> {}
        }
        return id;
    }

    private void answered(String order, int months) {
        TestOrders.acceptDelivery(asEnterprise(), TestOrders.delivered(asSeller(), order, months))
                .then()
                .statusCode(200);
    }

    private void happen(Happening happening) {
        switch (happening) {
            case SANCTION -> TestSupervision.imposed(provider);
            case SUSPENSION ->
                world.set(
                        "UPDATE provider SET suspended_until = now() + interval '9 days' WHERE id = ?",
                        UUID.fromString(provider));
            case PROVIDER_FROZEN -> measure(seller, "freezes");
            case ENTERPRISE_FROZEN -> measure(enterprise, "freezes");
            case CERTIFICATION_GONE -> measure(enterprise, "revocations");
            case OFFERING_RETIRED ->
                assertThat(asSeller()
                                .header("If-Match", "*")
                                .delete("/api/v1/providers/" + provider + "/offerings/" + key)
                                .statusCode())
                        .isLessThan(300);
            case VOUCHER_FROZEN -> ofEachVoucher("province", "freezes");
            case VOUCHER_REVOKED -> {
                ofEachVoucher("province", "revocations");
                ofEachVoucher("hefei", "revocation-approvals");
            }
            case VOUCHER_EXPIRED ->
                paidBy.values()
                        .forEach(each -> world.set(
                                "UPDATE voucher SET valid_until = now() - interval '1 second' WHERE id = ?",
                                each.id()));
        }
    }

    private static void measure(TestEnterprise organization, String what) {
        TestOrders.post("feixi", organization.path() + "/" + what, Map.of("reason", "核查"))
                .then()
                .statusCode(200);
    }

    private void ofEachVoucher(String account, String what) {
        String token = SignedIn.tokenOf(account);
        paidBy.forEach((stage, voucher) -> TestOrders.post(
                        RestAssured.given().auth().oauth2(token),
                        "/api/v1/vouchers/" + voucher.id() + "/" + what,
                        Map.of("reason", "情况属实"))
                .then()
                .statusCode(200));
    }

    private void assertStands(Map<Stage, Stands> expected) {
        for (Stage stage : Stage.values()) {
            Row voucher = voucher(stage);
            Stands found = new Stands(
                    world.order(orders.get(stage)).getString("status"),
                    voucher.getLong("held_fen") / SHARE,
                    voucher.getLong("captured_fen") / SHARE);
            assertThat(found).as(stage.name()).isEqualTo(expected.get(stage));
        }
    }

    /**
     * What is placed is accepted, what has a contract begins, what has begun is delivered, and what waits is accepted.
     */
    private void assertNext(Happening happening) {
        List<String> expected = NEXT.get(happening);
        assertThat(refusal(accept(orders.get(Stage.PLACED)))).as("accept").isEqualTo(expected.get(0));
        assertThat(refusal(TestOrders.activate(asSeller(), orders.get(Stage.CONTRACTED))))
                .as("activate")
                .isEqualTo(expected.get(1));
        for (Stage stage : List.of(Stage.BEGUN, Stage.ANSWERED)) {
            Response delivered = TestOrders.deliver(asSeller(), orders.get(stage), MonthOffering.MONTH, 1);
            assertThat(refusal(delivered)).as("deliver of %s", stage).isEqualTo(expected.get(2));
            if (delivered.statusCode() == 201) {
                assertThat(delivered.<Integer>path("subsidyFen"))
                        .isEqualTo(happening == Happening.VOUCHER_REVOKED ? 0 : (int) SHARE);
            }
        }
        for (Stage stage : waiting.keySet()) {
            long before = voucher(stage).getLong("captured_fen");
            Response accepted = TestOrders.acceptDelivery(asEnterprise(), waiting.get(stage));
            assertThat(refusal(accepted)).as("accept of %s", stage).isEqualTo(expected.get(3));
            boolean isPaid = accepted.statusCode() == 200 && happening != Happening.VOUCHER_REVOKED;
            long months = stage == Stage.DELIVERED ? 4 : 1;
            assertThat(voucher(stage).getLong("captured_fen") - before).isEqualTo(isPaid ? months * SHARE : 0);
        }
    }

    private static String refusal(Response answer) {
        return answer.statusCode() < 300 ? "" : OrderWorld.code(answer);
    }

    private Response accept(String order) {
        return TestOrders.accept(asSeller(), order);
    }

    private Row voucher(Stage stage) {
        return WorkerThread.await(pool.preparedQuery("SELECT * FROM voucher WHERE id = $1")
                        .execute(Tuple.of(paidBy.get(stage).id())))
                .iterator()
                .next();
    }

    private RequestSpecification asEnterprise() {
        return enterprise.request();
    }

    private RequestSpecification asSeller() {
        return seller.request();
    }
}
