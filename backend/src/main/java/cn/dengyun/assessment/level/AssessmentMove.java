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
            AssessmentEvent.CONFIRMED,
            Transition.of(AssessmentStatus.CONFIRMED, AssessmentStatus.SUBMITTED)),
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
                    AssessmentStatus.RETURNED)),
    DOWNGRADE(
            Hand.REVIEWER,
            AssessmentEvent.DOWNGRADED,
            Transition.of(AssessmentStatus.DOWNGRADED, AssessmentStatus.CONFIRMED, AssessmentStatus.DOWNGRADED)),
    LAPSE(
            Hand.NOBODY,
            AssessmentEvent.LAPSED,
            Transition.of(AssessmentStatus.LAPSED, AssessmentStatus.CONFIRMED, AssessmentStatus.DOWNGRADED));

    /** Who makes a move; nobody: the clock does, or the confirmation of a later one. */
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
