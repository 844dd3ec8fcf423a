package cn.dengyun.trade.bill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Ids;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.voucher.FenOffering;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Bills of orders of the demo's first enterprise with the demo's platform, of a fen for each unit. */
public final class TestBills {

    public static final String PATH = "/api/v1/bills";

    /** The month before the last: the time for late usage of it is over, whatever day it is. */
    public static final LocalDate MONTH = Bill.monthOf(Instant.now()).minusMonths(2);

    private TestBills() {}

    /**
     * The id of an order that has been in service since that month began. Its bills have begun; whatever day it is, and
     * whatever the background does, none goes on before {@link #of} or {@link #lateNoMore} lets it.
     */
    static String order(List<UUID> vouchers) {
        try (Background paused = Background.paused()) {
            String order = TestOrders.begun(
                    TestOrders.request(FenOffering.id(), 100_000, !vouchers.isEmpty(), vouchers),
                    () -> SignedIn.as("platform"));
            execute(
                    "UPDATE usage_meter SET made_at = ?, begins_at = ? WHERE order_id = ?",
                    Bill.startOf(MONTH),
                    Bill.startOf(MONTH),
                    UUID.fromString(order));
            WorkerThread.await(Arc.container().instance(BillRounds.class).get().begin());
            execute("UPDATE bill SET due_at = now() + interval '1 year' WHERE order_id = ?", UUID.fromString(order));
            return order;
        }
    }

    /** {@link #MONTH} of an order is over, as it is. */
    static void over(String order) {
        execute(
                "UPDATE bill SET due_at = ? WHERE order_id = ? AND month = ? AND status = 'OPEN'",
                Bill.endOf(MONTH),
                UUID.fromString(order),
                MONTH);
    }

    /** Something that was read of an order, and counts. */
    static String used(String order, Instant at, String quantity) {
        UUID id = Ids.next();
        execute("""
                INSERT INTO usage_event (id, version, meter_id, order_id, organization_id, provider_organization_id, region_code,
                    event_id, occurred_at, quantity, content_hash, receipt_id, line, received_at, status)
                SELECT ?, 0, id, order_id, organization_id, provider_organization_id, region_code, ?, ?, ?, '\\x00', ?, 1, now(),
                    'ACCEPTED'
                FROM usage_meter WHERE order_id = ?
                """, id, "e-" + id, at, new BigDecimal(quantity), Ids.next(), UUID.fromString(order));
        return id.toString();
    }

    /**
     * The id of an order of which 100 units were used on each of so many days of {@link #MONTH}, a voucher pays of, and
     * the bill is accepted.
     */
    public static String paid(UUID voucher, int days) {
        String order = order(List.of(voucher));
        for (int day = 0; day < days; day++) {
            used(order, in(MONTH).plusSeconds(86_400L * day), "100");
        }
        accept("enterprise", of(order, MONTH)).then().statusCode(200);
        return order;
    }

    /** The provider has taken it back. */
    static void reversed(String event) {
        execute("UPDATE usage_event SET status = 'REVERSED' WHERE id = ?", UUID.fromString(event));
        execute("""
                INSERT INTO usage_correction (id, version, meter_id, order_id, organization_id, provider_organization_id, region_code,
                    reversed_id, reason, made_by, made_at)
                SELECT ?, 0, meter_id, order_id, organization_id, provider_organization_id, region_code, id, '重复', ?, now()
                FROM usage_event WHERE id = ?
                """, Ids.next(), Ids.next(), UUID.fromString(event));
    }

    /** In the middle of a month. */
    public static Instant in(LocalDate month) {
        return Bill.startOf(month).plusSeconds(86_400L * 14);
    }

    /** The time for late usage of that month is over. */
    static void lateNoMore(String order, LocalDate month) {
        Background.settle();
        execute(
                "UPDATE bill SET status = 'GRACE', due_at = now() WHERE order_id = ? AND month = ? AND status IN ('OPEN', 'GRACE')",
                UUID.fromString(order),
                month);
        Background.settle();
    }

    /** The bill of a month of an order; that of {@link #MONTH} has locked. */
    static String of(String order, LocalDate month) {
        if (month.equals(MONTH)) {
            over(order);
        }
        Background.settle();
        return SignedIn.as("enterprise")
                .get(PATH + "?orderId=" + order + "&month=" + month.toString().substring(0, 7))
                .then()
                .statusCode(200)
                .extract()
                .path("data[0].id");
    }

    /** The id of one that has locked, of 12,345 fen. */
    public static String locked() {
        return locked(List.of());
    }

    static String locked(List<UUID> vouchers) {
        String order = order(vouchers);
        used(order, in(MONTH), "12345");
        String bill = of(order, MONTH);
        assertThat(get("enterprise", bill).<String>path("status")).isEqualTo("LOCKED");
        return bill;
    }

    /** The id of one that is disputed. */
    public static String disputed() {
        String bill = locked();
        dispute("enterprise", bill).then().statusCode(200);
        return bill;
    }

    /** The id of one that an authority has to decide. */
    public static String undecided() {
        String bill = disputed();
        answer("platform", bill, null).then().statusCode(200);
        return bill;
    }

    static Response get(String account, String bill) {
        return SignedIn.as(account).get(PATH + "/" + bill);
    }

    static Response accept(String account, String bill) {
        return SignedIn.as(account)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(PATH + "/" + bill + "/acceptances");
    }

    static Response dispute(String account, String bill) {
        return TestOrders.post(
                account, PATH + "/" + bill + "/disputes", Map.of("reason", "7 月 12 日的用量重复", "lines", List.of(1)));
    }

    /** @param concededFen null: it stands by the bill */
    static Response answer(String account, String bill, Long concededFen) {
        Map<String, Object> answer = concededFen == null
                ? Map.of("answer", "REJECTED", "reason", "计量记录完整")
                : Map.of("answer", "CONCEDED", "amountFen", concededFen, "reason", "情况属实");
        return TestOrders.post(account, PATH + "/" + bill + "/dispute-answers", answer);
    }

    static Response decide(String account, String bill, long creditFen) {
        return TestOrders.post(
                account,
                PATH + "/" + bill + "/dispute-decisions",
                Map.of("creditFen", creditFen, "reason", "计量记录完整，账单成立"));
    }

    static Response credit(String account, String bill, long fen) {
        return TestOrders.post(
                account, PATH + "/" + bill + "/credit-notes", Map.of("amountFen", fen, "reason", "服务中断补偿"));
    }

    /** @param lines what of it is taken off which line, see {@link #off} */
    static Response credit(String account, String bill, long fen, List<Map<String, Object>> lines) {
        return TestOrders.post(
                account,
                PATH + "/" + bill + "/credit-notes",
                Map.of("amountFen", fen, "reason", "服务中断补偿", "lines", lines));
    }

    /** What is taken off a line of a bill. */
    static Map<String, Object> off(int line, long fen) {
        return Map.of("line", line, "amountFen", fen);
    }

    static void execute(String sql, Object... values) {
        try (Connection database = OwnerDatabase.connect();
                PreparedStatement statement = database.prepareStatement(sql)) {
            set(statement, values);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static long number(String sql, Object... values) {
        try (Connection database = OwnerDatabase.connect();
                PreparedStatement statement = database.prepareStatement(sql)) {
            set(statement, values);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value =
                    values[i] instanceof Instant moment ? OffsetDateTime.ofInstant(moment, ZoneOffset.UTC) : values[i];
            statement.setObject(i + 1, value);
        }
    }
}
