package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.monitoring.plan.domain.PlanTarget;
import java.util.List;
import java.util.Optional;

/** What an annual plan says besides its title, with the decomposition of its targets, as it is kept. */
record PlanContent(String basis, List<PlanPhase> phases, List<PlanTarget> targets) {

    PlanContent {
        phases = List.copyOf(phases);
        targets = List.copyOf(targets);
    }

    Optional<PlanTarget> of(PlanIndicator indicator) {
        return targets.stream()
                .filter(target -> target.indicator() == indicator)
                .findFirst();
    }

    /** The same, whose weights nobody changes any more. */
    PlanContent withFixedWeights() {
        return new PlanContent(
                basis,
                phases,
                targets.stream().map(PlanTarget::withFixedWeights).toList());
    }
}
