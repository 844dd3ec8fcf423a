package cn.dengyun.monitoring.appraisal;

import cn.dengyun.monitoring.indicator.UnitCounts;
import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.monitoring.plan.PlanStandings;
import cn.dengyun.monitoring.plan.PlanStandings.Reached;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Finds what units are scored by, as of one recount: numbers of the statistics as that has found them in its snapshot,
 * and targets as they stood at the end of the day before it, which nothing changes any more.
 */
@ApplicationScoped
class EvaluationInputs {

    private final UnitCounts counts;
    private final PlanStandings plans;
    private final PlanRegions regions;

    EvaluationInputs(UnitCounts counts, PlanStandings plans, PlanRegions regions) {
        this.counts = counts;
        this.plans = plans;
        this.regions = regions;
    }

    /**
     * What was found.
     *
     * @param plannedOn the day at whose end targets were looked at; null as the plan where there is none to look at
     */
    record Frozen(Instant asOf, LocalDate plannedOn, UUID planId, List<EvaluationRow> rows) {}

    /** Codes of the public numbers of the statistics. */
    Uni<Set<String>> indicators() {
        return counts.codes();
    }

    /** Codes of the units of a day. */
    Set<String> units(LocalDate day) {
        return regions.unitsOn(day);
    }

    /**
     * Rejects with {@code evaluation-not-counted} and {@code evaluation-plan-missing} (409), and with
     * {@code invalid-request} (400) where something is still to be typed, or the plan has no such target.
     */
    Uni<Frozen> freeze(EvaluationForm form, Instant upTo) {
        return counts.lastUpTo(upTo).chain(found -> {
            Instant asOf = found.filter(moment -> day(moment).getYear() >= form.year())
                    .orElseThrow(() -> Rejection.conflict("evaluation-not-counted", Integer.toString(form.year())));
            Set<String> units = regions.unitsOn(day(asOf));
            EvaluationCheck.requireTyped(form, units);
            LocalDate on = day(asOf).minusDays(1);
            return targets(form, on)
                    .chain(plan -> counted(form, asOf)
                            .map(numbers -> new Frozen(
                                    asOf,
                                    plan.map(each -> on).orElse(null),
                                    plan.map(PlanStandings.OfUnits::planId).orElse(null),
                                    rows(form, units, numbers, plan))));
        });
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE);
    }

    /** Empty where the formula has no target. */
    private Uni<Optional<PlanStandings.OfUnits>> targets(EvaluationForm form, LocalDate on) {
        boolean isPlanned = form.components().stream().anyMatch(each -> each.source() == EvaluationSource.PLAN_TARGET);
        if (!isPlanned) {
            return Uni.createFrom().item(Optional.empty());
        }
        return plans.ofUnits(form.year(), on).invoke(found -> {
            if (found.isEmpty()) {
                throw Rejection.conflict("evaluation-plan-missing", Integer.toString(form.year()));
            }
            requireTargets(form, found.get());
        });
    }

    private static void requireTargets(EvaluationForm form, PlanStandings.OfUnits plan) {
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < form.components().size(); i++) {
            EvaluationForm.Component component = form.components().get(i);
            if (component.source() == EvaluationSource.PLAN_TARGET
                    && !plan.reached().containsKey(component.indicator())) {
                defects.add(Defect.at(
                        "/components/" + i + "/indicator", "evaluation-target-missing", component.indicator()));
            }
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private Uni<Map<String, Map<String, Long>>> counted(EvaluationForm form, Instant asOf) {
        return Multi.createFrom()
                .iterable(form.components())
                .filter(component -> component.source() == EvaluationSource.INDICATOR)
                .onItem()
                .transformToUniAndConcatenate(component -> counts.ofYear(component.indicator(), form.year(), asOf)
                        .map(found -> Map.entry(component.code(), found)))
                .collect()
                .asList()
                .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private List<EvaluationRow> rows(
            EvaluationForm form,
            Set<String> units,
            Map<String, Map<String, Long>> numbers,
            Optional<PlanStandings.OfUnits> plan) {
        Map<String, Map<String, Reached>> targets = new HashMap<>();
        plan.ifPresent(found -> found.reached()
                .forEach((indicator, all) -> targets.put(
                        indicator,
                        all.stream()
                                .collect(Collectors.toMap(
                                        each -> regions.joined(each.regionCode()),
                                        each -> each,
                                        (one, other) -> one)))));
        return units.stream()
                .map(unit -> new EvaluationRow(
                        unit,
                        form.components().stream()
                                .map(component -> switch (component.source()) {
                                    case TYPED -> typed(form, component, unit);
                                    case INDICATOR ->
                                        counted(
                                                component,
                                                numbers.get(component.code()).getOrDefault(unit, 0L));
                                    case PLAN_TARGET ->
                                        planned(
                                                component,
                                                targets.get(component.indicator())
                                                        .get(regions.joined(unit)));
                                })
                                .toList()))
                .toList();
    }

    private static EvaluationRow.Input typed(EvaluationForm form, EvaluationForm.Component component, String unit) {
        return form.typed().stream()
                .filter(typed -> typed.component().equals(component.code())
                        && typed.regionCode().equals(unit))
                .findFirst()
                .map(typed ->
                        new EvaluationRow.Input(component.code(), null, null, typed.points(), typed.evidence(), null))
                .orElseThrow();
    }

    private static EvaluationRow.Input counted(EvaluationForm.Component component, long number) {
        return new EvaluationRow.Input(component.code(), number, component.full(), null, null, null);
    }

    /** A unit that takes no part in a target is asked for nothing. */
    private static EvaluationRow.Input planned(EvaluationForm.Component component, Reached reached) {
        return reached == null
                ? new EvaluationRow.Input(component.code(), 0L, 0L, null, null, null)
                : new EvaluationRow.Input(component.code(), reached.actual(), reached.target(), null, null, null);
    }
}
