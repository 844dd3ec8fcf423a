package cn.dengyun.monitoring.plan.domain;

/** Whether a target will be met. */
public enum TargetOutlook {
    MET,
    ON_TRACK,
    AT_RISK,
    /** The last day is over. */
    MISSED,
    /** Nobody can tell yet. */
    UNKNOWN;

    /** @param daysLeft until the last day; less than 0 once that is over */
    public static TargetOutlook of(long target, long actual, Forecast forecast, long daysLeft) {
        if (actual >= target) {
            return MET;
        }
        if (daysLeft < 0) {
            return MISSED;
        }
        if (forecast.value() == null) {
            return UNKNOWN;
        }
        return forecast.value() >= target ? ON_TRACK : AT_RISK;
    }
}
