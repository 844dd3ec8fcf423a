package cn.dengyun.monitoring.plan;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;
import java.util.Set;

/** The lifecycle of an implementation plan as one table, with who makes each move. */
enum ImplementationPlanMove implements Move<ImplementationPlanStatus> {
    EDIT(
            Hand.OWN,
            ImplementationPlanEvent.EDITED,
            stays(ImplementationPlanStatus.DRAFT, ImplementationPlanStatus.RETURNED)),
    SUBMIT(
            Hand.OWN,
            ImplementationPlanEvent.SUBMITTED,
            Transition.of(
                    ImplementationPlanStatus.SUBMITTED,
                    ImplementationPlanStatus.DRAFT,
                    ImplementationPlanStatus.RETURNED)),
    /** Takes back what nobody has answered. */
    WITHDRAW(
            Hand.OWN,
            ImplementationPlanEvent.WITHDRAWN,
            Transition.of(ImplementationPlanStatus.DRAFT, ImplementationPlanStatus.SUBMITTED)),
    RETURN(
            Hand.ABOVE,
            ImplementationPlanEvent.RETURNED,
            Transition.of(ImplementationPlanStatus.RETURNED, ImplementationPlanStatus.SUBMITTED)),
    ACCEPT(
            Hand.ABOVE,
            ImplementationPlanEvent.ACCEPTED,
            Transition.of(ImplementationPlanStatus.ACCEPTED, ImplementationPlanStatus.SUBMITTED)),
    PUBLISH(
            Hand.OWN,
            ImplementationPlanEvent.PUBLISHED,
            Transition.of(ImplementationPlanStatus.PUBLISHED, ImplementationPlanStatus.ACCEPTED)),
    /** Gives more time. */
    EXTEND(
            Hand.ABOVE,
            ImplementationPlanEvent.EXTENDED,
            stays(ImplementationPlanStatus.DRAFT, ImplementationPlanStatus.RETURNED)),
    /** Makes a draft of the next edition; what is published stays as it is until that is. */
    AMEND(Hand.OWN, ImplementationPlanEvent.OPENED, stays(ImplementationPlanStatus.PUBLISHED)),
    /** Follows the next edition of the annual plan. */
    FOLLOW(
            Hand.NOBODY,
            ImplementationPlanEvent.REPLANNED,
            stays(
                    ImplementationPlanStatus.DRAFT,
                    ImplementationPlanStatus.SUBMITTED,
                    ImplementationPlanStatus.RETURNED,
                    ImplementationPlanStatus.ACCEPTED)),
    /** The same of what was submitted or accepted, and shares other targets now, so that it is looked at anew. */
    REOPEN(
            Hand.NOBODY,
            ImplementationPlanEvent.REPLANNED,
            Transition.of(
                    ImplementationPlanStatus.RETURNED,
                    ImplementationPlanStatus.SUBMITTED,
                    ImplementationPlanStatus.ACCEPTED)),
    /** Its region has another code now, under which its office acts. */
    RECODE(
            Hand.NOBODY,
            ImplementationPlanEvent.RECODED,
            stays(
                    ImplementationPlanStatus.DRAFT,
                    ImplementationPlanStatus.SUBMITTED,
                    ImplementationPlanStatus.RETURNED,
                    ImplementationPlanStatus.ACCEPTED,
                    ImplementationPlanStatus.PUBLISHED)),
    SUPERSEDE(
            Hand.NOBODY,
            ImplementationPlanEvent.SUPERSEDED,
            Transition.of(ImplementationPlanStatus.SUPERSEDED, ImplementationPlanStatus.PUBLISHED));

    /** Who makes a move; nobody: it follows from another. */
    enum Hand {
        /** The authority of the region itself. */
        OWN,
        /** The authority above, or one above that. */
        ABOVE,
        NOBODY
    }

    final Hand hand;
    final ImplementationPlanEvent event;
    private final Transition<ImplementationPlanStatus> transition;

    ImplementationPlanMove(Hand hand, ImplementationPlanEvent event, Transition<ImplementationPlanStatus> transition) {
        this.hand = hand;
        this.event = event;
        this.transition = transition;
    }

    private static Transition<ImplementationPlanStatus> stays(ImplementationPlanStatus... sources) {
        return new Transition<>(Set.of(sources), null);
    }

    /** Its target is null where the status stays as it is. */
    @Override
    public Transition<ImplementationPlanStatus> transition() {
        return transition;
    }

    @Override
    public ImplementationPlanStatus from(ImplementationPlanStatus status) {
        ImplementationPlanStatus target = Move.super.from(status);
        return target == null ? status : target;
    }
}
