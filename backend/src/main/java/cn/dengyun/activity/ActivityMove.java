package cn.dengyun.activity;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;
import java.util.Set;

/**
 * The lifecycle of an activity as one table, with whose move it is. That its registration is closed follows from time.
 */
enum ActivityMove implements Move<ActivityStatus> {
    EDIT(Hand.ORGANIZER, stays(ActivityStatus.DRAFT, ActivityStatus.PUBLISHED)),
    PUBLISH(Hand.ORGANIZER, Transition.of(ActivityStatus.PUBLISHED, ActivityStatus.DRAFT)),
    /** Tells everybody why it does not take place. */
    CANCEL(Hand.OVERSEER, Transition.of(ActivityStatus.CANCELLED, ActivityStatus.PUBLISHED)),
    /** Puts on record who was there; nobody is checked in behind it. */
    CHECK_IN(Hand.ORGANIZER, stays(ActivityStatus.PUBLISHED)),
    /** Takes back that somebody has come, also once it is told how many were there. */
    REVOKE_CHECK_IN(Hand.ORGANIZER, stays(ActivityStatus.PUBLISHED, ActivityStatus.HELD)),
    /** Says what came of it. */
    REPORT_OUTCOME(Hand.ORGANIZER, Transition.of(ActivityStatus.HELD, ActivityStatus.PUBLISHED));

    /** Who makes a move. */
    enum Hand {
        /** The office or the provider that holds it. */
        ORGANIZER,
        /** The same, or an authority above the office; of a provider's, one of the region. */
        OVERSEER
    }

    final Hand hand;
    private final Transition<ActivityStatus> transition;

    ActivityMove(Hand hand, Transition<ActivityStatus> transition) {
        this.hand = hand;
        this.transition = transition;
    }

    private static Transition<ActivityStatus> stays(ActivityStatus... sources) {
        return new Transition<>(Set.of(sources), null);
    }

    /** Its target is null where the status stays as it is. */
    @Override
    public Transition<ActivityStatus> transition() {
        return transition;
    }

    @Override
    public ActivityStatus from(ActivityStatus status) {
        ActivityStatus target = Move.super.from(status);
        return target == null ? status : target;
    }
}
