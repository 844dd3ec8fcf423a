package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.PlanProgress.Days;
import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.monitoring.plan.domain.PlanTarget;
import cn.dengyun.platform.monitoring.PlanFigures;
import cn.dengyun.platform.monitoring.PlanFigures.DayFigure;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What annual plans ask for, and how far that is, as far as somebody counts it. */
@ApplicationScoped
class ProgressService {

    /** Nothing of the plan was there before its first year. */
    private static final LocalDate BEGIN = LocalDate.of(AnnualPlanForm.FIRST_YEAR, Month.JANUARY, 1);

    private final AnnualPlanService plans;
    private final AnnualPlanStore store;
    private final ImplementationPlanStore implementations;
    private final PlanRegions regions;
    private final Instance<PlanFigures> figures;
    private final Cursors cursors;
    private final Clock clock;

    ProgressService(
            AnnualPlanService plans,
            AnnualPlanStore store,
            ImplementationPlanStore implementations,
            PlanRegions regions,
            Instance<PlanFigures> figures,
            Cursors cursors,
            Clock clock) {
        this.plans = plans;
        this.store = store;
        this.implementations = implementations;
        this.regions = regions;
        this.figures = figures;
        this.cursors = cursors;
        this.clock = clock;
    }

    /**
     * Targets of the province, or of a unit of it.
     *
     * @param unit null for the province
     * @param implementation that decomposes those of a unit; null where none does
     */
    record Targets(AnnualPlan plan, String unit, UUID implementation, List<PlanTarget> targets) {}

    /** One target with how far it is. */
    record Measured(PlanIndicator indicator, boolean isCounted, PlanProgress progress) {}

    /** How far targets of the province are, or of a unit of it, on a day. */
    record Progress(AnnualPlan plan, String unit, LocalDate on, List<Measured> measured) {}

    /**
     * The targets of a plan that the actor may know of. Rejects with {@code annual-plan-not-found} (404) and
     * {@code invalid-request} (400) for what is no unit of the plan.
     *
     * @param unit null for the province
     * @param indicator null for all
     */
    Uni<Targets> targets(Actor actor, UUID id, String unit, PlanIndicator indicator) {
        return plans.find(actor, id).chain(plan -> {
            if (unit == null) {
                return Uni.createFrom().item(new Targets(plan, null, null, only(plan.targets(), indicator)));
            }
            requireUnit(plan, unit);
            return published(plan, unit)
                    .map(found -> new Targets(
                            plan,
                            unit,
                            found.map(ImplementationPlan::id).orElse(null),
                            only(fitting(plan, unit, found), indicator)));
        });
    }

    private static List<PlanTarget> only(List<PlanTarget> targets, PlanIndicator indicator) {
        return targets.stream()
                .filter(target -> indicator == null || target.indicator() == indicator)
                .toList();
    }

    private static boolean isUnit(AnnualPlan plan, String unit) {
        return plan.targets().stream().anyMatch(target -> target.of(unit).isPresent());
    }

    private static void requireUnit(AnnualPlan plan, String unit) {
        if (!isUnit(plan, unit)) {
            throw Rejection.invalid(List.of(Defect.at("query/unit", "plan-region-unfit", unit)));
        }
    }

    /** What a city has published; of an edition of the plan that does not hold any more that is not told. */
    private Uni<Optional<ImplementationPlan>> published(AnnualPlan plan, String unit) {
        return implementations
                .published(plan.year(), unit)
                .map(found -> found.filter(each -> plan.status() == AnnualPlanStatus.PUBLISHED));
    }

    /** What it shares of the targets as they are; what it has shared of others does not sum up to them. */
    private static List<PlanTarget> fitting(AnnualPlan plan, String unit, Optional<ImplementationPlan> published) {
        return published.map(each -> each.says().breakdowns()).orElse(List.of()).stream()
                .filter(breakdown -> plan.targets().stream()
                        .filter(target -> target.indicator() == breakdown.indicator())
                        .anyMatch(target -> target.of(unit)
                                .filter(amount -> amount == breakdown.amount())
                                .isPresent()))
                .toList();
    }

    /**
     * How far a plan is that the actor may know of. Rejects as {@link #targets}.
     *
     * @param on null for today; nobody knows of days to come
     */
    Uni<Progress> progress(Actor actor, UUID id, String unit, PlanIndicator indicator, LocalDate on) {
        return plans.find(actor, id).chain(plan -> {
            if (unit != null) {
                requireUnit(plan, unit);
            }
            return progress(plan, unit, indicator, day(on));
        });
    }

    private Uni<Progress> progress(AnnualPlan plan, String unit, PlanIndicator indicator, LocalDate on) {
        return unit == null
                ? measured(plan, null, List.of(), indicator, on)
                : published(plan, unit).chain(found -> measured(plan, unit, fitting(plan, unit, found), indicator, on));
    }

    /**
     * How far the published plan of this year is today; empty where there is none, or the unit has no part in it.
     *
     * @param unit null for the province
     */
    Uni<Optional<Progress>> ofThisYear(String unit) {
        LocalDate today = LocalDate.now(clock);
        return store.inForce(today.getYear())
                .chain(found -> found.stream()
                        .filter(plan -> unit == null || isUnit(plan, unit))
                        .findFirst()
                        .map(plan -> progress(plan, unit, null, today).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private LocalDate day(LocalDate on) {
        LocalDate today = LocalDate.now(clock);
        return on == null || on.isAfter(today) ? today : on;
    }

    /**
     * What was warned of in a plan that the actor may know of, newest first: of units that it oversees, or all where it
     * sees all. Rejects with {@code annual-plan-not-found} (404) and {@code cursor-invalid} (400).
     *
     * @param unit null for all
     */
    Uni<Page<PlanWarning>> warnings(Actor actor, UUID id, String unit, String cursor, int limit) {
        String query = "plan-warnings?" + id + "&" + unit;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        return plans.find(actor, id)
                .chain(plan ->
                        store.warnings(id, before, limit + 1, Aggregate.seesAll(actor), Oversight.of(actor), unit))
                .map(found -> cursors.pageById(query, found, limit, PlanWarning::id));
    }

    /** How far all units are on a day that is over, for the round that warns them. */
    Uni<Progress> ofUnits(AnnualPlan plan, LocalDate on) {
        return measured(plan, null, List.of(), null, on);
    }

    private Uni<Progress> measured(
            AnnualPlan plan, String unit, List<PlanTarget> shares, PlanIndicator indicator, LocalDate on) {
        Days days = new Days(plan.startsOn(), plan.endsOn(), on);
        return Multi.createFrom()
                .iterable(only(plan.targets(), indicator))
                .onItem()
                .transformToUniAndConcatenate(target -> counted(plan, target.indicator(), on)
                        .map(found -> measured(target, unit, shares, found.orElse(null), days)))
                .collect()
                .asList()
                .map(all -> new Progress(plan, unit, on, all));
    }

    /** Empty where nobody counts it. */
    private Uni<Optional<List<DayFigure>>> counted(AnnualPlan plan, PlanIndicator indicator, LocalDate on) {
        Optional<PlanFigures> counter = figures.stream()
                .filter(each -> each.indicator().equals(indicator.name()))
                .findFirst();
        if (counter.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        LocalDate first =
                indicator.span() == PlanIndicator.Span.STANDING ? BEGIN : LocalDate.of(plan.year(), Month.JANUARY, 1);
        LocalDate last = on.isBefore(plan.endsOn()) ? on : plan.endsOn();
        return counter.get().added(first, last).map(Optional::of);
    }

    private Measured measured(
            PlanTarget target, String unit, List<PlanTarget> shares, List<DayFigure> figures, Days days) {
        boolean isCounted = figures != null;
        if (unit == null) {
            return new Measured(
                    target.indicator(),
                    isCounted,
                    PlanProgress.of(
                            AnnualPlan.PROVINCE,
                            target.amount(),
                            target.amounts(),
                            figures,
                            regions::joined,
                            regions::unitOf,
                            days));
        }
        String key = regions.joined(unit);
        List<DayFigure> within = isCounted
                ? figures.stream()
                        .filter(figure -> isOf(key, figure.regionCode()))
                        .toList()
                : null;
        Map<String, Long> counties = only(shares, target.indicator()).stream()
                .map(PlanTarget::amounts)
                .findFirst()
                .orElse(Map.of());
        return new Measured(
                target.indicator(),
                isCounted,
                PlanProgress.of(
                        unit, target.of(unit).orElse(null), counties, within, regions::joined, code -> code, days));
    }

    private boolean isOf(String unitKey, String regionCode) {
        String unit = regions.unitOf(regionCode);
        return unit != null && regions.joined(unit).equals(unitKey);
    }
}
