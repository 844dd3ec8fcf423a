package cn.dengyun.reference;

import java.time.LocalDate;
import java.util.List;

/**
 * A division or zone under one code. The code is never used for anything else, before or after.
 *
 * @param parent code of the region above; null for the province
 * @param isReportingUnit whether it is one of the plan's 18 units: the cities, Susong and Guangde
 */
record Region(
        String code,
        String nameZh,
        String nameEn,
        RegionLevel level,
        String parent,
        boolean isReportingUnit,
        ValidityPeriod validity,
        List<Successor> successors)
        implements NamedCode {

    /**
     * What came after.
     *
     * @param observedIn the first source that shows the change, whose date {@code effectiveOn} is
     */
    record Successor(String code, RegionChange kind, LocalDate effectiveOn, String observedIn) {}
}
