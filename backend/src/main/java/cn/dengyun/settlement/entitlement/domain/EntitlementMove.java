package cn.dengyun.settlement.entitlement.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;
import java.util.Set;

/** The lifecycle of an entitlement as one table. */
public enum EntitlementMove implements Move<EntitlementStatus> {
    /** Whoever is owed it claims it. */
    CLAIM(Transition.of(EntitlementStatus.CLAIMED, EntitlementStatus.OWED)),
    /** Its claim was withdrawn or rejected: it can be claimed anew. */
    FREE(Transition.of(EntitlementStatus.OWED, EntitlementStatus.CLAIMED)),
    /** By the clock. */
    LAPSE(Transition.of(EntitlementStatus.LAPSED, EntitlementStatus.OWED)),
    /** Somebody of the office wants it taken back: it is neither claimed nor paid until another decides. */
    PROPOSE_REVOCATION(new Transition<>(Set.of(EntitlementStatus.OWED, EntitlementStatus.CLAIMED), null)),
    /** Another person takes it back, also what was paid of it. */
    APPROVE_REVOCATION(Transition.of(EntitlementStatus.REVOKED, EntitlementStatus.OWED, EntitlementStatus.CLAIMED)),
    /** It is not taken back. */
    REJECT_REVOCATION(new Transition<>(Set.of(EntitlementStatus.OWED, EntitlementStatus.CLAIMED), null));

    private final Transition<EntitlementStatus> transition;

    EntitlementMove(Transition<EntitlementStatus> transition) {
        this.transition = transition;
    }

    /** Its target is null where the status stays as it is. */
    @Override
    public Transition<EntitlementStatus> transition() {
        return transition;
    }

    @Override
    public EntitlementStatus from(EntitlementStatus status) {
        EntitlementStatus target = Move.super.from(status);
        return target == null ? status : target;
    }
}
