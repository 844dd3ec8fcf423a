package cn.dengyun.trade.demand;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a quote as one table, with whose move it is. */
enum QuoteMove implements Move<QuoteStatus> {
    REPLACE(Side.PROVIDER, QuoteStatus.REPLACED),
    WITHDRAW(Side.PROVIDER, QuoteStatus.WITHDRAWN),
    AWARD(Side.ENTERPRISE, QuoteStatus.AWARDED),
    REJECT(Side.NOBODY, QuoteStatus.REJECTED),
    LAPSE(Side.NOBODY, QuoteStatus.LAPSED),
    /** The order by it did not come about. */
    DECLINE(Side.NOBODY, QuoteStatus.REJECTED, QuoteStatus.AWARDED),
    /** The order by another one did not come about, so it can be awarded again. */
    REOPEN(Side.NOBODY, QuoteStatus.SUBMITTED, QuoteStatus.REJECTED);

    /** Who makes a move; nobody: it follows from what became of the demand, or from the clock. */
    enum Side {
        PROVIDER,
        ENTERPRISE,
        NOBODY
    }

    final Side side;
    private final Transition<QuoteStatus> transition;

    QuoteMove(Side side, QuoteStatus target) {
        this(side, target, QuoteStatus.SUBMITTED);
    }

    QuoteMove(Side side, QuoteStatus target, QuoteStatus source) {
        this.side = side;
        this.transition = Transition.of(target, source);
    }

    @Override
    public Transition<QuoteStatus> transition() {
        return transition;
    }
}
