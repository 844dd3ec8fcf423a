package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.monitoring.plan.domain.PlanPhaseKind;
import cn.dengyun.monitoring.plan.domain.PlanTarget;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes of what somebody wants of an annual plan what it says, or names everything that speaks against it. */
final class AnnualPlanReader {

    private AnnualPlanReader() {}

    /**
     * Rejects with {@code invalid-request} and all defects.
     *
     * @param units that every target is decomposed to
     * @param before what the draft said before; null for a new one
     */
    static PlanContent read(AnnualPlanForm form, Set<String> units, PlanContent before) {
        List<Defect> defects = new ArrayList<>();
        phases(form, defects);
        List<PlanTarget> targets = new ArrayList<>();
        TargetReader reader = new TargetReader(units, units, defects);
        Set<PlanIndicator> known = EnumSet.noneOf(PlanIndicator.class);
        for (int i = 0; i < form.targets().size(); i++) {
            PlanTargetForm target = form.targets().get(i);
            String pointer = "/targets/" + i;
            if (!known.add(target.indicator())) {
                defects.add(Defect.at(
                        pointer + "/indicator",
                        "plan-indicator-twice",
                        target.indicator().name()));
                continue;
            }
            reader.read(
                            new TargetReader.Wanted(
                                    pointer,
                                    target.indicator(),
                                    target.amount(),
                                    target.floor(),
                                    target.weightsBasis(),
                                    target.weights(),
                                    target.overrides()),
                            before == null
                                    ? null
                                    : before.of(target.indicator()).orElse(null))
                    .ifPresent(targets::add);
        }
        if (before != null) {
            before.targets().stream()
                    .filter(target -> target.areWeightsFixed() && !known.contains(target.indicator()))
                    .forEach(target -> defects.add(Defect.at(
                            "/targets",
                            "plan-target-published",
                            target.indicator().name())));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return new PlanContent(form.basis(), form.phases(), targets);
    }

    /** Each kind once, one behind the other, and one of them at least in the year. */
    private static void phases(AnnualPlanForm form, List<Defect> defects) {
        Set<PlanPhaseKind> known = EnumSet.noneOf(PlanPhaseKind.class);
        boolean isInYear = false;
        for (int i = 0; i < form.phases().size(); i++) {
            PlanPhase phase = form.phases().get(i);
            if (!known.add(phase.kind())) {
                defects.add(Defect.at(
                        "/phases/" + i + "/kind",
                        "plan-phase-twice",
                        phase.kind().name()));
            }
            if (phase.untilOn().isBefore(phase.fromOn())) {
                defects.add(Defect.at("/phases/" + i + "/untilOn", "ends-before-it-begins"));
            }
            if (i > 0 && !phase.fromOn().isAfter(form.phases().get(i - 1).untilOn())) {
                defects.add(Defect.at(
                        "/phases/" + i + "/fromOn",
                        "plan-phase-too-early",
                        form.phases().get(i - 1).untilOn().toString()));
            }
            isInYear |=
                    phase.fromOn().getYear() <= form.year() && phase.untilOn().getYear() >= form.year();
        }
        if (!isInYear) {
            defects.add(Defect.at("/phases", "plan-phases-elsewhere", Integer.toString(form.year())));
        }
    }
}
