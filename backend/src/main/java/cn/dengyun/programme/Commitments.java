package cn.dengyun.programme;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.domain.TransferCause;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.BudgetMove;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Money of budgets that is held for what may become owed, and let go of again: in the budgets and in the ledger at once
 * ({@code budget available ⇄ committed}, design.md §4, Ledger). Whoever does it has locked what the money is held for.
 */
@ApplicationScoped
public class Commitments {

    private final Budgets budgets;
    private final LedgerService ledger;

    Commitments(Budgets budgets, LedgerService ledger) {
        this.budgets = budgets;
        this.ledger = ledger;
    }

    /**
     * What is held for one thing.
     *
     * @param subjectId what it is held for
     * @param fen in fen, above 0
     */
    public record Commitment(UUID budgetId, UUID subjectId, long fen) {}

    /**
     * Holds all of it or nothing. Rejects with {@code budget-insufficient} (409).
     *
     * @param besides what else moves in the same budgets
     * @return the budgets as they are afterwards, by id; {@link Budget#movedAt} is the time of the transfers
     */
    public Uni<Map<UUID, Budget>> commit(
            SqlConnection connection,
            UUID programmeId,
            List<Commitment> wanted,
            List<BudgetMove> besides,
            Instant now) {
        List<BudgetMove> moves = Stream.concat(
                        wanted.stream().map(each -> BudgetMove.commit(each.budgetId(), each.fen(), 0)),
                        besides.stream())
                .toList();
        return budgets.move(connection, moves, now)
                .call(moved -> ledger.post(
                        connection,
                        wanted.stream()
                                .map(each -> Transfer.of(
                                        programmeId,
                                        TransferCause.COMMITMENT,
                                        LedgerAccount.budgetAvailable(each.budgetId()),
                                        LedgerAccount.committed(each.budgetId()),
                                        each.fen(),
                                        each.subjectId(),
                                        moved.get(each.budgetId()).movedAt()))
                                .toList()));
    }

    /**
     * Lets go of it: it is in the budgets again that it came from.
     *
     * @return the budgets, as above
     */
    public Uni<Map<UUID, Budget>> release(
            SqlConnection connection, UUID programmeId, List<Commitment> held, Instant now) {
        List<BudgetMove> moves = held.stream()
                .map(each -> BudgetMove.release(each.budgetId(), each.fen()))
                .toList();
        return budgets.move(connection, moves, now)
                .call(moved -> ledger.post(
                        connection,
                        held.stream()
                                .map(each -> Transfer.of(
                                        programmeId,
                                        TransferCause.COMMITMENT_RELEASE,
                                        LedgerAccount.committed(each.budgetId()),
                                        LedgerAccount.budgetAvailable(each.budgetId()),
                                        each.fen(),
                                        each.subjectId(),
                                        moved.get(each.budgetId()).movedAt()))
                                .toList()));
    }
}
