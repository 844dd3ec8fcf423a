package cn.dengyun.programme.domain;

import java.util.UUID;

/**
 * What a unit of work does to a budget, as differences in fen.
 *
 * @param intake sequence numbers given
 */
public record BudgetMove(UUID budgetId, long availableFen, long committedFen, long issuedFen, long intake) {

    /** Money that comes in, or with a negative amount goes out. */
    public static BudgetMove available(UUID budget, long fen) {
        return new BudgetMove(budget, fen, 0, 0, 0);
    }

    /** Quota held for applications. */
    public static BudgetMove commit(UUID budget, long fen, long intake) {
        return new BudgetMove(budget, -fen, fen, 0, intake);
    }

    /** Quota that is held no more. */
    public static BudgetMove release(UUID budget, long fen) {
        return new BudgetMove(budget, fen, -fen, 0, 0);
    }

    /** Held quota that becomes vouchers, or is owed without one. */
    public static BudgetMove issue(UUID budget, long fen) {
        return new BudgetMove(budget, 0, -fen, fen, 0);
    }

    /** What comes back from vouchers, or is owed no more. */
    public static BudgetMove giveBack(UUID budget, long fen) {
        return new BudgetMove(budget, fen, 0, -fen, 0);
    }

    /** Both moves of one budget in one. */
    public BudgetMove plus(BudgetMove other) {
        return new BudgetMove(
                budgetId,
                Math.addExact(availableFen, other.availableFen),
                Math.addExact(committedFen, other.committedFen),
                Math.addExact(issuedFen, other.issuedFen),
                Math.addExact(intake, other.intake));
    }
}
