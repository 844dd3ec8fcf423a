package cn.dengyun.trade.dispute.domain;

/** What a dispute is about (code list {@code order-dispute-reasons}). */
public enum DisputeReason {
    /** What was delivered is not what was agreed. */
    NOT_AS_AGREED,
    /** Less was delivered than was said. */
    QUANTITY,
    /** It costs more than was agreed. */
    PRICE,
    /** It came too late, or not at all. */
    LATE,
    /** What was delivered is not accepted without a good reason. */
    NOT_ACCEPTED,
    OTHER
}
