package cn.dengyun.catalogue.search;

import cn.dengyun.reference.ReferenceService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which regions overlap, and which industries: one is the other, or lies in it. An offering for Hefei can be used in
 * Feixi, and who looks for something in Hefei may find it useful that there is something in Feixi. Codes that were
 * replaced stand for those that came after.
 */
@ApplicationScoped
class CoverageOverlap {

    private final ReferenceService reference;
    private final Clock clock;
    private volatile Day day;

    private record Day(LocalDate date, Map<Facet, Map<String, Set<String>>> overlaps) {}

    CoverageOverlap(ReferenceService reference, Clock clock) {
        this.reference = reference;
        this.clock = clock;
    }

    /** The codes that overlap each code, itself included; only codes in force today have a set that is not empty. */
    Map<String, Set<String>> overlaps(Facet facet) {
        LocalDate today = LocalDate.now(clock);
        Day known = day;
        if (known == null || !known.date().equals(today)) {
            known = new Day(
                    today,
                    Map.of(
                            Facet.REGION,
                            overlaps(ReferenceService.REGIONS, today),
                            Facet.INDUSTRY,
                            overlaps(ReferenceService.INDUSTRIES, today)));
            day = known;
        }
        return known.overlaps().get(facet);
    }

    /** Whether the code may be used today, so that it is worth a count. */
    boolean isInForce(Facet facet, String code) {
        return facet == Facet.INDUSTRY || reference.isRegion(code, LocalDate.now(clock));
    }

    private Map<String, Set<String>> overlaps(String vocabulary, LocalDate today) {
        Map<String, Set<String>> inForce = new LinkedHashMap<>();
        for (String code : reference.codes(vocabulary)) {
            inForce.put(
                    code,
                    vocabulary.equals(ReferenceService.REGIONS) ? reference.regionsInForce(code, today) : Set.of(code));
        }
        Map<String, Set<String>> overlaps = new LinkedHashMap<>();
        inForce.forEach((code, current) -> {
            Set<String> overlapping = new TreeSet<>();
            inForce.forEach((other, otherCurrent) -> {
                if (overlap(vocabulary, current, otherCurrent)) {
                    overlapping.add(other);
                }
            });
            overlaps.put(code, overlapping);
        });
        return overlaps;
    }

    private boolean overlap(String vocabulary, Set<String> some, Set<String> others) {
        return some.stream()
                .anyMatch(one -> others.stream()
                        .anyMatch(other -> liesIn(vocabulary, one, other) || liesIn(vocabulary, other, one)));
    }

    private boolean liesIn(String vocabulary, String inner, String outer) {
        String code = inner;
        while (code != null && !code.equals(outer)) {
            code = reference.parentOf(vocabulary, code).orElse(null);
        }
        return code != null;
    }
}
