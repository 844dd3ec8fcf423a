package cn.dengyun.shared;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A six-digit division code in the form of GB/T 2260: two digits each for province, city and county. Whether such a
 * division exists, and when, is a question for the reference data.
 */
public record RegionCode(String value) {

    /** The form of a code as the contract tells it. */
    public static final String PATTERN = "^[0-9]{6}$";

    /** Susong and Guangde (old and new code) are under the province directly (design.md §1), not under their cities. */
    private static final Set<String> UNDER_THE_PROVINCE = Set.of("340826", "341822", "341882");

    /** Rejects with {@code invalid-request} and the defect {@code region-code-format} unless it is six digits. */
    public RegionCode {
        if (!hasForm(value)) {
            throw Rejection.invalid(List.of(Defect.at("", "region-code-format")));
        }
    }

    /** Whether the text is six digits and begins with a province, so that it could be a division code. */
    public static boolean hasForm(String text) {
        return text != null
                && text.length() == 6
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && !text.startsWith("00");
    }

    public boolean isProvince() {
        return value.endsWith("0000");
    }

    public boolean isCity() {
        return !isProvince() && value.endsWith("00");
    }

    /** Whether it has the form of a statistics-only zone (a 7 in the fifth place), which GB/T 2260 does not know. */
    public boolean isStatisticsZone() {
        return value.charAt(4) == '7';
    }

    /**
     * The division above by the form of the code; empty for a province. A county under the province directly has one
     * too.
     */
    public Optional<RegionCode> parent() {
        if (isProvince()) {
            return Optional.empty();
        }
        return Optional.of(new RegionCode(isCity() ? value.substring(0, 2) + "0000" : value.substring(0, 4) + "00"));
    }

    /** Whether {@code other} is this division or lies in it, by the form of the codes alone: see {@link Oversight}. */
    boolean contains(RegionCode other) {
        int significant = isProvince() ? 2 : isCity() ? 4 : 6;
        return other.value.regionMatches(0, value, 0, significant);
    }

    /**
     * Whether it is a county that the province administers directly (design.md §1), so that its city has no say there.
     */
    public boolean isUnderTheProvince() {
        return UNDER_THE_PROVINCE.contains(value);
    }

    /** Whether it is a city around a county that the province administers directly. */
    boolean excepts(RegionCode county) {
        return isCity() && county.isUnderTheProvince();
    }

    /** A LIKE pattern for the codes of this division and those in it, by the form of the codes. */
    String likePattern() {
        if (isProvince()) {
            return value.substring(0, 2) + "%";
        }
        return isCity() ? value.substring(0, 4) + "%" : value;
    }

    /** Codes that {@link #likePattern} matches although this division has no say there; never empty, for SQL arrays. */
    Set<String> likeExceptions() {
        return isCity() ? UNDER_THE_PROVINCE : Set.of("");
    }

    @Override
    public String toString() {
        return value;
    }
}
