package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.monitoring.plan.domain.PlanTarget;
import java.util.List;
import java.util.Optional;

/** What an implementation plan says, with the decomposition of the unit's targets, as it is kept. */
record ImplementationContent(String summary, List<PlanMeasure> measures, List<PlanTarget> breakdowns) {

    static final ImplementationContent EMPTY = new ImplementationContent("", List.of(), List.of());

    ImplementationContent {
        measures = List.copyOf(measures);
        breakdowns = List.copyOf(breakdowns);
    }

    Optional<PlanTarget> of(PlanIndicator indicator) {
        return breakdowns.stream()
                .filter(target -> target.indicator() == indicator)
                .findFirst();
    }

    ImplementationPlanForm form() {
        return new ImplementationPlanForm(
                summary,
                measures,
                breakdowns.stream().map(PlanBreakdownForm::of).toList());
    }

    /** The same, whose weights nobody changes any more. */
    ImplementationContent withFixedWeights() {
        return new ImplementationContent(
                summary,
                measures,
                breakdowns.stream().map(PlanTarget::withFixedWeights).toList());
    }

    /** The same, with what the unit has to reach by an annual plan; what that has no target of is left out. */
    ImplementationContent of(AnnualPlan plan, String unit) {
        List<PlanTarget> targets = plan.targets();
        return new ImplementationContent(
                summary,
                measures,
                breakdowns.stream()
                        .flatMap(breakdown -> targets.stream()
                                .filter(target -> target.indicator() == breakdown.indicator())
                                .flatMap(target -> target.of(unit).stream())
                                .map(breakdown::over))
                        .toList());
    }
}
