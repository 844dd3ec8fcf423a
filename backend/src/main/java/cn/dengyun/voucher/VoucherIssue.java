package cn.dengyun.voucher;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.programme.Budgets;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.BudgetMove;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.domain.VoucherValidity;
import cn.dengyun.voucher.store.VoucherStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Turns money that is committed to applications into vouchers. */
@ApplicationScoped
public class VoucherIssue {

    private static final String CODE_PREFIX = "DY";
    private static final int CODE_SYMBOLS = 12;

    private final VoucherStore vouchers;
    private final Budgets budgets;
    private final LedgerService ledger;
    private final VoucherNotes notes;
    private final Clock clock;

    VoucherIssue(VoucherStore vouchers, Budgets budgets, LedgerService ledger, VoucherNotes notes, Clock clock) {
        this.vouchers = vouchers;
        this.budgets = budgets;
        this.ledger = ledger;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * Issues vouchers of one programme in the caller's unit of work, with a handful of statements however many they
     * are. Their face values leave the committed money of their budgets, which the caller has put there before.
     *
     * @return the vouchers in the order in which they were wanted
     *     <p>Rejects with {@code budget-insufficient} (409) when less is committed, and then issues none.
     */
    public Uni<List<Voucher>> issue(SqlConnection connection, UUID programmeId, List<NewVoucher> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<BudgetMove> moves = wanted.stream()
                .map(voucher -> BudgetMove.issue(voucher.budgetId(), voucher.faceFen()))
                .toList();
        // Budgets before the counter, for whoever issues may have locked budgets already.
        return budgets.move(connection, moves, now)
                .chain(moved -> vouchers.takeIndexes(connection, programmeId, wanted.size())
                        .map(last -> issued(programmeId, wanted, last - wanted.size(), moved)))
                .call(issued -> Uni.join()
                        .all(
                                vouchers.insert(connection, issued),
                                ledger.post(connection, transfers(issued)),
                                notes.tell(connection, events(issued, now)))
                        .andFailFast());
    }

    private static List<Voucher> issued(
            UUID programmeId, List<NewVoucher> wanted, int before, Map<UUID, Budget> moved) {
        List<Voucher> issued = new ArrayList<>(wanted.size());
        for (NewVoucher each : wanted) {
            // Behind the budget's move, so that the ledger orders the issue behind what it rests on.
            Instant at = moved.get(each.budgetId()).movedAt();
            issued.add(new Voucher(
                    Ids.next(),
                    HumanCode.next(CODE_PREFIX, CODE_SYMBOLS),
                    programmeId,
                    each.ruleVersion(),
                    each.budgetId(),
                    each.regionCode(),
                    each.applicationId(),
                    each.organizationId(),
                    each.providerId(),
                    before + issued.size(),
                    each.faceFen(),
                    each.faceFen(),
                    0,
                    0,
                    0,
                    0,
                    1,
                    at,
                    VoucherValidity.of(each.acceptUntil(), each.validUntil()),
                    null,
                    null,
                    at,
                    null));
        }
        return issued;
    }

    private static List<Transfer> transfers(List<Voucher> issued) {
        return issued.stream().map(VoucherTransfers::issue).toList();
    }

    private List<DomainEvent> events(List<Voucher> issued, Instant now) {
        return issued.stream()
                .map(voucher -> notes.domainEvent(VoucherEvent.ISSUED, voucher, null, now))
                .toList();
    }
}
