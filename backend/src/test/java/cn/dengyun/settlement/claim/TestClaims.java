package cn.dengyun.settlement.claim;

import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.TestRules;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.voucher.TestVouchers;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Claims of the demo's platform for what the demo's first enterprise has accepted. */
public final class TestClaims {

    public static final String PATH = "/api/v1/settlement-claims";

    /** What vouchers pay of a month, and what it costs. */
    public static final long SHARE = 4_000;

    public static final String BUYER = "肥西示范精密机械有限公司";
    public static final String SELLER = "皖云示范云平台";
    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    private static final String OF_ORDER = """
            INSERT INTO settlement_claim (id, version, number, redemption_id, reservation_id, voucher_id, voucher_code,
                programme_id, organization_id, organization_name, region_code, provider_id, provider_organization_id,
                provider_name, order_id, offering_id, offering_version, delivery_id, worth_fen, payee, captured_at, claimed_fen,
                amount_fen, status, colour, is_sampled, round, submitted_by, submitted_at, confirmed_by, confirmed_at, since,
                due_at, batch_id, updated_at)
            SELECT r.id, 0, 'S' || r.id, r.id, h.id, v.id, v.code, v.programme_id, r.organization_id, '测试企业', v.region_code,
                r.provider_id, p.organization_id, '测试服务商', h.order_id, h.offering_id, h.offering_version, h.delivery_id,
                r.amount_fen, r.payee_kind, r.captured_at, r.amount_fen - r.refunded_fen, r.amount_fen - r.refunded_fen,
                'BANK_FAILED', 'GREEN', false, 0, r.captured_by, now(), r.captured_by, now(), now(), now(), r.id, now()
            FROM redemption r JOIN reservation h ON h.id = r.reservation_id JOIN voucher v ON v.id = r.voucher_id
                JOIN provider p ON p.id = r.provider_id
            WHERE h.%s = ? AND r.amount_fen > r.refunded_fen
                AND NOT EXISTS (SELECT FROM settlement_claim c WHERE c.redemption_id = r.id)
            """;

    private TestClaims() {}

    /** The id of the capture of so many months, of an order that began an hour ago. */
    public static String captured(int months) {
        return captured(order(months), months);
    }

    /** An order of so many months in service since an hour, paid by a voucher of a programme of its own. */
    public static String order(int months) {
        return order(months, TestRules.rules());
    }

    /** The same of a programme with rules of its own. */
    public static String order(int months, RuleSet rules) {
        TestVouchers vouchers = Arc.container().instance(TestVouchers.class).get();
        UUID voucher = vouchers.aVoucher(vouchers.aProgramme(3_000_000, rules)).id();
        String order = TestOrders.begun(
                TestOrders.months(MonthOffering.id(), months, true, List.of(voucher)), () -> SignedIn.as("platform"));
        set(
                "UPDATE service_order SET activated_at = activated_at - interval '1 hour' WHERE id = ?",
                UUID.fromString(order));
        return order;
    }

    /** The same of several plans, all paid by one voucher. */
    public static String order(Map<String, Long> byPlan) {
        TestVouchers vouchers = Arc.container().instance(TestVouchers.class).get();
        UUID voucher = vouchers.aVoucher(vouchers.aProgramme(3_000_000, TestRules.rules()))
                .id();
        Map<String, Object> wanted = TestOrders.months(MonthOffering.id(), 1, true, List.of(voucher));
        wanted.put(
                "lines",
                byPlan.entrySet().stream()
                        .map(each -> Map.of(
                                "planCode",
                                each.getKey(),
                                "quantity",
                                String.valueOf(each.getValue()),
                                "withSubsidy",
                                true))
                        .toList());
        String order = TestOrders.begun(wanted, () -> SignedIn.as("platform"));
        set(
                "UPDATE service_order SET activated_at = activated_at - interval '1 hour' WHERE id = ?",
                UUID.fromString(order));
        return order;
    }

    /** The id of the capture of the next months of an order. */
    public static String captured(String order, int months) {
        String delivery = TestOrders.delivered(order, months);
        TestOrders.acceptDelivery(delivery).then().statusCode(200);
        return text(
                "SELECT r.id FROM redemption r JOIN reservation h ON h.id = r.reservation_id WHERE h.delivery_id = ?",
                UUID.fromString(delivery));
    }

    public static Map<String, Object> evidence(long months) {
        return evidence(months, number(20));
    }

    /** What proves so many months: one invoice, and one slip of what vouchers do not pay. */
    public static Map<String, Object> evidence(long months, String invoice) {
        String today = LocalDate.now(ANHUI).toString();
        Map<String, Object> all = new HashMap<>();
        all.put("contract", Map.of("number", "HT-" + number(12)));
        all.put(
                "invoices",
                List.of(Map.of(
                        "number",
                        invoice,
                        "amountFen",
                        months * MonthOffering.PRICE,
                        "issuedOn",
                        today,
                        "buyerName",
                        BUYER,
                        "sellerName",
                        SELLER)));
        all.put(
                "bankReceipts",
                new ArrayList<>(List.of(Map.of(
                        "serial",
                        "G" + number(16),
                        "amountFen",
                        months * (MonthOffering.PRICE - SHARE),
                        "paidOn",
                        today,
                        "payerName",
                        BUYER,
                        "payeeName",
                        SELLER))));
        return all;
    }

    public static String number(int digits) {
        return ThreadLocalRandom.current()
                .ints(digits, 0, 10)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining());
    }

    public static Response submit(RequestSpecification caller, String redemption, Map<String, Object> evidence) {
        return TestOrders.post(caller, PATH, Map.of("redemptionId", redemption, "evidence", evidence));
    }

    /** The id of a claim of two months that nobody has answered. */
    public static String submitted() {
        return submitted(captured(2), evidence(2));
    }

    public static String submitted(String redemption, Map<String, Object> evidence) {
        String id = submit(SignedIn.as("platform"), redemption, evidence)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        prove(id);
        return id;
    }

    /** Puts an invoice on a claim. */
    public static void prove(String id) {
        String file = TestDocuments.sent(SignedIn.as("platform"), "发票.pdf", "application/pdf", TestDocuments.aPdf());
        TestOrders.post(
                        SignedIn.as("platform"),
                        PATH + "/" + id + "/documents",
                        TestDocuments.of(file, "INVOICE", "RECORD"))
                .then()
                .statusCode(201);
    }

    /** The id of a claim that a person has to look at: its names do not match. */
    public static String doubtful() {
        String id = submitted(captured(2), unlike());
        confirm(id).then().statusCode(200);
        return id;
    }

    /** Evidence whose buyer is somebody else. */
    public static Map<String, Object> unlike() {
        Map<String, Object> evidence = evidence(2);
        @SuppressWarnings("unchecked")
        Map<String, Object> invoice = new HashMap<>(((List<Map<String, Object>>) evidence.get("invoices")).get(0));
        invoice.put("buyerName", "另一家公司");
        evidence.put("invoices", List.of(invoice));
        return evidence;
    }

    /** Evidence whose invoice is too low. */
    public static Map<String, Object> tooLow() {
        Map<String, Object> evidence = evidence(2);
        @SuppressWarnings("unchecked")
        Map<String, Object> invoice = new HashMap<>(((List<Map<String, Object>>) evidence.get("invoices")).get(0));
        invoice.put("amountFen", 1);
        evidence.put("invoices", List.of(invoice));
        return evidence;
    }

    /** The id of one that waits for a batch. */
    public static String approved() {
        return approved(2);
    }

    public static String approved(int months) {
        drawNobody();
        String id = submitted(captured(months), evidence(months));
        confirm(id).then().statusCode(200);
        return id;
    }

    public static Response confirm(String id) {
        return confirm(SignedIn.as("enterprise"), id, "*");
    }

    public static Response confirm(RequestSpecification caller, String id, String tag) {
        return caller.header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", tag)
                .post(PATH + "/" + id + "/confirmations");
    }

    public static Response object(RequestSpecification caller, String id) {
        return TestOrders.post(caller, PATH + "/" + id + "/objections", Map.of("reason", "金额有误"));
    }

    public static Response withdraw(RequestSpecification caller, String id) {
        return TestOrders.post(caller, PATH + "/" + id + "/withdrawals", Map.of("reason", "填写有误"));
    }

    public static Response resubmit(String id, Map<String, Object> evidence) {
        return TestOrders.post(SignedIn.as("platform"), PATH + "/" + id + "/resubmissions", evidence);
    }

    public static Response review(String account, String id, String decision) {
        return review(SignedIn.as(account), id, decision, "*");
    }

    public static Response review(RequestSpecification caller, String id, String decision, String tag) {
        Map<String, Object> says = new HashMap<>(Map.of("decision", decision, "reason", "已核对"));
        if (!decision.equals("APPROVE")) {
            says.put("reasons", List.of("AMOUNT_DIFFERS", "PARTIES_DIFFER"));
        }
        return TestOrders.post(caller.header("If-Match", tag), PATH + "/" + id + "/reviews", says);
    }

    public static Response get(String account, String id) {
        return SignedIn.as(account).get(PATH + "/" + id);
    }

    /** All that was captured for an order is claimed, and those claims stand there, as if they had come there. */
    public static void stand(String order, ClaimStatus status) {
        stand("order_id", order, status);
    }

    /** The same of a delivery. */
    public static void standOf(String delivery, ClaimStatus status) {
        stand("delivery_id", delivery, status);
    }

    private static void stand(String of, String id, ClaimStatus status) {
        set(OF_ORDER.formatted(of), UUID.fromString(id));
        boolean isPaid = status == ClaimStatus.PAID;
        set(
                "UPDATE settlement_claim SET status = '" + status + "', paid_at = " + (isPaid ? "now()" : "NULL")
                        + ", due_at = " + (status.isEnd() ? "NULL" : "now() + interval '9 days'") + " WHERE " + of
                        + " = ? AND status NOT IN ('REJECTED', 'WITHDRAWN')",
                UUID.fromString(id));
    }

    /**
     * From now on nobody looks at what nothing speaks against, on this day. That other tests let somebody act for the
     * enterprise would speak against it.
     */
    public static void drawNobody() {
        draw(0);
        set(
                "UPDATE delegation SET valid_until = greatest(valid_from + interval '1 microsecond', now())"
                        + " WHERE principal_organization_id = ? AND valid_until > now()",
                DemoAccounts.id(0x103));
    }

    /** From now on so many of a hundred are drawn on this day. */
    public static void draw(int percent) {
        set(
                "INSERT INTO claim_sample_seed (day, seed, percent) VALUES ((now() AT TIME ZONE 'Asia/Shanghai')::date,"
                        + " ?::text, " + percent + ") ON CONFLICT (day) DO UPDATE SET percent = " + percent,
                UUID.randomUUID());
    }

    /** Lets a number stand for any business. */
    public static void free(String... numbers) {
        for (String number : numbers) {
            set("DELETE FROM claim_number WHERE number = '" + number + "' AND case_id <> ?", UUID.randomUUID());
        }
    }

    /** As somebody could who owns the database. */
    public static void set(String sql, UUID id) {
        try (Connection database = OwnerDatabase.connect();
                PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String text(String sql, UUID id) {
        try (Connection database = OwnerDatabase.connect();
                PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setObject(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void freeze(boolean isFrozen) {
        TestOrders.post(
                        SignedIn.as("hefei"),
                        "/api/v1/organizations/" + DemoAccounts.id(0x103) + (isFrozen ? "/freezes" : "/unfreezes"),
                        Map.of("reason", "核查"))
                .then()
                .statusCode(200);
    }
}
