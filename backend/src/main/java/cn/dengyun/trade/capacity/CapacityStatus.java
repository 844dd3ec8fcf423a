package cn.dengyun.trade.capacity;

/** Where a capacity stands. */
public enum CapacityStatus {
    DRAFT,
    /** Everybody may know of it. */
    PUBLISHED,
    /** An authority has taken it off; what was confirmed stays. */
    SUSPENDED,
    RETIRED
}
