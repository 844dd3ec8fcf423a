package cn.dengyun.monitoring.indicator;

import cn.dengyun.monitoring.indicator.IndicatorStore.Place;
import cn.dengyun.monitoring.indicator.IndicatorStore.Turn;
import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.monitoring.Divisions;
import cn.dengyun.platform.monitoring.Divisions.Division;
import cn.dengyun.platform.monitoring.IndicatorFigures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Counts all indicators anew in one snapshot of the database, and keeps what differs from the last time. Everything is
 * counted, whatever has changed: nothing can be missed, and no writer of the platform does anything for it.
 */
@ApplicationScoped
class IndicatorRecount {

    /** Of a day (Asia/Shanghai): late enough that what a month ends with belongs to it. */
    static final LocalTime TIME = LocalTime.of(23, 59);

    static final String PROVINCE = "340000";

    private static final String LOST_TO_ANOTHER = "40001";
    private static final LocalDate EVER = LocalDate.of(1970, 1, 1);

    private final IndicatorStore store;
    private final Instance<IndicatorFigures> figures;
    private final Divisions divisions;
    private final PlanRegions regions;
    private final UnitsOfWork units;
    private final Clock clock;

    IndicatorRecount(
            IndicatorStore store,
            Instance<IndicatorFigures> figures,
            Divisions divisions,
            PlanRegions regions,
            UnitsOfWork units,
            Clock clock) {
        this.store = store;
        this.figures = figures;
        this.divisions = divisions;
        this.regions = regions;
        this.units = units;
        this.clock = clock;
    }

    /** Counts unless that was done since the last time of day for it, or somebody else does it now. */
    Uni<Void> countIfDue() {
        ZonedDateTime now = clock.instant().atZone(ClockProducer.BUSINESS_ZONE);
        LocalDate day = now.toLocalTime().isBefore(TIME) ? now.toLocalDate().minusDays(1) : now.toLocalDate();
        Instant due = day.atTime(TIME).atZone(ClockProducer.BUSINESS_ZONE).toInstant();
        return count(turn -> turn.countedAt() == null || turn.countedAt().isBefore(due));
    }

    /** Counts now, unless somebody else does. */
    Uni<Void> count() {
        return count(turn -> true);
    }

    private Uni<Void> count(Predicate<Turn> isDue) {
        return units.carryOut(Effect.<Void>of(connection -> store.definedInSnapshot(connection, LocalDate.now(clock))
                        .chain(defined -> store.takeTurn(connection)
                                .chain(turn -> turn.filter(isDue)
                                        .map(taken -> counted(connection, defined, after(taken)))
                                        .orElseGet(() -> Uni.createFrom().voidItem())))))
                .onFailure(IndicatorRecount::isLostToAnother)
                .recoverWithNull();
    }

    /** Two recounts never have the same moment. */
    private Instant after(Turn last) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return last.countedAt() == null || now.isAfter(last.countedAt())
                ? now
                : last.countedAt().plus(1, ChronoUnit.MICROS);
    }

    private Uni<Void> counted(SqlConnection connection, List<Indicator> defined, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE);
        List<Place> places = places(today);
        Map<String, IndicatorFigures> known =
                figures.stream().collect(Collectors.toMap(IndicatorFigures::indicator, Function.identity()));
        return InTurn.each(
                        defined,
                        indicator -> store.recount(
                                        connection,
                                        known.get(indicator.code()),
                                        now,
                                        places,
                                        indicator.isStock() ? today.withDayOfMonth(1) : EVER)
                                .replaceWithVoid())
                .chain(() -> store.done(connection, now));
    }

    /** Where each code counts: in its county, its unit and the province, by the codes of the day. */
    private List<Place> places(LocalDate today) {
        List<Place> places = new ArrayList<>();
        for (Division each : divisions.all()) {
            Optional.ofNullable(regions.unitOf(each.code())).ifPresent(unit -> {
                places.add(new Place(each.code(), ObservationLevel.COUNTY, regions.inForce(each.code(), today)));
                places.add(new Place(each.code(), ObservationLevel.UNIT, regions.inForce(unit, today)));
                places.add(new Place(each.code(), ObservationLevel.PROVINCE, PROVINCE));
            });
        }
        return places;
    }

    private static boolean isLostToAnother(Throwable failure) {
        return failure instanceof PgException lost && LOST_TO_ANOTHER.equals(lost.getSqlState());
    }
}
