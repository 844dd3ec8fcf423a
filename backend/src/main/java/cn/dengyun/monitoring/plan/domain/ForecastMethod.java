package cn.dengyun.monitoring.plan.domain;

/** How it is told what an indicator will come to. */
public enum ForecastMethod {
    /** What it has come to, and for each day that is left as much as was added a day lately (at most 90 days). */
    RECENT_PACE,
    /** Nothing is told: too few days have passed, or nobody counts it. */
    NONE
}
