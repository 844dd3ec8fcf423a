package cn.dengyun.settlement.batch.domain;

/** Why a line was taken out of its batch. */
public enum RemovalCause {
    /** Somebody of finance has taken it out. */
    WITHDRAWN,
    /** Somebody has objected to it while it was on public notice. */
    OBJECTION,
    /** The payee is paid to another account by now. */
    ACCOUNT_CHANGED,
    /** The payee has no verified account any more. */
    ACCOUNT_MISSING,
    /**
     * The claim was lowered, is paused or withdrawn, one of its sides is frozen, or the bank contradicts itself about
     * an earlier payment of it.
     */
    CLAIM_CHANGED,
    /** One of both sides has closed, or its certification was taken away. */
    STANDING_LOST,
    /**
     * The sides of its order do not agree, or something that a decision or a bill takes back of it could not be taken
     * back yet: it is not paid before that is settled.
     */
    ORDER_DISPUTED,
    /**
     * An authority has frozen its voucher, has taken it away since the claim was approved, or wants back what is owed
     * outside vouchers.
     */
    VOUCHER_STOPPED,
    /** The batch was cancelled. */
    BATCH_CANCELLED
}
