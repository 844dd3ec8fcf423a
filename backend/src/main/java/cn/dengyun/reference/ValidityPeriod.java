package cn.dengyun.reference;

import java.time.LocalDate;

/**
 * The days on which something is valid.
 *
 * @param from the first day; null when it is older than the records
 * @param to the first day after; null while it has no end
 */
record ValidityPeriod(LocalDate from, LocalDate to) {

    boolean covers(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
    }
}
