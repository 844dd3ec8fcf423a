package cn.dengyun.trade.dispute.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a dispute as one table, with whose move it is. */
public enum DisputeMove implements Move<DisputeStatus> {
    WITHDRAW(Hand.COMPLAINANT, Transition.of(DisputeStatus.WITHDRAWN, DisputeStatus.OPEN)),
    DECIDE(Hand.AUTHORITY, Transition.of(DisputeStatus.DECIDED, DisputeStatus.OPEN)),
    APPEAL(Hand.EITHER, Transition.of(DisputeStatus.APPEALED, DisputeStatus.DECIDED)),
    /** By another person than has decided before. */
    DECIDE_APPEAL(Hand.PROVINCE, Transition.of(DisputeStatus.CLOSED, DisputeStatus.APPEALED)),
    /** Nobody has appealed in time, or nobody has decided on the appeal for half a year: the decision stands. */
    CLOSE(Hand.NOBODY, Transition.of(DisputeStatus.CLOSED, DisputeStatus.DECIDED, DisputeStatus.APPEALED)),
    /** What is to be taken back is with the bank, or was paid. */
    HINDER(Hand.NOBODY, Transition.of(DisputeStatus.RECOVERY, DisputeStatus.CLOSED)),
    /** By another person than has decided. */
    RECOVER(Hand.AUTHORITY, Transition.of(DisputeStatus.CLOSED, DisputeStatus.RECOVERY)),
    /** Nobody has decided for half a year. */
    LAPSE(Hand.NOBODY, Transition.of(DisputeStatus.LAPSED, DisputeStatus.OPEN));

    /** Who makes a move; nobody: the clock does. */
    public enum Hand {
        COMPLAINANT,
        EITHER,
        AUTHORITY,
        PROVINCE,
        NOBODY
    }

    private final Hand hand;
    private final Transition<DisputeStatus> transition;

    DisputeMove(Hand hand, Transition<DisputeStatus> transition) {
        this.hand = hand;
        this.transition = transition;
    }

    public Hand hand() {
        return hand;
    }

    @Override
    public Transition<DisputeStatus> transition() {
        return transition;
    }
}
