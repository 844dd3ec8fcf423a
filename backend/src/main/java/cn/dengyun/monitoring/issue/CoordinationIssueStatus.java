package cn.dengyun.monitoring.issue;

/** Where an issue to be coordinated stands. */
enum CoordinationIssueStatus {
    RAISED,
    ESCALATED,
    ANSWERED,
    SETTLED,
    /** Whoever raised it has said nothing to the answer. */
    CLOSED,
    WITHDRAWN;

    boolean isOpen() {
        return this == RAISED || this == ESCALATED || this == ANSWERED;
    }
}
