package cn.dengyun.settlement.recovery.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lifecycle of a recovery as one table, with whose move it is. */
public enum RecoveryMove implements Move<RecoveryStatus> {
    /** Some of it has come in; with the last fen it is {@link #SETTLE}d in the same moment. */
    RECEIVE(Hand.FINANCE, null),
    /** All of it has come in. */
    SETTLE(Hand.NOBODY, RecoveryStatus.RECOVERED),
    /** What was recorded did not come in, or not for this: by another person than has recorded it. */
    REVERSE_RECEIPT(Hand.FINANCE, null, RecoveryStatus.RECOVERED),
    /** Because of that it is asked back anew, or its instalments do not come to what is open any more. */
    REOPEN(Hand.NOBODY, RecoveryStatus.DEMANDED, RecoveryStatus.RECOVERED),
    /** Also anew, while it is paid in instalments. */
    PROPOSE_PLAN(Hand.EITHER, null),
    /** By another person than has proposed it. */
    AGREE_PLAN(Hand.FINANCE, RecoveryStatus.IN_INSTALMENTS),
    DECLINE_PLAN(Hand.FINANCE, null),
    PROPOSE_WRITE_OFF(Hand.FINANCE, null),
    /** By another person than has proposed it. */
    APPROVE_WRITE_OFF(Hand.FINANCE, RecoveryStatus.WRITTEN_OFF),
    /** Also by who has proposed it, who takes it back. */
    REJECT_WRITE_OFF(Hand.FINANCE, null),
    /** It is told that it was not paid in time. */
    REMIND(Hand.NOBODY, null);

    /** Who makes a move. */
    public enum Hand {
        /** The office that has paid. */
        FINANCE,
        /** That office, or whoever owes it. */
        EITHER,
        /** It follows from a receipt or its reversal, or from the clock. */
        NOBODY
    }

    private final Hand hand;
    private final Transition<RecoveryStatus> transition;

    /** @param also from where besides those of which something is open */
    RecoveryMove(Hand hand, RecoveryStatus target, RecoveryStatus... also) {
        this.hand = hand;
        this.transition = new Transition<>(
                Stream.concat(Arrays.stream(RecoveryStatus.values()).filter(RecoveryStatus::isOpen), Stream.of(also))
                        .collect(Collectors.toUnmodifiableSet()),
                target);
    }

    public Hand hand() {
        return hand;
    }

    /** Its target is null where the status stays as it is. */
    @Override
    public Transition<RecoveryStatus> transition() {
        return transition;
    }

    @Override
    public RecoveryStatus from(RecoveryStatus status) {
        RecoveryStatus target = Move.super.from(status);
        return target == null ? status : target;
    }
}
