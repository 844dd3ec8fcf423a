package cn.dengyun.sample;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a demand as one table: what is done, from where it is allowed, where it leads, what is told. */
enum DemandMove implements Move<DemandStatus> {
    EDIT(DemandStatus.DRAFT, DemandStatus.DRAFT, DemandEvent.EDITED),
    PUBLISH(DemandStatus.DRAFT, DemandStatus.PUBLISHED, DemandEvent.PUBLISHED),
    CLOSE(DemandStatus.PUBLISHED, DemandStatus.CLOSED, DemandEvent.CLOSED),
    WITHDRAW(DemandStatus.PUBLISHED, DemandStatus.WITHDRAWN, DemandEvent.WITHDRAWN);

    private final Transition<DemandStatus> transition;
    final DemandEvent event;

    DemandMove(DemandStatus source, DemandStatus target, DemandEvent event) {
        this.transition = Transition.of(target, source);
        this.event = event;
    }

    @Override
    public Transition<DemandStatus> transition() {
        return transition;
    }
}
