package cn.dengyun.monitoring.plan;

import cn.dengyun.platform.monitoring.Divisions;
import cn.dengyun.platform.monitoring.Divisions.Division;
import cn.dengyun.platform.monitoring.Divisions.Level;
import cn.dengyun.platform.web.Language;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The divisions as plans know them: the 18 units of the province, the counties of a city, and what was one and the same
 * over the years. A unit that is a county (Susong, Guangde) belongs to no city.
 */
@ApplicationScoped
public class PlanRegions {

    private final Map<String, Division> byCode = new HashMap<>();
    /** The lowest of all codes that were or became parts of each other. */
    private final Map<String, String> joined = new HashMap<>();

    PlanRegions(Divisions divisions) {
        divisions.all().forEach(each -> byCode.put(each.code(), each));
        byCode.keySet().forEach(code -> joined.put(code, code));
        byCode.values().forEach(each -> each.successors().forEach(after -> join(each.code(), after)));
    }

    private void join(String one, String other) {
        String first = joined.getOrDefault(one, one);
        String second = joined.getOrDefault(other, other);
        String low = first.compareTo(second) < 0 ? first : second;
        joined.replaceAll((code, key) -> key.equals(first) || key.equals(second) ? low : key);
    }

    /** Codes of the units on a day. */
    public Set<String> unitsOn(LocalDate day) {
        return codes(each -> each.isReportingUnit() && each.isOn(day));
    }

    /** Codes of the counties of a unit on a day; none of one that is a county itself. */
    public Set<String> countiesOf(String unit, LocalDate day) {
        return codes(each -> each.level() == Level.COUNTY && isWithin(each, unit) && each.isOn(day));
    }

    /** Codes of the counties of a unit and of the zones of statistics in it on a day. */
    public Set<String> partsOf(String unit, LocalDate day) {
        return codes(each -> isWithin(each, unit) && each.isOn(day));
    }

    private static boolean isWithin(Division each, String unit) {
        return unit.equals(each.parent()) && !each.isReportingUnit();
    }

    private Set<String> codes(Predicate<Division> wanted) {
        return byCode.values().stream()
                .filter(wanted)
                .map(Division::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether it is one of the units, on some day. */
    public boolean isUnit(String code) {
        return byCode.containsKey(code) && byCode.get(code).isReportingUnit();
    }

    /**
     * The unit that a division counted in, by a code as old as its own; null for the province and for an unknown one.
     */
    public String unitOf(String code) {
        Division found = byCode.get(code);
        while (found != null && !found.isReportingUnit()) {
            found = byCode.get(found.parent());
        }
        return found == null ? null : found.code();
    }

    /**
     * The code under which a division is found on a day: its own, or that of the only one that came behind it; itself
     * where there is none, or more than one.
     */
    public String inForce(String code, LocalDate day) {
        Division found = byCode.get(code);
        while (found != null && !found.isOn(day) && found.successors().size() == 1) {
            found = byCode.get(found.successors().get(0));
        }
        return found == null || !found.isOn(day) ? code : found.code();
    }

    /** Whether a division is known by a code on a day. */
    public boolean isOn(String code, LocalDate day) {
        return byCode.containsKey(code) && byCode.get(code).isOn(day);
    }

    /** What all codes share that were or became parts of each other, so that years are told together. */
    public String joined(String code) {
        return joined.getOrDefault(code, code);
    }

    /** The division whose authority sees to what that of another does: its city, or the province for a unit. */
    public String above(String code) {
        return isUnit(code) || !byCode.containsKey(code)
                ? AnnualPlan.PROVINCE
                : byCode.get(code).parent();
    }

    /** What a division is called, or was; its code where there is none. */
    public String name(String code, Language language) {
        Division found = byCode.get(code);
        if (found == null) {
            return code;
        }
        return language == Language.ZH ? found.nameZh() : found.nameEn();
    }
}
