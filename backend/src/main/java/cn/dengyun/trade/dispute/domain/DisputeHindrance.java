package cn.dengyun.trade.dispute.domain;

/** Why what was decided could not be taken back (code list {@code order-dispute-hindrances}). */
public enum DisputeHindrance {
    /** The bank was told to pay it and has not answered. */
    IN_PAYMENT,
    /** It was paid. */
    PAID
}
