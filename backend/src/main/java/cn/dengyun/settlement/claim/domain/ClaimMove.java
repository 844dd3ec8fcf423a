package cn.dengyun.settlement.claim.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;
import java.util.Set;

/** The lifecycle of a claim as one table, with whose move it is. */
public enum ClaimMove implements Move<ClaimStatus> {
    CONFIRM(Side.OTHER_SIDE, Transition.of(ClaimStatus.CONFIRMED, ClaimStatus.SUBMITTED)),
    OBJECT(Side.OTHER_SIDE, Transition.of(ClaimStatus.RETURNED, ClaimStatus.SUBMITTED)),
    /** The rules have judged it. */
    CHECK(Side.RULES, Transition.of(ClaimStatus.CHECKED, ClaimStatus.CONFIRMED)),
    /** Nothing speaks against it. */
    PASS(Side.RULES, Transition.of(ClaimStatus.APPROVED, ClaimStatus.CHECKED)),
    /** It cannot be paid as it is. */
    SEND_BACK(Side.RULES, Transition.of(ClaimStatus.RETURNED, ClaimStatus.CHECKED)),
    APPROVE(Side.REVIEWER, Transition.of(ClaimStatus.APPROVED, ClaimStatus.CHECKED)),
    /**
     * Also of one that the other side does not answer in time, and of one whose voucher was revoked since it was
     * approved, as {@link #REJECT}.
     */
    RETURN(
            Side.REVIEWER,
            Transition.of(
                    ClaimStatus.RETURNED,
                    ClaimStatus.CHECKED,
                    ClaimStatus.SUBMITTED,
                    ClaimStatus.APPROVED,
                    ClaimStatus.BANK_FAILED)),
    REJECT(
            Side.REVIEWER,
            Transition.of(
                    ClaimStatus.REJECTED,
                    ClaimStatus.CHECKED,
                    ClaimStatus.SUBMITTED,
                    ClaimStatus.APPROVED,
                    ClaimStatus.BANK_FAILED)),
    RESUBMIT(Side.CLAIMANT, Transition.of(ClaimStatus.SUBMITTED, ClaimStatus.RETURNED)),
    WITHDRAW(
            Side.CLAIMANT,
            Transition.of(
                    ClaimStatus.WITHDRAWN,
                    ClaimStatus.SUBMITTED,
                    ClaimStatus.CONFIRMED,
                    ClaimStatus.CHECKED,
                    ClaimStatus.RETURNED)),
    /** A part of the capture was refunded. */
    LOWER(Side.RULES, new Transition<>(lowerable(), null)),
    /** All of the capture was refunded. */
    CANCEL(Side.RULES, new Transition<>(lowerable(), ClaimStatus.WITHDRAWN)),
    /** It comes into a batch. */
    BATCH(Side.BATCH, Transition.of(ClaimStatus.BATCHED, ClaimStatus.APPROVED)),
    /** It is taken out of its batch, for an objection for example. */
    TAKE_OUT(Side.BATCH, Transition.of(ClaimStatus.APPROVED, ClaimStatus.BATCHED, ClaimStatus.NOTICED)),
    /** Somebody has objected to it while it was shown to the public, and was right. */
    UPHOLD_OBJECTION(
            Side.BATCH,
            Transition.of(ClaimStatus.RETURNED, ClaimStatus.APPROVED, ClaimStatus.BATCHED, ClaimStatus.NOTICED)),
    /** Its batch is shown to the public. */
    NOTICE(Side.BATCH, Transition.of(ClaimStatus.NOTICED, ClaimStatus.BATCHED)),
    /** The bank is told to pay. */
    INSTRUCT(Side.BATCH, Transition.of(ClaimStatus.INSTRUCTED, ClaimStatus.NOTICED)),
    PAY(Side.BATCH, Transition.of(ClaimStatus.PAID, ClaimStatus.INSTRUCTED)),
    /** The bank could not pay, or what it paid came back. */
    FAIL(Side.BATCH, Transition.of(ClaimStatus.BANK_FAILED, ClaimStatus.INSTRUCTED, ClaimStatus.PAID)),
    /** What the bank could not pay is tried again in another batch. */
    RETRY(Side.BATCH, Transition.of(ClaimStatus.APPROVED, ClaimStatus.BANK_FAILED));

    /** Who makes a move. */
    public enum Side {
        CLAIMANT,
        OTHER_SIDE,
        /** Somebody of the office that oversees the enterprise who is on neither side and had no part in it. */
        REVIEWER,
        /** Nobody: it follows from the rules, or from a refund. */
        RULES,
        /** Nobody by itself: it follows from what is done with its batch. */
        BATCH
    }

    private final Side side;
    private final Transition<ClaimStatus> transition;

    ClaimMove(Side side, Transition<ClaimStatus> transition) {
        this.side = side;
        this.transition = transition;
    }

    private static Set<ClaimStatus> lowerable() {
        return Set.of(
                ClaimStatus.SUBMITTED,
                ClaimStatus.CONFIRMED,
                ClaimStatus.CHECKED,
                ClaimStatus.APPROVED,
                ClaimStatus.RETURNED,
                ClaimStatus.BATCHED,
                ClaimStatus.NOTICED,
                ClaimStatus.BANK_FAILED);
    }

    public Side side() {
        return side;
    }

    /** Its target is null where the status stays as it is. */
    @Override
    public Transition<ClaimStatus> transition() {
        return transition;
    }

    @Override
    public ClaimStatus from(ClaimStatus status) {
        ClaimStatus target = Move.super.from(status);
        return target == null ? status : target;
    }
}
