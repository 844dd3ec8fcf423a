package cn.dengyun.settlement.entitlement.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of an entitlement as one table. */
public enum EntitlementMove implements Move<EntitlementStatus> {
    /** Whoever is owed it claims it. */
    CLAIM(Transition.of(EntitlementStatus.CLAIMED, EntitlementStatus.OWED)),
    /** Its claim was withdrawn or rejected: it can be claimed anew. */
    FREE(Transition.of(EntitlementStatus.OWED, EntitlementStatus.CLAIMED)),
    /** By the clock. */
    LAPSE(Transition.of(EntitlementStatus.LAPSED, EntitlementStatus.OWED));

    private final Transition<EntitlementStatus> transition;

    EntitlementMove(Transition<EntitlementStatus> transition) {
        this.transition = transition;
    }

    @Override
    public Transition<EntitlementStatus> transition() {
        return transition;
    }
}
