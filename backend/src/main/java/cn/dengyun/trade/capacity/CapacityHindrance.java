package cn.dengyun.trade.capacity;

/** Why a capacity cannot be booked now. */
public enum CapacityHindrance {
    /** It is a draft, suspended or retired. */
    NOT_PUBLISHED,
    /** Its provider is not qualified, suspended or disqualified. */
    PROVIDER_UNFIT,
    /** It is for testing, and names no qualification of the laboratory. */
    MARK_MISSING,
    /** It is for testing, and the qualification does not hold today. */
    MARK_NOT_IN_FORCE
}
