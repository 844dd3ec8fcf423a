package cn.dengyun.voucher;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.domain.TransferCause;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.programme.Budgets;
import cn.dengyun.programme.DemoProgramme;
import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.BudgetMove;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.store.VoucherStore;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Gives each of the demo's two enterprises a voucher of the demo's programme, once: the first one's can be used at
 * once, the second one's has to be accepted.
 */
@ApplicationScoped
public class DemoVouchers {

    private static final Logger LOG = Logger.getLogger(DemoVouchers.class);
    private static final int AFTER_PROGRAMME = 500;
    private static final long FACE_FEN = 2_000_000;
    private static final Duration TO_ACCEPT = Duration.ofDays(30);

    private static final Statement IS_MADE =
            Statement.of("SELECT EXISTS (SELECT FROM voucher WHERE programme_id = $1) AS is_made");

    private final Pool pool;
    private final Programmes programmes;
    private final Budgets budgets;
    private final LedgerService ledger;
    private final VoucherIssue issue;
    private final VoucherStore vouchers;
    private final Clock clock;

    DemoVouchers(
            Pool pool,
            Programmes programmes,
            Budgets budgets,
            LedgerService ledger,
            VoucherIssue issue,
            VoucherStore vouchers,
            Clock clock) {
        this.pool = pool;
        this.programmes = programmes;
        this.budgets = budgets;
        this.ledger = ledger;
        this.issue = issue;
        this.vouchers = vouchers;
        this.clock = clock;
    }

    void start(@Observes @Priority(AFTER_PROGRAMME) StartupEvent event, DengyunConfig config) {
        if (!config.demo()) {
            return;
        }
        try {
            WorkerThread.await(pool.withTransaction(this::makeOnce));
        } catch (RuntimeException e) {
            LOG.warn(
                    "The demo vouchers could not be made. The platform works without them; the next start tries again.",
                    e);
        }
    }

    private Uni<Void> makeOnce(SqlConnection connection) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return isWanted(connection, now).chain(isWanted -> {
            if (!isWanted) {
                return Uni.createFrom().voidItem();
            }
            return make(connection, DemoAccounts.id(0x103), "340123", now)
                    .chain(issued -> vouchers.save(connection, issued.accept(issued.issuedAt())))
                    // Guangde's division code changed; its money stands at the one in force.
                    .chain(() -> make(connection, DemoAccounts.id(0x104), "341822", now))
                    .replaceWithVoid();
        });
    }

    private Uni<Boolean> isWanted(SqlConnection connection, Instant now) {
        return IS_MADE.execute(connection, DemoProgramme.ID)
                .map(Rows::truth)
                .chain(isMade -> programmes
                        .find(connection, DemoProgramme.ID, now)
                        .map(programme -> !isMade && programme != null));
    }

    private Uni<Voucher> make(SqlConnection connection, UUID enterprise, String region, Instant now) {
        return budgets.payingFor(connection, DemoProgramme.ID, region)
                .chain(budget -> commit(connection, budget, enterprise, now)
                        .chain(() -> issue.issue(
                                connection, DemoProgramme.ID, List.of(wanted(budget, enterprise, region, now))))
                        .map(issued -> issued.get(0)));
    }

    private Uni<Void> commit(SqlConnection connection, Budget budget, UUID enterprise, Instant now) {
        return budgets.move(connection, List.of(BudgetMove.commit(budget.id(), FACE_FEN, 1)), now)
                .chain(moved -> ledger.post(
                        connection,
                        List.of(Transfer.of(
                                DemoProgramme.ID,
                                TransferCause.COMMITMENT,
                                LedgerAccount.budgetAvailable(budget.id()),
                                LedgerAccount.committed(budget.id()),
                                FACE_FEN,
                                enterprise,
                                moved.get(budget.id()).movedAt()))));
    }

    private static NewVoucher wanted(Budget budget, UUID enterprise, String region, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE);
        return new NewVoucher(
                1,
                budget.id(),
                region,
                null,
                enterprise,
                null,
                FACE_FEN,
                now.plus(TO_ACCEPT),
                Voucher.endOf(today.plusYears(1).minusDays(1)));
    }
}
