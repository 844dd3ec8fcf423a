package cn.dengyun.trade.usage.domain;

/** Where something that was read of a meter stands. */
public enum UsageEventStatus {
    /** It counts. */
    ACCEPTED,
    /** It cannot be right, and counts nowhere unless the enterprise releases it. */
    QUARANTINED,
    /** It was not right, as the provider says. */
    DISMISSED,
    /** A correction has taken it back; what was billed of it the next bill takes back. */
    REVERSED
}
