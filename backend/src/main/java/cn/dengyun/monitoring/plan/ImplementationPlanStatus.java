package cn.dengyun.monitoring.plan;

/** Where an implementation plan stands. */
enum ImplementationPlanStatus {
    DRAFT,
    SUBMITTED,
    RETURNED,
    ACCEPTED,
    PUBLISHED,
    SUPERSEDED;

    /** Whether something of it is still to be done. */
    boolean isOpen() {
        return this != PUBLISHED && this != SUPERSEDED;
    }
}
