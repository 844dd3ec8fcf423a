package cn.dengyun.settlement.purchase.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a contract of an office as one table. */
public enum PurchaseMove implements Move<PurchaseStatus> {
    /** By another person than who drew it up. */
    CONCLUDE(Transition.of(PurchaseStatus.CONCLUDED, PurchaseStatus.DRAFT)),
    /** One of its stages moves, see {@link StageMove}. */
    MOVE_STAGE(Transition.of(PurchaseStatus.CONCLUDED, PurchaseStatus.CONCLUDED)),
    /** With the acceptance of its last stage. */
    COMPLETE(Transition.of(PurchaseStatus.COMPLETED, PurchaseStatus.CONCLUDED)),
    TERMINATE(Transition.of(PurchaseStatus.TERMINATED, PurchaseStatus.DRAFT, PurchaseStatus.CONCLUDED));

    private final Transition<PurchaseStatus> transition;

    PurchaseMove(Transition<PurchaseStatus> transition) {
        this.transition = transition;
    }

    @Override
    public Transition<PurchaseStatus> transition() {
        return transition;
    }
}
