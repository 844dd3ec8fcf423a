package cn.dengyun.monitoring.issue;

/** What an issue to be coordinated is about. */
enum CoordinationIssueKind {
    FUNDING,
    POLICY,
    PROVIDERS,
    NETWORK,
    TRAINING,
    DATA,
    OTHER
}
