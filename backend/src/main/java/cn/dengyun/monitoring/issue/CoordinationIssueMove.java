package cn.dengyun.monitoring.issue;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;
import java.util.Set;

/** The lifecycle of an issue to be coordinated as one table, with whose move it is. */
enum CoordinationIssueMove implements Move<CoordinationIssueStatus> {
    ANSWER(
            Hand.OWNER,
            CoordinationIssueEvent.ANSWERED,
            Transition.of(
                    CoordinationIssueStatus.ANSWERED,
                    CoordinationIssueStatus.RAISED,
                    CoordinationIssueStatus.ESCALATED)),
    /** Takes more time, and says why. */
    DEFER(
            Hand.OWNER,
            CoordinationIssueEvent.DEFERRED,
            new Transition<>(Set.of(CoordinationIssueStatus.RAISED, CoordinationIssueStatus.ESCALATED), null)),
    /** Hands it to the province, for a city cannot solve it. */
    ESCALATE(
            Hand.CITY,
            CoordinationIssueEvent.ESCALATED,
            Transition.of(CoordinationIssueStatus.ESCALATED, CoordinationIssueStatus.RAISED)),
    /** The answer of a city does not help, and it goes to the province. */
    TAKE_FURTHER(
            Hand.RAISER_ABOVE_CITY,
            CoordinationIssueEvent.ESCALATED,
            Transition.of(CoordinationIssueStatus.ESCALATED, CoordinationIssueStatus.ANSWERED)),
    /** A city has not answered in time. */
    RUN_OUT(
            Hand.NOBODY,
            CoordinationIssueEvent.ESCALATED,
            Transition.of(CoordinationIssueStatus.ESCALATED, CoordinationIssueStatus.RAISED)),
    SETTLE(
            Hand.RAISER,
            CoordinationIssueEvent.SETTLED,
            Transition.of(CoordinationIssueStatus.SETTLED, CoordinationIssueStatus.ANSWERED)),
    CLOSE(
            Hand.NOBODY,
            CoordinationIssueEvent.CLOSED,
            Transition.of(CoordinationIssueStatus.CLOSED, CoordinationIssueStatus.ANSWERED)),
    WITHDRAW(
            Hand.RAISER,
            CoordinationIssueEvent.WITHDRAWN,
            Transition.of(
                    CoordinationIssueStatus.WITHDRAWN,
                    CoordinationIssueStatus.RAISED,
                    CoordinationIssueStatus.ESCALATED));

    /** Who makes a move; nobody: the clock does. */
    enum Hand {
        /** The authority that has raised it. */
        RAISER,
        /** The same, where a city has answered, and so there is somebody above it. */
        RAISER_ABOVE_CITY,
        /** The authority that it waits for, or one above that. */
        OWNER,
        /** The same while that is a city's. */
        CITY,
        NOBODY
    }

    final Hand hand;
    final CoordinationIssueEvent event;
    private final Transition<CoordinationIssueStatus> transition;

    CoordinationIssueMove(Hand hand, CoordinationIssueEvent event, Transition<CoordinationIssueStatus> transition) {
        this.hand = hand;
        this.event = event;
        this.transition = transition;
    }

    /** Its target is null where the status stays as it is. */
    @Override
    public Transition<CoordinationIssueStatus> transition() {
        return transition;
    }

    @Override
    public CoordinationIssueStatus from(CoordinationIssueStatus status) {
        CoordinationIssueStatus target = Move.super.from(status);
        return target == null ? status : target;
    }
}
