package cn.dengyun.monitoring.indicator;

/** Who may read an indicator. */
enum IndicatorVisibility {
    PUBLIC,
    /** Authorities, finance and auditors. */
    AUTHORITY
}
