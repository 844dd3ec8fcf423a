package cn.dengyun.monitoring.indicator;

/** How an indicator goes with time. */
public enum IndicatorKind {
    /** What there is at the moment of a count; a month keeps what was counted in it last. */
    STOCK,
    /** What has happened in a month, as each count finds it. */
    FLOW
}
