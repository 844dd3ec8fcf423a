package cn.dengyun.provider.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a sanction as one table; besides, the clock ends what is in force. */
public enum SanctionMove implements Move<SanctionStatus> {
    /** The provider is told what it is about and until when it is heard. */
    HEAR(SanctionStatus.HEARING, SanctionStatus.PROPOSED),
    /** The provider says what it has to say. */
    STATE(SanctionStatus.HEARING, SanctionStatus.HEARING),
    /** A second person decides on it, once the provider could be heard. */
    IMPOSE(SanctionStatus.EFFECTIVE, SanctionStatus.HEARING),
    REJECT(SanctionStatus.REJECTED, SanctionStatus.PROPOSED, SanctionStatus.HEARING),
    WITHDRAW(SanctionStatus.WITHDRAWN, SanctionStatus.PROPOSED, SanctionStatus.HEARING),
    /** One person wants it taken back. */
    PROPOSE_REVOCATION(SanctionStatus.EFFECTIVE, SanctionStatus.EFFECTIVE),
    /** Nobody is to take it back after all: whoever wanted that, or another, says so. */
    REJECT_REVOCATION(SanctionStatus.EFFECTIVE, SanctionStatus.EFFECTIVE),
    /** Another takes it back. */
    REVOKE(SanctionStatus.REVOKED, SanctionStatus.EFFECTIVE),
    /** Its effect is suspended until an appeal is decided. */
    STAY(SanctionStatus.EFFECTIVE, SanctionStatus.EFFECTIVE),
    /** On appeal, it ends earlier. */
    SHORTEN(SanctionStatus.EFFECTIVE, SanctionStatus.EFFECTIVE);

    private final Transition<SanctionStatus> transition;

    SanctionMove(SanctionStatus target, SanctionStatus... sources) {
        this.transition = Transition.of(target, sources);
    }

    /** Whether it undoes what was proposed or decided, so that it is up to the authority that did that or one above. */
    boolean isUndoing() {
        return switch (this) {
            case REJECT, WITHDRAW, PROPOSE_REVOCATION, REJECT_REVOCATION, REVOKE -> true;
            default -> false;
        };
    }

    @Override
    public Transition<SanctionStatus> transition() {
        return transition;
    }
}
