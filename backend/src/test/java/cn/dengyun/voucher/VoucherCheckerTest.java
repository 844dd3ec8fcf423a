package cn.dengyun.voucher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.settlement.batch.TestSettlement;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.TestVouchers.Funded;
import cn.dengyun.voucher.domain.HoldPart;
import cn.dengyun.voucher.domain.Voucher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The independent checker agrees with what the service does, and notices everything that is done behind its back. */
@QuarkusTest
class VoucherCheckerTest {

    private static final UUID PLATFORM = UUID.fromString("01900000-0000-7000-8000-00000000020b");

    private static final String PROVIDER = "01900000-0000-7000-8000-000000000001";

    @Inject
    TestVouchers vouchers;

    @Inject
    TestSettlement settlement;

    @Inject
    VoucherClock clock;

    @Inject
    OrderHolds orders;

    @Inject
    UnitsOfWork units;

    @Inject
    LedgerService ledger;

    private Funded programme;
    private String offering;
    private final List<String> history = new ArrayList<>();
    private final Map<String, String> tokens = new HashMap<>();

    private UUID order;

    @BeforeEach
    void money() {
        programme = vouchers.aProgramme(50_000_000);
        offering = FenOffering.id();
    }

    /** What somebody with the rights of the owner could do; %s is the programme. */
    private static final Map<String, String> MISDEEDS = Map.ofEntries(
            Map.entry(
                    "a transfer is raised",
                    "UPDATE ledger_transfer SET amount_fen = amount_fen + 1 WHERE id = (SELECT min(id::text)::uuid"
                            + " FROM ledger_transfer WHERE programme_id = '%s' AND cause = 'CAPTURE')"),
            Map.entry(
                    "a transfer is deleted",
                    "DELETE FROM ledger_transfer WHERE id = (SELECT min(id::text)::uuid FROM ledger_transfer"
                            + " WHERE programme_id = '%s' AND cause = 'REFUND')"),
            Map.entry(
                    "a transfer goes to somebody else",
                    "UPDATE ledger_transfer SET destination_owner = gen_random_uuid() WHERE programme_id = '%s'"
                            + " AND cause = 'CAPTURE'"),
            Map.entry(
                    "a transfer has another cause",
                    "UPDATE ledger_transfer SET cause = 'EXPIRY' WHERE programme_id = '%s' AND cause = 'RELEASE'"),
            Map.entry(
                    "two transfers changed places",
                    "UPDATE ledger_position SET position = CASE position WHEN 2 THEN -3 ELSE -2 END WHERE programme_id = '%1$s'"
                            + " AND position IN (2, 3); UPDATE ledger_position SET position = -position WHERE programme_id ="
                            + " '%1$s' AND position < 0"),
            Map.entry("a position is gone", "DELETE FROM ledger_position WHERE programme_id = '%s' AND position = 5"),
            Map.entry(
                    "a total is wrong",
                    "UPDATE ledger_total SET balance_fen = balance_fen + 1 WHERE programme_id = '%s' AND kind = 'COMMITTED'"),
            Map.entry(
                    "a noted balance is wrong",
                    "UPDATE ledger_balance SET balance_fen = balance_fen + 1 WHERE programme_id = '%s'"
                            + " AND kind = 'PROVIDER_PAYABLE'"),
            Map.entry(
                    "a budget has more than it was given",
                    "UPDATE budget SET available_fen = available_fen + 1 WHERE programme_id = '%s'"),
            Map.entry(
                    "a voucher is worth more",
                    "UPDATE voucher SET available_fen = available_fen + 1, face_fen = face_fen + 1"
                            + " WHERE programme_id = '%s' AND status_index = 1"),
            Map.entry(
                    "captured money is free again",
                    "UPDATE voucher SET available_fen = available_fen + 1, captured_fen = captured_fen - 1"
                            + " WHERE programme_id = '%s' AND captured_fen > 0"),
            Map.entry(
                    "a captured hold is open again",
                    "UPDATE reservation r SET status = 'HELD', captured_fen = 0, ended_at = NULL FROM voucher v"
                            + " WHERE v.id = r.voucher_id AND v.programme_id = '%s' AND r.status = 'CAPTURED'"),
            Map.entry(
                    "a refund is forgotten",
                    "DELETE FROM refund WHERE id = (SELECT min(f.id::text)::uuid FROM refund f JOIN voucher v"
                            + " ON v.id = f.voucher_id WHERE v.programme_id = '%s')"),
            Map.entry(
                    "an application holds more than was committed",
                    "UPDATE voucher_application SET held_fen = held_fen + 1 WHERE programme_id = '%s'"),
            Map.entry(
                    "an application has no voucher",
                    "UPDATE voucher_application SET status = 'ISSUED', held_fen = 0, voucher_id = gen_random_uuid()"
                            + " WHERE programme_id = '%s'"),
            Map.entry(
                    "an enterprise has come to less",
                    "UPDATE entitlement SET committed_fen = committed_fen - 1 WHERE programme_id = '%s'"),
            Map.entry(
                    "a provider has come to more",
                    "UPDATE provider_ceiling SET committed_fen = committed_fen + 1 WHERE programme_id = '%s'"),
            Map.entry("a place is struck out", "DELETE FROM intake_entry WHERE programme_id = '%s'"),
            Map.entry(
                    "a place was given for what was not there",
                    "UPDATE intake_entry SET available_fen = 0 WHERE programme_id = '%s'"),
            Map.entry(
                    "nobody has approved a movement",
                    "UPDATE budget_movement SET status = 'PROPOSED', moved_fen = NULL, decided_at = NULL, decided_by = NULL,"
                            + " decision_reason = NULL WHERE programme_id = '%s'"),
            Map.entry(
                    "a movement was about more",
                    "UPDATE budget_movement SET amount_fen = amount_fen + 1, moved_fen = amount_fen + 1"
                            + " WHERE programme_id = '%s'"),
            Map.entry("a movement was never wanted", "DELETE FROM budget_movement WHERE programme_id = '%s'"),
            Map.entry(
                    "an order is paid twice",
                    "UPDATE reservation r SET external_reference = 'twice', lines ="
                            + " '[{\"planCode\":\"fen\",\"quantity\":1,\"baseFen\":' || r.amount_fen * 5 / 2 || ',\"amountFen\":' ||"
                            + " r.amount_fen || '}]' FROM voucher v WHERE v.id = r.voucher_id AND v.programme_id = '%s'"
                            + " AND r.status = 'CAPTURED'"),
            Map.entry(
                    "a line is paid above its share",
                    "UPDATE reservation r SET lines = regexp_replace(r.lines, '\"baseFen\":[0-9]+', '\"baseFen\":1')"
                            + " FROM voucher v WHERE v.id = r.voucher_id AND v.programme_id = '%s'"),
            Map.entry(
                    "two holds for an order say different quantities",
                    "UPDATE reservation r SET external_reference = 'twice', lines = regexp_replace(r.lines,"
                            + " '\"quantity\":[0-9]+', '\"quantity\":' || r.amount_fen) FROM voucher v"
                            + " WHERE v.id = r.voucher_id AND v.programme_id = '%s'"),
            Map.entry(
                    "a part belongs to no whole",
                    "UPDATE reservation r SET parent_id = NULL FROM voucher v WHERE v.id = r.voucher_id AND v.programme_id = '%s'"
                            + " AND r.parent_id IS NOT NULL"),
            Map.entry(
                    "a part says that it pays more of its line",
                    "UPDATE reservation r SET lines = regexp_replace(r.lines, '\"amountFen\":[0-9]+', '\"amountFen\":1')"
                            + " FROM voucher v WHERE v.id = r.voucher_id AND v.programme_id = '%s' AND r.parent_id IS NOT NULL"),
            Map.entry(
                    "a part is of another version",
                    "UPDATE reservation r SET offering_version = offering_version + 1 FROM voucher v"
                            + " WHERE v.id = r.voucher_id AND v.programme_id = '%s' AND r.parent_id IS NOT NULL"
                            + " AND r.status = 'HELD'"),
            Map.entry(
                    "a part was held for a voucher that was valid for longer",
                    "UPDATE reservation r SET voucher_until = r.voucher_until + interval '1 day' FROM voucher v"
                            + " WHERE v.id = r.voucher_id AND v.programme_id = '%s' AND r.parent_id IS NOT NULL"),
            Map.entry(
                    "a capture says that it paid another plan",
                    "UPDATE redemption d SET lines = replace(d.lines, '\"fen\"', '\"other-fen\"') FROM voucher v"
                            + " WHERE v.id = d.voucher_id AND v.programme_id = '%s'"),
            Map.entry(
                    "a refund says that it took back another plan",
                    "UPDATE refund f SET lines = replace(f.lines, '\"fen\"', '\"other-fen\"') FROM voucher v"
                            + " WHERE v.id = f.voucher_id AND v.programme_id = '%s' AND f.lines IS NOT NULL"),
            Map.entry(
                    "a refund says that it took back less of its lines",
                    "UPDATE refund f SET lines = regexp_replace(f.lines, '\"amountFen\":[0-9]+', '\"amountFen\":1')"
                            + " FROM voucher v WHERE v.id = f.voucher_id AND v.programme_id = '%s'"
                            + " AND f.lines IS NOT NULL"),
            Map.entry(
                    "a capture says that it paid less of its lines",
                    "UPDATE redemption d SET lines = regexp_replace(d.lines, '\"amountFen\":[0-9]+', '\"amountFen\":1')"
                            + " FROM voucher v WHERE v.id = d.voucher_id AND v.programme_id = '%s'"),
            Map.entry(
                    "what was captured was never accepted",
                    "UPDATE order_delivery x SET status = 'REPORTED', decided_by = NULL, decided_at = NULL, captured_fen = 0,"
                            + " paid = '[]' FROM reservation r JOIN voucher v ON v.id = r.voucher_id"
                            + " WHERE r.delivery_id = x.id AND v.programme_id = '%s'"),
            Map.entry(
                    "what was captured is of nothing that was delivered",
                    "DELETE FROM order_delivery x USING reservation r, voucher v WHERE r.delivery_id = x.id"
                            + " AND v.id = r.voucher_id AND v.programme_id = '%s'"),
            Map.entry(
                    "a delivery says that more of it was captured",
                    "UPDATE order_delivery x SET captured_fen = x.captured_fen + 1, subsidy_fen = x.subsidy_fen + 1"
                            + " FROM reservation r"
                            + " JOIN voucher v ON v.id = r.voucher_id WHERE r.delivery_id = x.id AND v.programme_id = '%s'"),
            Map.entry(
                    "a delivery became cheaper and nothing went back",
                    "UPDATE order_delivery x SET captured_fen = 7000, lowered_fen = 3000, paid = replace(x.paid, '10000', '7000')"
                            + " FROM reservation r JOIN voucher v ON v.id = r.voucher_id WHERE r.delivery_id = x.id"
                            + " AND v.programme_id = '%s'"),
            Map.entry(
                    "an order was placed with less subsidy than was captured",
                    "UPDATE service_order o SET subsidy_fen = 1, deducted_fen = 0 FROM reservation r"
                            + " JOIN voucher v ON v.id = r.voucher_id WHERE r.order_id = o.id AND v.programme_id = '%s'"),
            Map.entry(
                    "an order is over and holds money",
                    "UPDATE service_order o SET status = 'CANCELLED', ended_at = now() FROM reservation r"
                            + " JOIN voucher v ON v.id = r.voucher_id WHERE r.order_id = o.id AND v.programme_id = '%s'"),
            Map.entry(
                    "money waits for what was answered",
                    "UPDATE reservation r SET delivery_id = x.id, delivered_at = now() FROM order_delivery x, voucher v"
                            + " WHERE x.order_id = r.order_id AND v.id = r.voucher_id AND v.programme_id = '%s'"
                            + " AND r.status = 'HELD'"),
            Map.entry(
                    "more is claimed than was captured",
                    "UPDATE settlement_claim SET claimed_fen = claimed_fen + 1, amount_fen = amount_fen + 1"
                            + " WHERE programme_id = '%s'"),
            Map.entry(
                    "a batch pays more than its lines",
                    "UPDATE settlement_batch SET amount_fen = amount_fen + 1 WHERE programme_id = '%s'"),
            Map.entry(
                    "a line is paid that its claim knows nothing of",
                    "UPDATE settlement_line l SET status = 'INSTRUCTED' FROM settlement_batch b WHERE b.id = l.batch_id"
                            + " AND b.programme_id = '%s'"),
            Map.entry(
                    "a redemption is raised",
                    "UPDATE redemption d SET amount_fen = d.amount_fen + 1 FROM voucher v WHERE v.id = d.voucher_id"
                            + " AND v.programme_id = '%s'"));

    @Test
    void itAgreesWithTheServiceAndFindsEveryMisdeed() throws Exception {
        use(vouchers.someVouchers(programme, 6, 400_000, Duration.ofDays(100)), new Random(42));
        deliverInParts();
        applyAndMove();
        settlement.drafted(programme.programmeId());
        awaitNumbered();
        Path told = Files.createTempFile("history", ".tsv");
        Files.write(told, history);

        try (Connection database = OwnerDatabase.connect()) {
            database.setAutoCommit(false);
            assertThat(check(database, List.of(told))).isEmpty();
            for (Map.Entry<String, String> misdeed : MISDEEDS.entrySet()) {
                int changed = execute(database, misdeed.getValue().formatted(programme.programmeId()));
                assertThat(changed).as(misdeed.getKey()).isPositive();
                assertThat(check(database, List.of())).as(misdeed.getKey()).isNotEmpty();
                database.rollback();
            }
            assertThat(execute(
                            database,
                            "UPDATE idempotency_record SET body = body || ' ' WHERE caller_id = '" + PLATFORM
                                    + "' AND key IN (" + keys() + ")"))
                    .isPositive();
            assertThat(check(database, List.of(told)))
                    .as("another answer is kept")
                    .isNotEmpty();
            database.rollback();
            Files.write(told, List.of("S\t9999\t" + PLATFORM + "\tnever-sent\tcapture\t/", "A\t9999\t201\t00\t"));
            assertThat(check(database, List.of(told)))
                    .as("an acknowledged effect is missing")
                    .isNotEmpty();
            database.rollback();
        } finally {
            Files.delete(told);
        }
    }

    private String keys() {
        return String.join(
                ", ",
                history.stream()
                        .filter(line -> line.startsWith("S"))
                        .map(line -> "'" + line.split("\t", -1)[3] + "'")
                        .toList());
    }

    /** Everything that can be done with vouchers, by chance, the same each time. */
    private void use(List<Voucher> vouchers, Random random) {
        List<String> holds = new ArrayList<>();
        List<String> redemptions = new ArrayList<>();
        for (Voucher voucher : vouchers.subList(0, 2)) {
            holds.add(reserve(voucher, "PO-" + programme.programmeId(), 100_000, 20_000)
                    .path("id"));
        }
        for (int i = 0; i < 120; i++) {
            Voucher voucher = vouchers.get(random.nextInt(vouchers.size()));
            int what = random.nextInt(100);
            if (what < 40 || holds.isEmpty()) {
                long amount = 1 + random.nextInt(60_000);
                Response held = reserve(voucher, "PO-" + UUID.randomUUID(), amount * 3, amount);
                if (held.statusCode() == 201) {
                    holds.add(held.path("id"));
                }
            } else if (what < 70) {
                String hold = holds.remove(random.nextInt(holds.size()));
                Response captured = post(
                        "platform",
                        "capture",
                        "/api/v1/reservations/" + hold + "/captures",
                        Map.of("amountFen", 1 + random.nextInt(60_000)));
                if (captured.statusCode() == 201) {
                    redemptions.add(captured.path("id"));
                }
            } else if (what < 80) {
                post(
                        "platform",
                        "release",
                        "/api/v1/reservations/" + holds.get(random.nextInt(holds.size())) + "/releases",
                        Map.of());
            } else if (!redemptions.isEmpty()) {
                post(
                        "platform",
                        "refund",
                        "/api/v1/redemptions/" + redemptions.get(random.nextInt(redemptions.size())) + "/refunds",
                        Map.of("reason", "退", "amountFen", 1 + random.nextInt(9_000)));
            }
            if (i == 80) {
                this.vouchers.end(vouchers.get(5).id());
                clock.sweep();
            }
            if (i == 100) {
                post(
                        "province",
                        null,
                        "/api/v1/vouchers/" + vouchers.get(4).id() + "/revocations",
                        Map.of("reason", "核查"));
                post(
                        "hefei",
                        null,
                        "/api/v1/vouchers/" + vouchers.get(4).id() + "/revocation-approvals",
                        Map.of("reason", "属实"));
            }
        }
    }

    /** An order of which a part is delivered and captured, and the rest given back. */
    private void deliverInParts() throws SQLException {
        Voucher voucher = vouchers.someVouchers(programme, 1, 400_000, Duration.ofDays(100))
                .get(0);
        order = UUID.randomUUID();
        UUID delivery = UUID.randomUUID();
        Actor enterprise = new Actor(
                DemoAccounts.id(0x203), false, TestVouchers.ENTERPRISE, Set.of(Roles.ENTERPRISE), Set.of(), null);
        NewReservation wanted = new NewReservation(
                UUID.fromString(offering),
                null,
                "PO-" + order,
                List.of(new NewReservation.Line(FenOffering.PLAN, "100000", null, 30_000L)),
                null);
        WorkerThread.await(units.carryOut(orders.hold(enterprise, order, List.of(voucher.id()), wanted, Map.of())));
        HoldPart third = new HoldPart(voucher.id(), FenOffering.PLAN, 10_000);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        WorkerThread.await(units.carryOut(Effect.of(connection -> orders.deliver(
                        connection, order, delivery, List.of(third), now)
                .chain(() -> orders.captureAndGive(
                        connection,
                        enterprise,
                        order,
                        delivery,
                        List.of(third),
                        List.of(new HoldPart(voucher.id(), FenOffering.PLAN, 5_000)),
                        "数量减少",
                        now)))));
        WorkerThread.await(units.carryOut(Effect.of(connection -> orders.refund(
                connection,
                enterprise,
                order,
                delivery,
                List.of(new HoldPart(voucher.id(), FenOffering.PLAN, 2_000)),
                "部分退订",
                Instant.now().truncatedTo(ChronoUnit.MICROS)))));
        placeAndAccept(delivery, voucher.id());
    }

    /**
     * An order of nobody whose only delivery was accepted: what else there is of it does not matter to its vouchers.
     */
    private void placeAndAccept(UUID delivery, UUID voucher) throws SQLException {
        try (Connection database = OwnerDatabase.connect()) {
            execute(database, """
                    INSERT INTO service_order (id, version, number, organization_id, organization_name, region_code, provider_id,
                        provider_organization_id, provider_name, offering_id, offering_version, offering_name,
                        external_reference, origin, status, price_at, starts_on, ends_on, list_fen, concession_fen,
                        campaign_fen, net_fen, tax_fen, subsidy_fen, deducted_fen, placed_by, placed_at, accepted_at,
                        activated_at, due_at, updated_at)
                    VALUES ('%1$s', 1, 'test-%1$s', gen_random_uuid(), '核验企业', '340000', gen_random_uuid(),
                        gen_random_uuid(), '核验服务商', gen_random_uuid(), 1, '核验服务', 'PO-%1$s', 'PLATFORM', 'ACTIVE', now(),
                        '2026-01-01', '2099-12-31', 100000, 0, 0, 100000, 0, 30000, 30000, gen_random_uuid(), now(), now(),
                        now(), '2100-01-31', now())
                    """.formatted(order));
            execute(database, """
                    INSERT INTO order_delivery (id, order_id, organization_id, region_code, number, source, status, lines,
                        net_fen, with_subsidy, subsidy_fen, captured_fen, lowered_fen, paid, reported_by, reported_at, due_at,
                        lapses_at, decided_by, decided_at)
                    SELECT '%s', id, organization_id, region_code, 1, 'REPORT', 'ACCEPTED', '[]', 33334, true, 10000, 10000, 0,
                        '[{"voucherId":"%s","planCode":"%s","amountFen":10000}]', gen_random_uuid(), now(), '2100-01-01',
                        '2100-01-31', gen_random_uuid(), now()
                    FROM service_order WHERE id = '%s'
                    """.formatted(delivery, voucher, FenOffering.PLAN, order));
        }
    }

    @AfterEach
    void forgetWhatNobodyOrdered() throws SQLException {
        try (Connection database = OwnerDatabase.connect()) {
            execute(database, "DELETE FROM order_delivery WHERE order_id = '" + order + "'");
            execute(database, "DELETE FROM service_order WHERE id = '" + order + "'");
        }
    }

    private Response reserve(Voucher voucher, String order, long baseFen, long amountFen) {
        return post(
                "enterprise",
                null,
                "/api/v1/vouchers/" + voucher.id() + "/reservations",
                Map.of(
                        "offeringId",
                        offering,
                        "externalReference",
                        order,
                        "lines",
                        List.of(FenOffering.line(baseFen, amountFen))));
    }

    /** One application that holds money, and money that goes to another region. */
    private void applyAndMove() {
        Map<String, Object> line = Map.of(
                "description",
                "云 ERP 年费",
                "layer",
                "SAAS",
                "providerId",
                PROVIDER,
                "inclTaxFen",
                500_000,
                "exTaxFen",
                500_000);
        Response drafted = post(
                "enterprise",
                null,
                "/api/v1/voucher-applications",
                Map.of("programmeId", programme.programmeId(), "lines", List.of(line), "otherFiscalMoney", false));
        Response submitted =
                post("enterprise", null, "/api/v1/voucher-applications/" + drafted.path("id") + "/submissions", null);
        assertThat(submitted.<String>path("status")).isEqualTo("SUBMITTED");
        Response wanted = post(
                "province",
                null,
                "/api/v1/programmes/" + programme.programmeId() + "/reallocations",
                Map.of("fromRegionCode", "340000", "toRegionCode", "340100", "amountFen", 7_000, "reason", "调剂"));
        Response moved = post(
                "finance",
                null,
                "/api/v1/budget-movements/" + wanted.path("id") + "/approvals",
                Map.of("reason", "同意"));
        assertThat(moved.<String>path("status")).isEqualTo("APPROVED");
    }

    private Response post(String account, String kind, String path, Map<String, ?> body) {
        String key = UUID.randomUUID().toString();
        RequestSpecification request = given().auth()
                .oauth2(tokens.computeIfAbsent(account, SignedIn::tokenOf))
                .header("Idempotency-Key", key);
        if (body != null) {
            request.contentType("application/json").body(body);
        }
        Response answer = request.post(path);
        assertThat(answer.statusCode()).isIn(200, 201, 409);
        if (kind != null) {
            int operation = history.size();
            history.add("S\t" + operation + "\t" + PLATFORM + "\t" + key + "\t" + kind + "\t" + path);
            history.add(
                    "A\t" + operation + "\t" + answer.statusCode() + "\t" + Hashes.sha256Hex(answer.asString()) + "\t");
        }
        return answer;
    }

    private static int execute(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private void awaitNumbered() throws SQLException {
        long transfers;
        try (Connection database = OwnerDatabase.connect();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM ledger_transfer WHERE programme_id = '"
                        + programme.programmeId() + "'")) {
            row.next();
            transfers = row.getLong(1);
        }
        Background.settle();
        assertThat(WorkerThread.await(ledger.conservation(programme.programmeId()))
                        .position())
                .isEqualTo(transfers);
    }

    private List<String> check(Connection database, List<Path> histories) throws Exception {
        return TestVoucherChecker.findings(database, programme.programmeId(), histories);
    }
}
