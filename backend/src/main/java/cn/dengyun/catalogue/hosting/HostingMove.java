package cn.dengyun.catalogue.hosting;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a hosting as one table, with whose move it is. */
enum HostingMove implements Move<HostingStatus> {
    CONFIRM(HostingStatus.PROPOSED, HostingStatus.CONFIRMED, Side.OTHER, HostingEvent.CONFIRMED),
    REJECT(HostingStatus.PROPOSED, HostingStatus.REJECTED, Side.OTHER, HostingEvent.REJECTED),
    WITHDRAW(HostingStatus.PROPOSED, HostingStatus.WITHDRAWN, Side.PROPOSER, HostingEvent.WITHDRAWN),
    END(HostingStatus.CONFIRMED, HostingStatus.ENDED, Side.EITHER, HostingEvent.ENDED);

    /** Who makes a move: whoever proposed the hosting, the other, or either of them. */
    enum Side {
        PROPOSER,
        OTHER,
        EITHER
    }

    final Side side;
    final HostingEvent event;
    private final Transition<HostingStatus> transition;

    HostingMove(HostingStatus source, HostingStatus target, Side side, HostingEvent event) {
        this.transition = Transition.of(target, source);
        this.side = side;
        this.event = event;
    }

    @Override
    public Transition<HostingStatus> transition() {
        return transition;
    }
}
