package cn.dengyun.catalogue.domain;

/** The days on which a price of a time of day holds (code list {@code window-days}). */
public enum WindowDays {
    EVERY_DAY,
    /** Those on which offices work. */
    WORKING_DAYS,
    /** Weekends and holidays on which they do not. */
    DAYS_OFF;

    public boolean isOn(boolean isWorkingDay) {
        return this == EVERY_DAY || (this == WORKING_DAYS) == isWorkingDay;
    }
}
