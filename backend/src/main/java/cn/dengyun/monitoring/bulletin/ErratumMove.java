package cn.dengyun.monitoring.bulletin;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of an erratum as one table; all of it is the province's. */
enum ErratumMove implements Move<ErratumStatus> {
    /** By another person than has proposed it. */
    APPROVE(BulletinEvent.CORRECTED, ErratumStatus.PUBLISHED),
    DISCARD(BulletinEvent.CORRECTION_DISCARDED, ErratumStatus.DISCARDED);

    final BulletinEvent event;
    private final Transition<ErratumStatus> transition;

    ErratumMove(BulletinEvent event, ErratumStatus target) {
        this.event = event;
        this.transition = Transition.of(target, ErratumStatus.PROPOSED);
    }

    @Override
    public Transition<ErratumStatus> transition() {
        return transition;
    }
}
