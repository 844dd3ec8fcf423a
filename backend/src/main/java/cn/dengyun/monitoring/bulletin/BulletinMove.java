package cn.dengyun.monitoring.bulletin;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a bulletin as one table; all of it is the province's. What is published stays as it is. */
enum BulletinMove implements Move<BulletinStatus> {
    EDIT(BulletinEvent.EDITED, BulletinStatus.DRAFT, BulletinStatus.DRAFT),
    SUBMIT(BulletinEvent.SUBMITTED, BulletinStatus.SUBMITTED, BulletinStatus.DRAFT),
    RETURN(BulletinEvent.RETURNED, BulletinStatus.DRAFT, BulletinStatus.SUBMITTED),
    /** By the first person who has written nothing of it. */
    APPROVE(BulletinEvent.APPROVED, BulletinStatus.SUBMITTED, BulletinStatus.SUBMITTED),
    /** By the second. */
    APPROVE_FINALLY(BulletinEvent.APPROVED, BulletinStatus.APPROVED, BulletinStatus.SUBMITTED),
    PUBLISH(BulletinEvent.PUBLISHED, BulletinStatus.PUBLISHED, BulletinStatus.APPROVED),
    DISCARD(BulletinEvent.DISCARDED, BulletinStatus.DISCARDED, BulletinStatus.DRAFT),
    /** Proposes an erratum, which leaves the bulletin as it is. */
    CORRECT(BulletinEvent.CORRECTION_PROPOSED, BulletinStatus.PUBLISHED, BulletinStatus.PUBLISHED);

    final BulletinEvent event;
    private final Transition<BulletinStatus> transition;

    BulletinMove(BulletinEvent event, BulletinStatus target, BulletinStatus source) {
        this.event = event;
        this.transition = Transition.of(target, source);
    }

    @Override
    public Transition<BulletinStatus> transition() {
        return transition;
    }

    boolean isApproval() {
        return this == APPROVE || this == APPROVE_FINALLY;
    }
}
