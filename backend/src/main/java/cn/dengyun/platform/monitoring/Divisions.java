package cn.dengyun.platform.monitoring;

import java.time.LocalDate;
import java.util.List;

/** The divisions of the province over the years, by which figures are reported. One bean knows them. */
public interface Divisions {

    /** All that there are or were, by code. */
    List<Division> all();

    /** Where a division stands. */
    enum Level {
        PROVINCE,
        CITY,
        COUNTY,
        /** Enterprises name it, and GB/T 2260 does not know it. */
        ZONE
    }

    /**
     * A division under one code.
     *
     * @param parent code of the one above; null for the province
     * @param isReportingUnit whether it is one of the 18 units of the plan
     * @param from first day of the code; null when it is older than the records
     * @param to first day on which the code holds no more; null while it does
     * @param successors codes that came directly after
     */
    record Division(
            String code,
            String nameZh,
            String nameEn,
            Level level,
            String parent,
            boolean isReportingUnit,
            LocalDate from,
            LocalDate to,
            List<String> successors) {

        public boolean isOn(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
        }
    }
}
