package cn.dengyun.monitoring.plan;

/** Where an annual plan stands. */
enum AnnualPlanStatus {
    DRAFT,
    PROPOSED,
    PUBLISHED,
    SUPERSEDED,
    WITHDRAWN
}
