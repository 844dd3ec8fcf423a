package cn.dengyun.monitoring.indicator;

import cn.dengyun.monitoring.indicator.IndicatorStore.Counted;
import cn.dengyun.monitoring.indicator.IndicatorStore.Until;
import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.clock.ClockProducer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Public numbers of the reporting units, for what else in monitoring goes by them. Amounts are not among them: what is
 * published of one might reveal one enterprise.
 */
@ApplicationScoped
public class UnitCounts {

    private static final int MONTHS = 12;

    private final IndicatorStore store;
    private final PlanRegions regions;
    private final Clock clock;

    UnitCounts(IndicatorStore store, PlanRegions regions, Clock clock) {
        this.store = store;
        this.regions = regions;
        this.clock = clock;
    }

    /** Codes of the indicators that are public numbers today. */
    public Uni<Set<String>> codes() {
        return store.defined(LocalDate.now(clock))
                .map(found -> found.stream()
                        .filter(each -> each.isPublic() && !each.isAmount())
                        .map(Indicator::code)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The moment of the last recount up to a moment; empty before the first. */
    public Uni<Optional<Instant>> lastUpTo(Instant moment) {
        return store.lastUpTo(moment);
    }

    /**
     * What a recount knows of a year, by code of the unit as it is then; nothing where nothing was counted. Of a stock
     * what there was in the last month that was counted, of what happens the sum of the months.
     */
    public Uni<Map<String, Long>> ofYear(String code, int year, Instant at) {
        YearMonth last = YearMonth.from(at.atZone(ClockProducer.BUSINESS_ZONE));
        List<YearMonth> months = IntStream.rangeClosed(1, MONTHS)
                .mapToObj(month -> YearMonth.of(year, month))
                .filter(month -> !month.isAfter(last))
                .toList();
        LocalDate day = LocalDate.ofInstant(at, ClockProducer.BUSINESS_ZONE);
        return store.defined(day).chain(defined -> {
            boolean isStock =
                    defined.stream().filter(each -> each.code().equals(code)).anyMatch(Indicator::isStock);
            return store.counted(months, at)
                    .chain(counted -> store.observed(
                            code, isStock ? lastOf(counted, at) : allOf(counted, at), List.of(ObservationLevel.UNIT)))
                    .map(found -> found.stream()
                            .collect(Collectors.groupingBy(
                                    each -> regions.inForce(each.regionCode(), day),
                                    Collectors.summingLong(Observation::value))));
        });
    }

    private static List<Until> allOf(List<Counted> counted, Instant at) {
        return counted.stream()
                .map(each -> new Until(YearMonth.from(each.month()), at))
                .toList();
    }

    private static List<Until> lastOf(List<Counted> counted, Instant at) {
        return counted.stream()
                .filter(each -> each.withinAt() != null)
                .reduce((before, each) -> each)
                .map(each -> List.of(new Until(YearMonth.from(each.month()), at)))
                .orElse(List.of());
    }
}
