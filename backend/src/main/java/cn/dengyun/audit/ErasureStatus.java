package cn.dengyun.audit;

/** Where an erasure stands. */
enum ErasureStatus {
    /** Waits for a second person. */
    PROPOSED,
    APPROVED,
    /** By an auditor, or taken back by whoever proposed it. */
    REJECTED
}
