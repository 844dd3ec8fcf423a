package cn.dengyun.monitoring.indicator;

import java.time.LocalDate;

/**
 * What a recount has found of an indicator in a region and a month.
 *
 * @param month its first day
 * @param contributors how many enterprises an amount is of; of what is counted the same as the value
 * @param largest what the largest of them contributes
 */
record Observation(
        ObservationLevel level, LocalDate month, String regionCode, long value, int contributors, long largest) {}
