package cn.dengyun.trade.order;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.TestVouchers.Funded;
import cn.dengyun.voucher.domain.Voucher;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What orders are about in tests: programmes with money, vouchers of the demo's enterprise, providers with people. */
@Singleton
public class OrderWorld {

    /** What a voucher pays of a month: 0.4 of its price. */
    public static final long SHARE = 4_000;

    private final TestVouchers vouchers;
    private final LedgerService ledger;
    private final Pool pool;

    OrderWorld(TestVouchers vouchers, LedgerService ledger, Pool pool) {
        this.vouchers = vouchers;
        this.ledger = ledger;
        this.pool = pool;
    }

    /** A programme, a voucher of it, and somebody whose offering may be ordered. */
    public record Scene(
            Funded programme,
            Voucher voucher,
            String provider,
            Supplier<RequestSpecification> seller,
            String offering) {

        /** An order of months that the voucher pays of. */
        public Map<String, Object> months(int months) {
            return TestOrders.months(offering, months, true, List.of(voucher.id()));
        }

        /** The id of one that is placed. */
        public String placed(int months) {
            return TestOrders.place("enterprise", months(months))
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
        }

        /** The id of one in service. */
        public String begun(int months) {
            return TestOrders.begun(months(months), seller);
        }

        public String delivered(String order, long months) {
            return TestOrders.delivered(seller.get(), order, months);
        }
    }

    /** With the demo's platform. */
    public Scene withThePlatform() {
        Funded programme = vouchers.aProgramme(3_000_000);
        return new Scene(
                programme,
                vouchers.aVoucher(programme),
                "01900000-0000-7000-8000-000000000001",
                () -> SignedIn.as("platform"),
                MonthOffering.id());
    }

    /** With a provider of the test's own, which may be disqualified or frozen. */
    public Scene withAProvider() {
        Funded programme = vouchers.aProgramme(3_000_000);
        TestEnterprise seller = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        String provider = TestSupervision.asProvider(seller);
        Supplier<RequestSpecification> caller = () -> RestAssured.given().auth().oauth2(seller.token());
        return new Scene(programme, vouchers.aVoucher(programme), provider, caller, MonthOffering.of(provider, caller));
    }

    public Row voucher(Scene scene) {
        return row("SELECT * FROM voucher WHERE id = $1", scene.voucher().id());
    }

    public Row order(String id) {
        return row("SELECT * FROM service_order WHERE id = $1", UUID.fromString(id));
    }

    public Row delivery(String id) {
        return row("SELECT * FROM order_delivery WHERE id = $1", UUID.fromString(id));
    }

    private Row row(String sql, UUID id) {
        return WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.of(id)))
                .iterator()
                .next();
    }

    /** As somebody could who owns the database. */
    public void set(String sql, UUID id) {
        try (Connection database = OwnerDatabase.connect();
                PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void freeze(UUID organization, boolean isFrozen) {
        set(
                "UPDATE organization SET frozen_at = "
                        + (isFrozen ? "now(), frozen_reason = '核查'" : "NULL, frozen_reason = NULL")
                        + " WHERE id = ?",
                organization);
    }

    public UUID sellerOf(String order) {
        return order(order).getUUID("provider_organization_id");
    }

    public void assertConserved(Scene scene) {
        Background.settle();
        assertThat(WorkerThread.await(ledger.conservation(scene.programme().programmeId()))
                        .holds())
                .isTrue();
    }

    public static String code(Response answer) {
        return answer.path("code");
    }

    public static String status(String order) {
        return TestOrders.get("enterprise", order).path("status");
    }

    /** All at once. */
    public static List<Response> together(List<Supplier<Response>> calls) {
        List<CompletableFuture<Response>> all = new ArrayList<>();
        calls.forEach(call -> all.add(CompletableFuture.supplyAsync(call, task -> new Thread(task).start())));
        return all.stream().map(CompletableFuture::join).toList();
    }
}
