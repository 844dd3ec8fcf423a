package cn.dengyun.assessment.level;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a spot check as one table, with whose move it is. */
enum SpotCheckMove implements Move<SpotCheckStatus> {
    ANSWER(Hand.ENTERPRISE, SpotCheckEvent.ANSWERED, Transition.of(SpotCheckStatus.ANSWERED, SpotCheckStatus.OPEN)),
    MISS(Hand.NOBODY, SpotCheckEvent.UNANSWERED, Transition.of(SpotCheckStatus.UNANSWERED, SpotCheckStatus.OPEN)),
    EXTEND(Hand.CHECKER, SpotCheckEvent.EXTENDED, Transition.of(SpotCheckStatus.OPEN, SpotCheckStatus.UNANSWERED)),
    CONFIRM(
            Hand.CHECKER,
            SpotCheckEvent.CONFIRMED,
            Transition.of(SpotCheckStatus.CONFIRMED, SpotCheckStatus.ANSWERED, SpotCheckStatus.UNANSWERED)),
    PROPOSE(
            Hand.CHECKER,
            SpotCheckEvent.PROPOSED,
            Transition.of(SpotCheckStatus.PROPOSED, SpotCheckStatus.ANSWERED, SpotCheckStatus.UNANSWERED)),
    ACCEPT(
            Hand.DECIDER,
            SpotCheckEvent.DOWNGRADED,
            Transition.of(SpotCheckStatus.DOWNGRADED, SpotCheckStatus.PROPOSED)),
    DECLINE(Hand.DECIDER, SpotCheckEvent.CONFIRMED, Transition.of(SpotCheckStatus.CONFIRMED, SpotCheckStatus.PROPOSED)),
    CLOSE(
            Hand.NOBODY,
            SpotCheckEvent.CLOSED,
            Transition.of(
                    SpotCheckStatus.CLOSED,
                    SpotCheckStatus.OPEN,
                    SpotCheckStatus.ANSWERED,
                    SpotCheckStatus.UNANSWERED,
                    SpotCheckStatus.PROPOSED));

    /** Who makes a move; nobody: the clock does, or the end of the level. */
    enum Hand {
        ENTERPRISE,
        /** The office that has drawn, or one above, but for who has submitted the assessment or decided on it. */
        CHECKER,
        /** The same, but for who has proposed what is decided on. */
        DECIDER,
        NOBODY
    }

    final Hand hand;
    final SpotCheckEvent event;
    private final Transition<SpotCheckStatus> transition;

    SpotCheckMove(Hand hand, SpotCheckEvent event, Transition<SpotCheckStatus> transition) {
        this.hand = hand;
        this.event = event;
        this.transition = transition;
    }

    @Override
    public Transition<SpotCheckStatus> transition() {
        return transition;
    }
}
