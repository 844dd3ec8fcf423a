package cn.dengyun.monitoring.indicator;

/** What the values of an indicator are. */
public enum IndicatorUnit {
    COUNT,
    FEN
}
