package cn.dengyun.trade.demand;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;
import java.util.Set;

/** The lifecycle of a demand as one table; what is open is quoted for first, and decided on then. */
enum DemandMove implements Move<DemandStatus> {
    EDIT(Phase.ANY, null, DemandStatus.DRAFT),
    PUBLISH(Phase.ANY, DemandStatus.OPEN, DemandStatus.DRAFT),
    INVITE(Phase.QUOTING, null, DemandStatus.DRAFT, DemandStatus.OPEN),
    /** More time for quotes. */
    PROLONG(Phase.QUOTING, null, DemandStatus.OPEN),
    /** No more quotes from now on; what was quoted is opened. */
    CLOSE_QUOTING(Phase.QUOTING, null, DemandStatus.OPEN),
    AWARD(Phase.DECIDING, DemandStatus.AWARDED, DemandStatus.OPEN),
    /** None of the quotes is awarded. */
    CLOSE(Phase.DECIDING, DemandStatus.CLOSED, DemandStatus.OPEN),
    WITHDRAW(Phase.QUOTING, DemandStatus.WITHDRAWN, DemandStatus.DRAFT, DemandStatus.OPEN),
    /** The order by the quote did not come about: the enterprise decides again. */
    REOPEN(Phase.ANY, DemandStatus.OPEN, DemandStatus.AWARDED),
    /** The time to decide is over. */
    LAPSE(Phase.ANY, DemandStatus.LAPSED, DemandStatus.OPEN);

    /** When a demand that is open can be moved so. */
    enum Phase {
        ANY,
        /** As long as quotes are taken, which are sealed. */
        QUOTING,
        /** Behind that, with the quotes opened. */
        DECIDING
    }

    final Phase phase;
    private final Transition<DemandStatus> transition;

    DemandMove(Phase phase, DemandStatus target, DemandStatus... sources) {
        this.phase = phase;
        this.transition = new Transition<>(Set.of(sources), target);
    }

    /** Its target is null where the status stays as it is. */
    @Override
    public Transition<DemandStatus> transition() {
        return transition;
    }

    @Override
    public DemandStatus from(DemandStatus status) {
        DemandStatus target = Move.super.from(status);
        return target == null ? status : target;
    }
}
