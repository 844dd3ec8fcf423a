package cn.dengyun.policy.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * What a reviewer looked up in registers that the platform does not keep.
 *
 * @param registeredOn first day of the legal entity; null while nobody has looked
 * @param registeredIndustry GB/T 4754 code of the business register; null while nobody has looked
 * @param violations days of serious fiscal violations; null while nobody has looked
 */
public record CheckedFacts(LocalDate registeredOn, String registeredIndustry, List<LocalDate> violations) {

    public static final CheckedFacts NONE = new CheckedFacts(null, null, null);

    public CheckedFacts {
        violations = violations == null ? null : List.copyOf(violations);
    }

    /** What was looked up now beside what was before. */
    public CheckedFacts with(CheckedFacts later) {
        return new CheckedFacts(
                later.registeredOn == null ? registeredOn : later.registeredOn,
                later.registeredIndustry == null ? registeredIndustry : later.registeredIndustry,
                later.violations == null ? violations : later.violations);
    }
}
