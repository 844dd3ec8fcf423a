package cn.dengyun.monitoring.indicator;

import cn.dengyun.monitoring.indicator.IndicatorStore.Counted;
import cn.dengyun.monitoring.indicator.IndicatorStore.Until;
import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was counted, as of a moment: all answers follow from the last recount up to then, so the same question about the
 * same recount has the same answer for ever.
 *
 * <p>The public is told amounts of months that are over, as the first recount behind the month has found them, and
 * without those that {@link AmountProtection} hides: a later version would tell what one enterprise has added.
 */
@ApplicationScoped
class IndicatorService {

    static final int MAX_MONTHS = 24;

    /** Of the action plan. */
    static final YearMonth FIRST_MONTH = YearMonth.of(2018, Month.JULY);

    private static final int MONTHS = 12;

    private final IndicatorStore store;
    private final PlanRegions regions;
    private final Clock clock;

    /** What is known of the last recount that somebody has asked for; another one takes its place. */
    private volatile Recounted recounted;

    IndicatorService(IndicatorStore store, PlanRegions regions, Clock clock) {
        this.store = store;
        this.regions = regions;
        this.clock = clock;
    }

    /**
     * What is asked of an indicator.
     *
     * @param from null for eleven months before the last
     * @param to null for the month of the recount
     * @param region null for all
     * @param asOf null for now
     */
    record Query(YearMonth from, YearMonth to, String region, ObservationLevel level, Instant asOf) {}

    /**
     * A value of a region in a month.
     *
     * @param value null where it is protected
     */
    record Value(YearMonth month, String regionCode, Long value) {}

    /**
     * @param countedAt the recount that it is of; null before the first
     * @param values by month and region; nothing of months that were not counted
     */
    record Observations(
            Indicator indicator,
            Instant countedAt,
            ObservationLevel level,
            YearMonth from,
            YearMonth to,
            List<Value> values) {}

    /**
     * An indicator as of a recount.
     *
     * @param at the moment of the recount; that of the question before the first
     */
    record AsCounted(Indicator indicator, Instant at, boolean isNothing) {}

    /** The public page, as of a recount. */
    record Statistics(Instant countedAt, List<Figures> figures) {}

    /**
     * One indicator of the public page: the units and the province in the last of the months that were counted, and the
     * province in the months up to it.
     *
     * @param month null where nothing was counted that may be told
     */
    record Figures(Indicator indicator, YearMonth month, List<Value> units, List<Value> province) {}

    /** The last twelve months of all indicators, as of a recount: the same for ever. */
    private record Recounted(Instant at, List<Known> known) {}

    /**
     * All values of an indicator, by level.
     *
     * @param told to everybody
     * @param exact as they are known
     */
    private record Known(
            Indicator indicator, Map<ObservationLevel, List<Value>> told, Map<ObservationLevel, List<Value>> exact) {}

    /**
     * A region in an indicator.
     *
     * @param months of the region, at most twelve, those that the actor is told
     * @param rank among the regions beside it in the last of the months, 1 for the largest; null for the province, for
     *     amounts, and where the actor does not see all of them
     * @param parts the regions in it in the last of the months, as {@link #observations} tells them; none where it is
     *     not divided
     */
    record OfRegion(Indicator indicator, List<Value> months, Integer rank, List<Value> parts) {}

    /** What the actor may read, in order. */
    Uni<List<Indicator>> indicators(Actor actor) {
        return store.defined(today())
                .map(found -> found.stream()
                        .filter(each -> isKnownTo(actor, each))
                        .sorted(Comparator.comparingInt(Indicator::position))
                        .toList());
    }

    /** Rejects with {@code indicator-not-found} (404), also where the actor may not read it. */
    Uni<Indicator> indicator(Actor actor, String code) {
        return indicator(actor, code, today());
    }

    private Uni<Indicator> indicator(Actor actor, String code, LocalDate day) {
        return store.defined(day)
                .map(found -> found.stream()
                        .filter(each -> each.code().equals(code) && isKnownTo(actor, each))
                        .findFirst()
                        .orElseThrow(() -> Rejection.notFound("indicator-not-found")));
    }

    /**
     * What was counted. Rejects with {@code indicator-not-found} and {@code region-not-found} (404), and with
     * {@code invalid-request} (400) for months that are not in order or more than {@value #MAX_MONTHS}, and for a
     * moment that is still to come.
     */
    Uni<Observations> observations(Actor actor, String code, Query query) {
        return counted(actor, code, query.region(), query.asOf()).chain(counted -> {
            Indicator indicator = counted.indicator();
            Instant at = counted.at();
            YearMonth to = query.to() == null ? month(at) : query.to();
            YearMonth from = query.from() == null ? to.minusMonths(MONTHS - 1L) : query.from();
            requireMonths(from, to);
            return counted.isNothing()
                    ? Uni.createFrom().item(new Observations(indicator, null, query.level(), from, to, List.of()))
                    : values(actor, indicator, query, months(from, to), at)
                            .map(values -> new Observations(indicator, at, query.level(), from, to, values));
        });
    }

    /**
     * The recount that an answer is of, and what was meant then. Rejects as {@link #observations} does.
     *
     * @param region null for all
     * @param asOf null for now
     */
    Uni<AsCounted> counted(Actor actor, String code, String region, Instant asOf) {
        Instant now = clock.instant();
        if (asOf != null && asOf.isAfter(now)) {
            throw Rejection.invalid(List.of(Defect.at("query/asOf", "observation-moment-ahead", now)));
        }
        Instant moment = asOf == null ? now : asOf;
        return store.lastUpTo(moment)
                .chain(counted -> indicator(actor, code, day(counted.orElse(now)))
                        .map(indicator -> {
                            requireKnown(region);
                            return new AsCounted(indicator, counted.orElse(moment), counted.isEmpty());
                        }));
    }

    private void requireKnown(String region) {
        if (region != null && !IndicatorRecount.PROVINCE.equals(region) && regions.unitOf(region) == null) {
            throw Rejection.notFound("region-not-found", region);
        }
    }

    private static void requireMonths(YearMonth from, YearMonth to) {
        if (from.isAfter(to) || !from.plusMonths(MAX_MONTHS).isAfter(to)) {
            throw Rejection.invalid(List.of(Defect.at("query/fromMonth", "observation-months-unfit", MAX_MONTHS)));
        }
    }

    private static List<YearMonth> months(YearMonth from, YearMonth to) {
        return Stream.iterate(from, month -> !month.isAfter(to), month -> month.plusMonths(1))
                .toList();
    }

    /** The moment of the last recount; empty before the first. */
    Uni<Optional<Instant>> lastCounted() {
        return store.lastUpTo(clock.instant());
    }

    /** The public page of a recount. */
    Uni<Statistics> statistics(Instant at) {
        YearMonth last = month(at);
        List<YearMonth> months = months(last.minusMonths(MONTHS - 1L), last);
        return store.counted(months, at)
                .chain(counted -> store.defined(day(at))
                        .chain(defined -> figures(
                                defined.stream()
                                        .filter(Indicator::isPublic)
                                        .sorted(Comparator.comparingInt(Indicator::position))
                                        .toList(),
                                counted,
                                at)))
                .map(figures -> new Statistics(at, figures));
    }

    private Uni<List<Figures>> figures(List<Indicator> indicators, List<Counted> counted, Instant at) {
        return Multi.createFrom()
                .iterable(indicators)
                .onItem()
                .transformToUniAndConcatenate(indicator -> {
                    List<Until> until = untilForAll(indicator, counted, at);
                    return told(indicator, until, at).map(told -> figures(indicator, until, told));
                })
                .collect()
                .asList();
    }

    private Figures figures(Indicator indicator, List<Until> until, Told told) {
        if (until.isEmpty()) {
            return new Figures(indicator, null, List.of(), List.of());
        }
        YearMonth last = until.get(until.size() - 1).month();
        List<Value> units = told.values(ObservationLevel.UNIT).stream()
                .filter(value -> value.month().equals(last))
                .toList();
        return new Figures(indicator, last, units, told.values(ObservationLevel.PROVINCE));
    }

    private Uni<List<Value>> values(Actor actor, Indicator indicator, Query query, List<YearMonth> months, Instant at) {
        Predicate<Value> isWanted = value -> isWithin(value.regionCode(), query.region());
        return store.counted(months, at).chain(counted -> {
            Uni<List<Value>> told = indicator.isAmount()
                    ? told(indicator, untilForAll(indicator, counted, at), at).map(all -> all.values(query.level()))
                    : Uni.createFrom().item(List.of());
            Uni<List<Value>> exact = !indicator.isAmount() || isKnownToAuthorities(actor)
                    ? exactly(indicator, untilExactly(indicator, counted, at), query.level(), at)
                    : Uni.createFrom().item(List.of());
            return told.chain(toAll -> exact.map(all -> seen(actor, indicator, query.level(), toAll, all)))
                    .map(all -> all.stream().filter(isWanted).toList());
        });
    }

    /** What the actor is told of one level: of an amount also what everybody is told. */
    private static List<Value> seen(
            Actor actor, Indicator indicator, ObservationLevel level, List<Value> told, List<Value> exact) {
        Predicate<Value> isSeen = value -> sees(actor, value.regionCode());
        if (!indicator.isAmount()) {
            boolean isOpen = indicator.isPublic() || level != ObservationLevel.COUNTY;
            return exact.stream().filter(isSeen.or(value -> isOpen)).toList();
        }
        return isKnownToAuthorities(actor)
                ? merged(told, exact.stream().filter(isSeen).toList())
                : told;
    }

    /**
     * A region in all indicators that the actor may read, in order, as {@link #observations} tells them. Statements are
     * only asked for the first time that somebody looks at the recount, as many whatever regions there are.
     *
     * @param partLevel of the regions in it; null where it is not divided
     */
    Uni<List<OfRegion>> ofRegion(
            Actor actor, String region, ObservationLevel level, ObservationLevel partLevel, Instant at) {
        return recounted(at)
                .map(found -> found.known().stream()
                        .filter(known -> isKnownTo(actor, known.indicator()))
                        .map(known -> ofRegion(actor, known, region, level, partLevel, at))
                        .toList());
    }

    private OfRegion ofRegion(
            Actor actor, Known known, String region, ObservationLevel level, ObservationLevel partLevel, Instant at) {
        Indicator indicator = known.indicator();
        List<Value> seen = seen(actor, known, level);
        List<Value> months =
                seen.stream().filter(value -> value.regionCode().equals(region)).toList();
        boolean isRanked = !indicator.isAmount() && level != ObservationLevel.PROVINCE && !months.isEmpty();
        return new OfRegion(
                indicator,
                months,
                isRanked ? rank(months.get(months.size() - 1), seen, level, at) : null,
                months.isEmpty() || partLevel == null
                        ? List.of()
                        : parts(seen(actor, known, partLevel), months.get(months.size() - 1)));
    }

    private static List<Value> seen(Actor actor, Known known, ObservationLevel level) {
        return seen(
                actor,
                known.indicator(),
                level,
                known.told().get(level),
                known.exact().get(level));
    }

    private List<Value> parts(List<Value> seen, Value whole) {
        return seen.stream()
                .filter(value -> value.month().equals(whole.month()))
                .filter(value -> isWithin(value.regionCode(), whole.regionCode()))
                .toList();
    }

    private Integer rank(Value of, List<Value> seen, ObservationLevel level, Instant at) {
        Set<String> beside = level == ObservationLevel.UNIT
                ? regions.unitsOn(day(at))
                : regions.partsOf(regions.unitOf(of.regionCode()), day(at));
        List<Value> among = seen.stream()
                .filter(value -> value.month().equals(of.month()) && beside.contains(value.regionCode()))
                .toList();
        boolean isComplete = beside.contains(of.regionCode()) && among.size() == beside.size();
        return isComplete
                ? 1
                        + (int) among.stream()
                                .filter(other -> other.value() > of.value())
                                .count()
                : null;
    }

    private Uni<Recounted> recounted(Instant at) {
        Recounted kept = recounted;
        if (kept != null && kept.at().equals(at)) {
            return Uni.createFrom().item(kept);
        }
        YearMonth last = month(at);
        return store.counted(months(last.minusMonths(MONTHS - 1L), last), at)
                .chain(counted -> store.defined(day(at))
                        .chain(defined -> Multi.createFrom()
                                .items(defined.stream().sorted(Comparator.comparingInt(Indicator::position)))
                                .onItem()
                                .transformToUniAndConcatenate(indicator -> known(indicator, counted, at))
                                .collect()
                                .asList()))
                .map(all -> new Recounted(at, all))
                .invoke(found -> recounted = found);
    }

    private Uni<Known> known(Indicator indicator, List<Counted> counted, Instant at) {
        Uni<Map<ObservationLevel, List<Value>>> told =
                told(indicator, untilForAll(indicator, counted, at), at).map(Told::byLevel);
        if (!indicator.isAmount()) {
            return told.map(all -> new Known(indicator, all, all));
        }
        List<Until> exact = untilExactly(indicator, counted, at);
        return told.chain(toAll -> store.observed(indicator.code(), exact, List.of(ObservationLevel.values()))
                .map(found -> new Known(indicator, toAll, new Told(exact, found, Set.of(), at).byLevel())));
    }

    /** What everybody is told, but for what the actor sees exactly. */
    private static List<Value> merged(List<Value> told, List<Value> seen) {
        record Cell(YearMonth month, String regionCode) {}
        Map<Cell, Value> merged = new HashMap<>();
        told.forEach(value -> merged.put(new Cell(value.month(), value.regionCode()), value));
        seen.forEach(value -> merged.put(new Cell(value.month(), value.regionCode()), value));
        return merged.values().stream()
                .sorted(Comparator.comparing(Value::month).thenComparing(Value::regionCode))
                .toList();
    }

    /** A stock is known of months in which it was counted, what has happened of all that have begun. */
    private static List<Until> untilExactly(Indicator indicator, List<Counted> counted, Instant at) {
        return counted.stream()
                .filter(each -> indicator.isStock()
                        ? each.withinAt() != null
                        : !YearMonth.from(each.month()).isAfter(month(at)))
                .map(each -> new Until(YearMonth.from(each.month()), at))
                .toList();
    }

    /** Amounts of months that are over, as they were found first; everything else as it is known. */
    private static List<Until> untilForAll(Indicator indicator, List<Counted> counted, Instant at) {
        if (!indicator.isAmount()) {
            return untilExactly(indicator, counted, at);
        }
        return counted.stream()
                .filter(each -> each.closedAt() != null)
                .map(each -> new Until(YearMonth.from(each.month()), each.closedAt()))
                .toList();
    }

    private Uni<List<Value>> exactly(Indicator indicator, List<Until> until, ObservationLevel level, Instant at) {
        return store.observed(indicator.code(), until, List.of(level))
                .map(found -> new Told(until, found, Set.of(), at).values(level));
    }

    private Uni<Told> told(Indicator indicator, List<Until> until, Instant at) {
        return store.observed(indicator.code(), until, List.of(ObservationLevel.values()))
                .map(found -> new Told(until, found, indicator.isAmount() ? hidden(found) : Set.of(), at));
    }

    private Set<Observation> hidden(List<Observation> found) {
        Set<Observation> hidden = new HashSet<>();
        found.stream()
                .collect(Collectors.groupingBy(Observation::month))
                .forEach((month, all) -> hidden.addAll(AmountProtection.hidden(all, regions::unitOf)));
        return hidden;
    }

    /** Observations, and which of them are not told. */
    private final class Told {

        private final List<Until> until;
        private final List<Observation> found;
        private final Set<Observation> hidden;
        private final Instant at;

        private Told(List<Until> until, List<Observation> found, Set<Observation> hidden, Instant at) {
            this.until = until;
            this.found = found;
            this.hidden = hidden;
            this.at = at;
        }

        /** Of each month and region: of those of the day also where there is nothing, of others where there is. */
        private List<Value> values(ObservationLevel level) {
            Map<LocalDate, Map<String, Observation>> byMonth = found.stream()
                    .filter(each -> each.level() == level)
                    .collect(Collectors.groupingBy(
                            Observation::month, Collectors.toMap(Observation::regionCode, Function.identity())));
            Set<String> regular = codes(level, day(at));
            List<Value> values = new ArrayList<>();
            for (Until each : until) {
                Map<String, Observation> known =
                        byMonth.getOrDefault(each.month().atDay(1), Map.of());
                Set<String> codes = new TreeSet<>(regular);
                known.values().stream()
                        .filter(observation -> observation.value() != 0)
                        .forEach(observation -> codes.add(observation.regionCode()));
                codes.forEach(code -> values.add(value(each.month(), code, known.get(code))));
            }
            return values;
        }

        private Map<ObservationLevel, List<Value>> byLevel() {
            return Stream.of(ObservationLevel.values()).collect(Collectors.toMap(Function.identity(), this::values));
        }

        private Value value(YearMonth month, String code, Observation known) {
            if (known == null) {
                return new Value(month, code, 0L);
            }
            return new Value(month, code, hidden.contains(known) ? null : Long.valueOf(known.value()));
        }
    }

    private Set<String> codes(ObservationLevel level, LocalDate day) {
        return switch (level) {
            case PROVINCE -> Set.of(IndicatorRecount.PROVINCE);
            case UNIT -> regions.unitsOn(day);
            case COUNTY ->
                regions.unitsOn(day).stream()
                        .flatMap(unit -> Stream.concat(Stream.of(unit), regions.partsOf(unit, day).stream()))
                        .collect(Collectors.toSet());
        };
    }

    private boolean isWithin(String code, String region) {
        if (region == null || region.equals(IndicatorRecount.PROVINCE)) {
            return true;
        }
        String wanted = regions.joined(region);
        String unit = regions.unitOf(code);
        return regions.joined(code).equals(wanted)
                || unit != null && regions.joined(unit).equals(wanted);
    }

    private static boolean isKnownTo(Actor actor, Indicator indicator) {
        return indicator.isPublic() || isKnownToAuthorities(actor);
    }

    private static boolean isKnownToAuthorities(Actor actor) {
        return actor.has(Roles.AUTHORITY) || seesAll(actor);
    }

    private static boolean sees(Actor actor, String region) {
        return seesAll(actor) || Oversight.of(actor).covers(region);
    }

    private static boolean seesAll(Actor actor) {
        return Aggregate.seesAll(actor) || actor.has(Roles.FINANCE);
    }

    private LocalDate today() {
        return day(clock.instant());
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE);
    }

    private static YearMonth month(Instant moment) {
        return YearMonth.from(day(moment));
    }
}
