package cn.dengyun.monitoring.indicator;

/** For which regions values are told: each is the sum of those of the next one. */
public enum ObservationLevel {
    PROVINCE,
    /** The 18 reporting units. */
    UNIT,
    /** Counties and zones of a unit, and the unit itself for what is counted in none of them. */
    COUNTY
}
