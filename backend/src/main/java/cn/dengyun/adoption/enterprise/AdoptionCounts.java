package cn.dengyun.adoption.enterprise;

import cn.dengyun.adoption.enterprise.AdoptedStore.RegionCount;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How many enterprises count, exactly and by reporting unit: Susong and Guangde for themselves, everything else in its
 * city, so that the units sum up to the province.
 */
@ApplicationScoped
class AdoptionCounts {

    private final AdoptedStore store;
    private final ReferenceService reference;

    AdoptionCounts(AdoptedStore store, ReferenceService reference) {
        this.store = store;
        this.reference = reference;
    }

    /**
     * What is counted of one place.
     *
     * @param byProvider each enterprise once for each of its providers, which is never less than once
     */
    record Count(String regionCode, long adopted, long deep, long byProvider) {

        private Count plus(long moreAdopted, long moreDeep, long moreByProvider) {
            return new Count(regionCode, adopted + moreAdopted, deep + moreDeep, byProvider + moreByProvider);
        }

        private static Count none(String regionCode) {
            return new Count(regionCode, 0, 0, 0);
        }
    }

    /**
     * All reporting units, or all regions of one that have any, in the order of their codes. Rejects with
     * {@code region-not-found} (404).
     *
     * @param unit null for the province
     */
    Uni<List<Count>> of(String unit, Instant now) {
        if (unit != null && !reference.isKnownRegion(unit)) {
            throw Rejection.notFound("region-not-found", unit);
        }
        String inForce = unit == null ? null : reference.codeInForce(unit);
        return store.count(now).map(counted -> folded(inForce, now, counted));
    }

    private List<Count> folded(String unit, Instant now, List<RegionCount> counted) {
        Map<String, Count> counts = new TreeMap<>();
        if (unit == null) {
            units(now).forEach(code -> counts.put(code, Count.none(code)));
        }
        Function<String, String> place = unit == null ? this::unitOf : reference::codeInForce;
        counted.stream()
                .filter(each -> unit == null || unitOf(each.regionCode()).equals(unit))
                .forEach(each -> counts.compute(
                        place.apply(each.regionCode()),
                        (code, known) -> (known == null ? Count.none(code) : known)
                                .plus(each.adopted(), each.deep(), each.byProvider())));
        return List.copyOf(counts.values());
    }

    /** What nobody knows the unit of counts for itself: nothing is lost. */
    private String unitOf(String regionCode) {
        return reference.codeInForce(reference.reportingUnitOf(regionCode).orElse(regionCode));
    }

    private List<String> units(Instant now) {
        return reference.codes(ReferenceService.REGIONS).stream()
                .filter(code ->
                        reference.reportingUnitOf(code).filter(code::equals).isPresent())
                .filter(code -> reference.isRegion(code, AdoptedEnterprise.dayOf(now)))
                .toList();
    }
}
