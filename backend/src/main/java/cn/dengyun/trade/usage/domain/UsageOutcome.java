package cn.dengyun.trade.usage.domain;

/** What became of a line that was reported. */
public enum UsageOutcome {
    /** It counts from now on. */
    ACCEPTED,
    /** It was on record already, with the same content. */
    DUPLICATE,
    /** Its key is on record with another content, which stays. */
    CONFLICT,
    /** It is on record and counts nowhere: it cannot be right. */
    QUARANTINED,
    /** It is not on record. */
    REFUSED
}
