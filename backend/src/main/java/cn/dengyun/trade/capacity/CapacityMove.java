package cn.dengyun.trade.capacity;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a capacity as one table, with whose move it is. */
enum CapacityMove implements Move<CapacityStatus> {
    EDIT(Side.PROVIDER, CapacityStatus.DRAFT, CapacityStatus.DRAFT),
    PUBLISH(Side.PROVIDER, CapacityStatus.PUBLISHED, CapacityStatus.DRAFT),
    /** The change of what everybody reads; slots that were booked keep their price. */
    REVISE(Side.PROVIDER, CapacityStatus.PUBLISHED, CapacityStatus.PUBLISHED),
    SUSPEND(Side.AUTHORITY, CapacityStatus.SUSPENDED, CapacityStatus.PUBLISHED),
    REINSTATE(Side.AUTHORITY, CapacityStatus.PUBLISHED, CapacityStatus.SUSPENDED),
    RETIRE(
            Side.PROVIDER,
            CapacityStatus.RETIRED,
            CapacityStatus.DRAFT,
            CapacityStatus.PUBLISHED,
            CapacityStatus.SUSPENDED);

    /** Who makes a move. */
    enum Side {
        PROVIDER,
        AUTHORITY
    }

    private final Side side;
    private final Transition<CapacityStatus> transition;

    CapacityMove(Side side, CapacityStatus target, CapacityStatus... sources) {
        this.side = side;
        this.transition = Transition.of(target, sources);
    }

    Side side() {
        return side;
    }

    @Override
    public Transition<CapacityStatus> transition() {
        return transition;
    }
}
