package cn.dengyun.voucher;

import cn.dengyun.programme.Budgets;
import cn.dengyun.programme.domain.BudgetMove;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Takes back to a budget what no voucher can use any more. */
@ApplicationScoped
class BudgetReturn {

    private final Budgets budgets;

    BudgetReturn(Budgets budgets) {
        this.budgets = budgets;
    }

    /**
     * Takes back what several vouchers lost of what was free, in one statement.
     *
     * @param before the same vouchers before the move
     */
    Uni<List<Voucher>> takeAll(SqlConnection connection, List<Voucher> before, List<Voucher> moved) {
        List<BudgetMove> moves = before.stream()
                .filter(voucher -> voucher.availableFen() > 0)
                .map(voucher -> BudgetMove.giveBack(voucher.budgetId(), voucher.availableFen()))
                .toList();
        if (moves.isEmpty()) {
            return Uni.createFrom().item(moved);
        }
        Instant latest =
                moved.stream().map(Voucher::movedAt).max(Instant::compareTo).orElseThrow();
        return budgets.move(connection, moves, latest)
                .map(after -> moved.stream()
                        .map(voucher -> after.containsKey(voucher.budgetId())
                                ? voucher.movedAt(after.get(voucher.budgetId()).movedAt())
                                : voucher)
                        .toList());
    }

    /**
     * The voucher with the time of the move, which is the budget's where that took part.
     *
     * @param amountFen what goes to the voucher's budget, in fen; 0: nothing, and no statement
     */
    Uni<Voucher> take(SqlConnection connection, Voucher moved, long amountFen) {
        if (amountFen == 0) {
            return Uni.createFrom().item(moved);
        }
        return budgets.move(connection, List.of(BudgetMove.giveBack(moved.budgetId(), amountFen)), moved.movedAt())
                .map(after -> moved.movedAt(after.get(moved.budgetId()).movedAt()));
    }
}
