package cn.dengyun.assessment.level;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;
import java.util.Set;

/** The lifecycle of an assessment as one table, with whose move it is. */
enum AssessmentMove implements Move<AssessmentStatus> {
    EDIT(
            Hand.ENTERPRISE,
            AssessmentEvent.EDITED,
            new Transition<>(Set.of(AssessmentStatus.DRAFT, AssessmentStatus.RETURNED), null)),
    SUBMIT(
            Hand.ENTERPRISE,
            AssessmentEvent.SUBMITTED,
            Transition.of(AssessmentStatus.SUBMITTED, AssessmentStatus.DRAFT, AssessmentStatus.RETURNED)),
    RETURN(
            Hand.REVIEWER,
            AssessmentEvent.RETURNED,
            Transition.of(AssessmentStatus.RETURNED, AssessmentStatus.SUBMITTED)),
    APPROVE(
            Hand.REVIEWER,
            AssessmentEvent.ANNOUNCED,
            Transition.of(AssessmentStatus.PUBLIC_NOTICE, AssessmentStatus.SUBMITTED)),
    REJECT(
            Hand.REVIEWER,
            AssessmentEvent.REJECTED,
            Transition.of(AssessmentStatus.REJECTED, AssessmentStatus.SUBMITTED)),
    WITHDRAW(
            Hand.ENTERPRISE,
            AssessmentEvent.WITHDRAWN,
            Transition.of(
                    AssessmentStatus.WITHDRAWN,
                    AssessmentStatus.DRAFT,
                    AssessmentStatus.SUBMITTED,
                    AssessmentStatus.RETURNED,
                    AssessmentStatus.PUBLIC_NOTICE)),
    /** By an objection that was right. */
    STRIKE(
            Hand.NOBODY,
            AssessmentEvent.REJECTED,
            Transition.of(AssessmentStatus.REJECTED, AssessmentStatus.PUBLIC_NOTICE)),
    TAKE_EFFECT(
            Hand.NOBODY,
            AssessmentEvent.CONFIRMED,
            Transition.of(AssessmentStatus.CONFIRMED, AssessmentStatus.PUBLIC_NOTICE)),
    DOWNGRADE(
            Hand.REVIEWER,
            AssessmentEvent.DOWNGRADED,
            Transition.of(AssessmentStatus.DOWNGRADED, AssessmentStatus.CONFIRMED, AssessmentStatus.DOWNGRADED)),
    REMIND(
            Hand.NOBODY,
            AssessmentEvent.CONFIRMATION_DUE,
            new Transition<>(Set.of(AssessmentStatus.CONFIRMED, AssessmentStatus.DOWNGRADED), null)),
    RECONFIRM(
            Hand.ENTERPRISE,
            AssessmentEvent.RECONFIRMED,
            new Transition<>(Set.of(AssessmentStatus.CONFIRMED, AssessmentStatus.DOWNGRADED), null)),
    APPEAL(
            Hand.ENTERPRISE,
            AssessmentEvent.APPEALED,
            new Transition<>(
                    Set.of(AssessmentStatus.PUBLIC_NOTICE, AssessmentStatus.REJECTED, AssessmentStatus.DOWNGRADED),
                    null)),
    /** By an appeal that was right, as the two that follow. */
    REINSTATE(
            Hand.NOBODY,
            AssessmentEvent.ANNOUNCED,
            Transition.of(AssessmentStatus.PUBLIC_NOTICE, AssessmentStatus.REJECTED)),
    RAISE(
            Hand.NOBODY,
            AssessmentEvent.ANNOUNCED,
            Transition.of(AssessmentStatus.PUBLIC_NOTICE, AssessmentStatus.PUBLIC_NOTICE)),
    RESTORE(
            Hand.NOBODY,
            AssessmentEvent.RESTORED,
            Transition.of(AssessmentStatus.CONFIRMED, AssessmentStatus.DOWNGRADED)),
    LAPSE(
            Hand.NOBODY,
            AssessmentEvent.LAPSED,
            Transition.of(AssessmentStatus.LAPSED, AssessmentStatus.CONFIRMED, AssessmentStatus.DOWNGRADED));

    /** Who makes a move; nobody: the clock does, a later one, or what is decided on an objection or an appeal. */
    enum Hand {
        ENTERPRISE,
        /** The authority that finds the level, or one above that. */
        REVIEWER,
        NOBODY
    }

    final Hand hand;
    final AssessmentEvent event;
    private final Transition<AssessmentStatus> transition;

    AssessmentMove(Hand hand, AssessmentEvent event, Transition<AssessmentStatus> transition) {
        this.hand = hand;
        this.event = event;
        this.transition = transition;
    }

    /** Its target is null where the status stays as it is. */
    @Override
    public Transition<AssessmentStatus> transition() {
        return transition;
    }

    @Override
    public AssessmentStatus from(AssessmentStatus status) {
        AssessmentStatus target = Move.super.from(status);
        return target == null ? status : target;
    }
}
