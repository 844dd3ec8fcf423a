package cn.dengyun.trade.order.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of an amendment as one table, with whose move it is. */
public enum AmendmentMove implements Move<AmendmentStatus> {
    AGREE(Side.OTHER, AmendmentStatus.AGREED),
    REJECT(Side.OTHER, AmendmentStatus.REJECTED),
    WITHDRAW(Side.PROPOSER, AmendmentStatus.WITHDRAWN),
    LAPSE(Side.NOBODY, AmendmentStatus.LAPSED);

    /** Who makes a move: the side that proposed it, or the other; nobody: the clock, or the end of the order. */
    public enum Side {
        PROPOSER,
        OTHER,
        NOBODY
    }

    private final Side side;
    private final Transition<AmendmentStatus> transition;

    AmendmentMove(Side side, AmendmentStatus target) {
        this.side = side;
        this.transition = Transition.of(target, AmendmentStatus.PROPOSED);
    }

    public Side side() {
        return side;
    }

    @Override
    public Transition<AmendmentStatus> transition() {
        return transition;
    }
}
