package cn.dengyun.adoption.record;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a record as one table, with whose move it is. */
enum AdoptionRecordMove implements Move<AdoptionRecordStatus> {
    /** The provider says something else of what does not count yet. */
    REPORT(Hand.NOBODY, AdoptionRecordEvent.NAMED, AdoptionRecordStatus.PENDING, AdoptionRecordStatus.PENDING),
    /** The provider says it anew. */
    RENEW(
            Hand.NOBODY,
            AdoptionRecordEvent.NAMED,
            AdoptionRecordStatus.PENDING,
            AdoptionRecordStatus.ENDED,
            AdoptionRecordStatus.RETURNED,
            AdoptionRecordStatus.WITHDRAWN),
    /** The provider says how what counts is used now; that is looked at, and counts as before meanwhile. */
    UPDATE(Hand.NOBODY, AdoptionRecordEvent.NAMED, AdoptionRecordStatus.COUNTED, AdoptionRecordStatus.COUNTED),
    OBJECT(
            Hand.ENTERPRISE,
            AdoptionRecordEvent.OBJECTED,
            AdoptionRecordStatus.OBJECTED,
            AdoptionRecordStatus.PENDING,
            AdoptionRecordStatus.COUNTED),
    UPHOLD(Hand.AUTHORITY, AdoptionRecordEvent.UPHELD, AdoptionRecordStatus.REJECTED, AdoptionRecordStatus.OBJECTED),
    DISMISS(Hand.AUTHORITY, AdoptionRecordEvent.DISMISSED, AdoptionRecordStatus.PENDING, AdoptionRecordStatus.OBJECTED),
    /** Nobody has objected in time, and its county has accepted the batch. */
    COUNT(Hand.NOBODY, AdoptionRecordEvent.COUNTED, AdoptionRecordStatus.COUNTED, AdoptionRecordStatus.PENDING),
    /** What was said of how it is used now counts, or does not; or its order has changed. */
    SETTLE(Hand.NOBODY, AdoptionRecordEvent.SETTLED, AdoptionRecordStatus.COUNTED, AdoptionRecordStatus.COUNTED),
    /** Whoever looked at it found it untrue, also where the provider has taken it back before anybody could say so. */
    REFUTE(
            Hand.NOBODY,
            AdoptionRecordEvent.REFUTED,
            AdoptionRecordStatus.REJECTED,
            AdoptionRecordStatus.PENDING,
            AdoptionRecordStatus.OBJECTED,
            AdoptionRecordStatus.COUNTED,
            AdoptionRecordStatus.ENDED,
            AdoptionRecordStatus.RETURNED,
            AdoptionRecordStatus.WITHDRAWN),
    RETURN(
            Hand.NOBODY,
            AdoptionRecordEvent.RETURNED,
            AdoptionRecordStatus.RETURNED,
            AdoptionRecordStatus.PENDING,
            AdoptionRecordStatus.OBJECTED),
    WITHDRAW(
            Hand.PROVIDER,
            AdoptionRecordEvent.WITHDRAWN,
            AdoptionRecordStatus.WITHDRAWN,
            AdoptionRecordStatus.PENDING,
            AdoptionRecordStatus.OBJECTED,
            AdoptionRecordStatus.COUNTED),
    REMOVE(Hand.AUTHORITY, AdoptionRecordEvent.REMOVED, AdoptionRecordStatus.REMOVED, AdoptionRecordStatus.COUNTED),
    /** Its contract is over, and that it lasts longer now is not looked at yet. */
    OUTLAST(Hand.NOBODY, AdoptionRecordEvent.ENDED, AdoptionRecordStatus.PENDING, AdoptionRecordStatus.COUNTED),
    /** Its contract is over. */
    END(Hand.NOBODY, AdoptionRecordEvent.ENDED, AdoptionRecordStatus.ENDED, AdoptionRecordStatus.COUNTED);

    /** Who makes a move; nobody: an import, a batch or the clock does. */
    enum Hand {
        PROVIDER,
        ENTERPRISE,
        AUTHORITY,
        NOBODY
    }

    final Hand hand;
    final AdoptionRecordEvent event;
    private final Transition<AdoptionRecordStatus> transition;

    AdoptionRecordMove(
            Hand hand, AdoptionRecordEvent event, AdoptionRecordStatus target, AdoptionRecordStatus... sources) {
        this.hand = hand;
        this.event = event;
        this.transition = Transition.of(target, sources);
    }

    @Override
    public Transition<AdoptionRecordStatus> transition() {
        return transition;
    }
}
