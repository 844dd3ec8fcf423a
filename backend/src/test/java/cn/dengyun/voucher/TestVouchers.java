package cn.dengyun.voucher;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.domain.TransferCause;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.RuleSetJson;
import cn.dengyun.programme.TestRules;
import cn.dengyun.programme.domain.BudgetMove;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.shared.Ids;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Programmes with money and vouchers of the demo's enterprises, each in a ledger of its own. */
@ApplicationScoped
public class TestVouchers {

    public static final UUID ENTERPRISE = DemoAccounts.id(0x103);
    public static final long FACE = 1_000_000;

    private static final String PROGRAMME = "INSERT INTO programme (id, name_zh, funding_level, region_code,"
            + " owner_organization_id, fiscal_year, status, opens_at, closes_at, rule_version, created_at, created_by,"
            + " updated_at, updated_by) VALUES ($1, '测试项目', 'PROVINCE', '340000', $2, 2026, 'OPEN', $3, $4, 1, $3, $2, $3, $2)";
    private static final String RULES = "INSERT INTO rule_version (programme_id, version, rules, content_hash, reason,"
            + " created_at, created_by, approved_at, approved_by) VALUES ($1, 1, $2, $3, '测试', $4, $5, $4, $6)";

    private final Pool pool;
    private final BudgetStore budgets;
    private final LedgerService ledger;
    private final VoucherIssue issue;

    TestVouchers(Pool pool, BudgetStore budgets, LedgerService ledger, VoucherIssue issue) {
        this.pool = pool;
        this.budgets = budgets;
        this.ledger = ledger;
        this.issue = issue;
    }

    /** A programme and one budget of it. */
    public record Funded(UUID programmeId, UUID budgetId) {}

    public Funded aProgramme(long appropriatedFen) {
        return aProgramme(appropriatedFen, TestRules.rules());
    }

    /** One that is open and has this much in its one budget. */
    public Funded aProgramme(long appropriatedFen, RuleSet rules) {
        Funded made = new Funded(Ids.next(), Ids.next());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        WorkerThread.await(pool.withTransaction(connection -> connection
                .preparedQuery(PROGRAMME)
                .execute(Tuple.of(made.programmeId(), DemoAccounts.id(0x105), at, at.plusYears(1)))
                .chain(() -> connection
                        .preparedQuery(RULES)
                        .execute(Tuple.of(
                                made.programmeId(),
                                RuleSetJson.write(rules),
                                RuleSetJson.hash(rules),
                                at,
                                DemoAccounts.id(0x201),
                                DemoAccounts.id(0x202))))
                .chain(() -> ledger.open(connection, made.programmeId()))
                .chain(() -> budgets.insert(connection, made.budgetId(), made.programmeId(), "340000", null, now))
                .chain(() ->
                        budgets.move(connection, List.of(BudgetMove.available(made.budgetId(), appropriatedFen)), now))
                .chain(moved -> ledger.post(
                        connection,
                        List.of(Transfer.of(
                                made.programmeId(),
                                TransferCause.APPROPRIATION,
                                LedgerAccount.treasury(made.programmeId()),
                                LedgerAccount.budgetAvailable(made.budgetId()),
                                appropriatedFen,
                                made.budgetId(),
                                moved.get(made.budgetId()).movedAt()))))));
        return made;
    }

    /** A voucher of the demo's first enterprise that is valid for a year. */
    public Voucher aVoucher(Funded programme) {
        return aVoucher(programme, FACE, Duration.ofDays(365));
    }

    public Voucher aVoucher(Funded programme, long faceFen, Duration valid) {
        return someVouchers(programme, 1, faceFen, valid).get(0);
    }

    /** One of another enterprise. */
    public Voucher aVoucherOf(UUID organization, Funded programme) {
        return WorkerThread.await(pool.withTransaction(
                        connection -> issue(connection, programme, organization, 1, FACE, Duration.ofDays(365), null)))
                .get(0);
    }

    public List<Voucher> someVouchers(Funded programme, int count, long faceFen, Duration valid) {
        return WorkerThread.await(pool.withTransaction(
                connection -> issue(connection, programme, ENTERPRISE, count, faceFen, valid, null)));
    }

    /** One that has to be accepted first. */
    public Voucher aVoucherToAccept(Funded programme, Duration within) {
        return WorkerThread.await(pool.withTransaction(
                        connection -> issue(connection, programme, ENTERPRISE, 1, FACE, Duration.ofDays(365), within)))
                .get(0);
    }

    private Uni<List<Voucher>> issue(
            SqlConnection connection,
            Funded programme,
            UUID organization,
            int count,
            long faceFen,
            Duration valid,
            Duration accept) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        NewVoucher wanted = new NewVoucher(
                1,
                programme.budgetId(),
                "340123",
                null,
                organization,
                null,
                faceFen,
                accept == null ? null : now.plus(accept),
                now.plus(valid));
        long total = faceFen * count;
        return budgets.move(connection, List.of(BudgetMove.commit(programme.budgetId(), total, count)), now)
                .chain(moved -> ledger.post(
                        connection,
                        List.of(Transfer.of(
                                programme.programmeId(),
                                TransferCause.COMMITMENT,
                                LedgerAccount.budgetAvailable(programme.budgetId()),
                                LedgerAccount.committed(programme.budgetId()),
                                total,
                                programme.budgetId(),
                                moved.get(programme.budgetId()).movedAt()))))
                .chain(() -> issue.issue(
                        connection,
                        programme.programmeId(),
                        IntStream.range(0, count).mapToObj(i -> wanted).toList()));
    }

    /** Lets the validity of a voucher be over, as if the time had come. */
    public void end(UUID voucherId) {
        WorkerThread.await(
                pool.preparedQuery("UPDATE voucher SET valid_until = now() - interval '1 second' WHERE id = $1")
                        .execute(Tuple.of(voucherId)));
    }

    /** Lets the time of a hold be over. */
    public void endHold(UUID reservationId) {
        WorkerThread.await(
                pool.preparedQuery("UPDATE reservation SET expires_at = now() - interval '1 second' WHERE id = $1")
                        .execute(Tuple.of(reservationId)));
    }
}
