package cn.dengyun.trade.complaint;

/** What a complaint is about (code list {@code complaint-kinds}). */
public enum ComplaintKind {
    SERVICE_QUALITY,
    FEES,
    /** An authority may hand it over to a security incident. */
    DATA_SECURITY,
    NOT_REACHABLE,
    FALSE_ADVERTISING,
    OTHER
}
