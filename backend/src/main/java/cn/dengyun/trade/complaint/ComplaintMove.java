package cn.dengyun.trade.complaint;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;
import java.util.Set;

/** The lifecycle of a complaint as one table, with whose move it is. */
enum ComplaintMove implements Move<ComplaintStatus> {
    ANSWER(Hand.PROVIDER, ComplaintEvent.ANSWERED, Transition.of(ComplaintStatus.ANSWER_GIVEN, ComplaintStatus.FILED)),
    /** The provider is heard although its time is over; the authority decides all the same. */
    ANSWER_LATE(Hand.PROVIDER, ComplaintEvent.ANSWERED, stays(ComplaintStatus.ESCALATED)),
    /** The provider is told that its time is nearly over. */
    REMIND(Hand.NOBODY, ComplaintEvent.REMINDED, stays(ComplaintStatus.FILED)),
    /** The provider has not answered in time. */
    RUN_OUT(Hand.NOBODY, ComplaintEvent.OVERDUE, Transition.of(ComplaintStatus.ESCALATED, ComplaintStatus.FILED)),
    SETTLE(
            Hand.ENTERPRISE,
            ComplaintEvent.SETTLED,
            Transition.of(ComplaintStatus.SETTLED, ComplaintStatus.ANSWER_GIVEN, ComplaintStatus.ESCALATED)),
    ESCALATE(
            Hand.ENTERPRISE,
            ComplaintEvent.ESCALATED,
            Transition.of(ComplaintStatus.ESCALATED, ComplaintStatus.ANSWER_GIVEN)),
    /** The enterprise has said nothing to the answer. */
    CLOSE(Hand.NOBODY, ComplaintEvent.CLOSED, Transition.of(ComplaintStatus.ANSWERED, ComplaintStatus.ANSWER_GIVEN)),
    DECIDE(Hand.AUTHORITY, ComplaintEvent.DECIDED, Transition.of(ComplaintStatus.DECIDED, ComplaintStatus.ESCALATED)),
    /** A security incident on record is named; settled or not, there may be more to it. */
    HAND_OVER(Hand.SUPERVISOR, ComplaintEvent.HANDED_OVER, stays(ComplaintStatus.values())),
    /** The incident that was named was dismissed: the supervisor looks at it again. */
    HAND_BACK(Hand.NOBODY, ComplaintEvent.HANDED_BACK, stays(ComplaintStatus.values())),
    /** There is no security incident in it. */
    RULE_OUT(Hand.SUPERVISOR, ComplaintEvent.RULED_OUT, stays(ComplaintStatus.values())),
    /** What the authority has ordered was done: the provider says so, and the authority sees that it is so. */
    FULFIL(Hand.DOER, ComplaintEvent.FULFILLED, stays(ComplaintStatus.DECIDED)),
    /** Not any more once an authority has to decide: that can be settled, and counts. */
    WITHDRAW(
            Hand.ENTERPRISE,
            ComplaintEvent.WITHDRAWN,
            Transition.of(ComplaintStatus.WITHDRAWN, ComplaintStatus.FILED, ComplaintStatus.ANSWER_GIVEN));

    /** Who makes a move. */
    enum Hand {
        ENTERPRISE,
        PROVIDER,
        /** One that oversees the enterprise. */
        AUTHORITY,
        /** One that acts on incidents of the provider. */
        SUPERVISOR,
        /** The provider; and one that oversees the enterprise, which has seen that it was done. */
        DOER,
        /** The clock, or whoever dismisses an incident. */
        NOBODY
    }

    final Hand hand;
    final ComplaintEvent event;
    private final Transition<ComplaintStatus> transition;

    ComplaintMove(Hand hand, ComplaintEvent event, Transition<ComplaintStatus> transition) {
        this.hand = hand;
        this.event = event;
        this.transition = transition;
    }

    private static Transition<ComplaintStatus> stays(ComplaintStatus... sources) {
        return new Transition<>(Set.of(sources), null);
    }

    /** Its target is null where the status stays as it is. */
    @Override
    public Transition<ComplaintStatus> transition() {
        return transition;
    }

    @Override
    public ComplaintStatus from(ComplaintStatus status) {
        ComplaintStatus target = Move.super.from(status);
        return target == null ? status : target;
    }
}
