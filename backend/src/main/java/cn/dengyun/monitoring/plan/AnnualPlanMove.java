package cn.dengyun.monitoring.plan;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of an annual plan as one table, with who makes each move. */
enum AnnualPlanMove implements Move<AnnualPlanStatus> {
    EDIT(AnnualPlanStatus.DRAFT, Hand.PROVINCE, AnnualPlanEvent.EDITED, AnnualPlanStatus.DRAFT),
    PROPOSE(AnnualPlanStatus.PROPOSED, Hand.PROVINCE, AnnualPlanEvent.PROPOSED, AnnualPlanStatus.DRAFT),
    RETURN(AnnualPlanStatus.DRAFT, Hand.PROVINCE, AnnualPlanEvent.RETURNED, AnnualPlanStatus.PROPOSED),
    WITHDRAW(
            AnnualPlanStatus.WITHDRAWN,
            Hand.PROVINCE,
            AnnualPlanEvent.WITHDRAWN,
            AnnualPlanStatus.DRAFT,
            AnnualPlanStatus.PROPOSED),
    PUBLISH(AnnualPlanStatus.PUBLISHED, Hand.OTHER_OF_PROVINCE, AnnualPlanEvent.PUBLISHED, AnnualPlanStatus.PROPOSED),
    /** Makes a draft of the next edition; what is published stays as it is until that is. */
    AMEND(AnnualPlanStatus.PUBLISHED, Hand.PROVINCE, AnnualPlanEvent.DRAWN_UP, AnnualPlanStatus.PUBLISHED),
    SUPERSEDE(AnnualPlanStatus.SUPERSEDED, Hand.NOBODY, AnnualPlanEvent.SUPERSEDED, AnnualPlanStatus.PUBLISHED);

    /** Who makes a move; nobody: it follows from another. */
    enum Hand {
        PROVINCE,
        /** Another person of the province than has written or proposed it. */
        OTHER_OF_PROVINCE,
        NOBODY
    }

    final Hand hand;
    final AnnualPlanEvent event;
    private final Transition<AnnualPlanStatus> transition;

    AnnualPlanMove(AnnualPlanStatus target, Hand hand, AnnualPlanEvent event, AnnualPlanStatus... sources) {
        this.transition = Transition.of(target, sources);
        this.hand = hand;
        this.event = event;
    }

    @Override
    public Transition<AnnualPlanStatus> transition() {
        return transition;
    }
}
