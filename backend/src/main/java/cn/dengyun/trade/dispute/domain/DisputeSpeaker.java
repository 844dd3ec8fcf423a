package cn.dengyun.trade.dispute.domain;

/** Who says something in a dispute (code list {@code order-dispute-speakers}). */
public enum DisputeSpeaker {
    ENTERPRISE,
    PROVIDER,
    /** An authority of the enterprise. */
    AUTHORITY
}
