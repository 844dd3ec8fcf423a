package cn.dengyun.trade.demand;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a quote as one table, with whose move it is. */
enum QuoteMove implements Move<QuoteStatus> {
    REPLACE(Side.PROVIDER, QuoteStatus.REPLACED),
    WITHDRAW(Side.PROVIDER, QuoteStatus.WITHDRAWN),
    AWARD(Side.ENTERPRISE, QuoteStatus.AWARDED),
    REJECT(Side.NOBODY, QuoteStatus.REJECTED),
    LAPSE(Side.NOBODY, QuoteStatus.LAPSED);

    /** Who makes a move; nobody: it follows from what became of the demand, or from the clock. */
    enum Side {
        PROVIDER,
        ENTERPRISE,
        NOBODY
    }

    final Side side;
    private final Transition<QuoteStatus> transition;

    QuoteMove(Side side, QuoteStatus target) {
        this.side = side;
        this.transition = Transition.of(target, QuoteStatus.SUBMITTED);
    }

    @Override
    public Transition<QuoteStatus> transition() {
        return transition;
    }
}
