package cn.dengyun.settlement.batch.domain;

import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.ledger.domain.MoneyFlow;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a programme owes for captures at the end of a year, and how it came to that: what was owed when the year began,
 * what was captured, given back and paid in it. What is owed then goes on being paid in the next year (结转); it stays
 * with its programme, so no money moves. All in fen.
 *
 * @param closing the whole of its ledger at the end of the year
 * @param openingFen owed when the year began
 * @param capturedFen came to be owed in it
 * @param givenBackFen went back to vouchers and budgets in it
 * @param paidFen was paid in it, less what came back; below 0 where more came back
 */
public record YearEnd(
        int year,
        boolean isOver,
        ConservationStatement closing,
        long openingFen,
        long capturedFen,
        long givenBackFen,
        long paidFen) {

    private static final Set<AccountKind> OWED =
            EnumSet.of(AccountKind.PROVIDER_PAYABLE, AccountKind.ENTERPRISE_PAYABLE, AccountKind.IN_PAYMENT);

    /**
     * By the ledger.
     *
     * @param moved between both statements
     */
    public static YearEnd of(
            int year,
            boolean isOver,
            ConservationStatement opening,
            ConservationStatement closing,
            List<MoneyFlow> moved) {
        long captured = 0;
        long givenBack = 0;
        long paid = 0;
        for (MoneyFlow flow : moved) {
            boolean isLeft = OWED.contains(flow.sourceKind());
            boolean isReached = OWED.contains(flow.destinationKind());
            if (isLeft == isReached) {
                continue;
            }
            AccountKind other = isLeft ? flow.destinationKind() : flow.sourceKind();
            if (other == AccountKind.PAID) {
                paid = Math.addExact(paid, isLeft ? flow.amountFen() : -flow.amountFen());
            } else if (isReached) {
                captured = Math.addExact(captured, flow.amountFen());
            } else {
                givenBack = Math.addExact(givenBack, flow.amountFen());
            }
        }
        return new YearEnd(year, isOver, closing, owed(opening), captured, givenBack, paid);
    }

    private static long owed(ConservationStatement statement) {
        return OWED.stream().mapToLong(statement::totalOf).reduce(0, Math::addExact);
    }

    /** Owed at its end, and paid in the next year. */
    public long carriedOverFen() {
        return owed(closing);
    }

    /** Whether what was owed and what moved come to what is owed, to the fen, in a ledger that holds. */
    public boolean isTied() {
        return closing.holds() && openingFen + capturedFen - givenBackFen - paidFen == carriedOverFen();
    }
}
