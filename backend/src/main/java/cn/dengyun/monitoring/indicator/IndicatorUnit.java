package cn.dengyun.monitoring.indicator;

/** What the values of an indicator are. */
enum IndicatorUnit {
    COUNT,
    FEN
}
