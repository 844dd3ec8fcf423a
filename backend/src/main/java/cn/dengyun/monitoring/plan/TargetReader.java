package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.Decomposition;
import cn.dengyun.monitoring.plan.domain.Decomposition.Part;
import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.monitoring.plan.domain.PlanShare;
import cn.dengyun.monitoring.plan.domain.PlanTarget;
import cn.dengyun.shared.Defect;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decomposes targets as somebody has asked for, and names all that speaks against it.
 *
 * @param required regions each of which has a weight
 * @param allowed those that may have one
 */
record TargetReader(Set<String> required, Set<String> allowed, List<Defect> defects) {

    /**
     * What somebody wants of a target.
     *
     * @param pointer where that stands
     */
    record Wanted(
            String pointer,
            PlanIndicator indicator,
            long amount,
            long floor,
            String weightsBasis,
            List<PlanWeight> weights,
            List<PlanOverride> overrides) {}

    /**
     * The target with its shares; empty where something speaks against it.
     *
     * @param before the same target as it was; null where there was none
     */
    Optional<PlanTarget> read(Wanted wanted, PlanTarget before) {
        int known = defects.size();
        Map<String, Long> weights = weights(wanted);
        Map<String, PlanOverride> overrides = overrides(wanted);
        boolean isFixed = before != null && before.areWeightsFixed();
        if (isFixed && !before.weights().equals(weights)) {
            defects.add(Defect.at(wanted.pointer() + "/weights", "plan-weights-fixed"));
        }
        if (defects.size() > known) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        new TreeMap<>(weights).forEach((code, weight) -> {
            PlanOverride override = overrides.get(code);
            parts.add(new Part(code, weight, override == null ? null : override.amount()));
        });
        Optional<Decomposition.Flaw> flaw = Decomposition.flaw(wanted.amount(), wanted.floor(), parts);
        if (flaw.isPresent()) {
            defects.add(flawed(wanted, flaw.get()));
            return Optional.empty();
        }
        Map<String, Long> amounts = Decomposition.of(wanted.amount(), wanted.floor(), parts);
        List<PlanShare> shares = parts.stream()
                .map(part -> new PlanShare(
                        part.code(),
                        part.weight(),
                        part.set(),
                        part.set() == null ? null : overrides.get(part.code()).reason(),
                        amounts.get(part.code())))
                .toList();
        return Optional.of(new PlanTarget(
                wanted.indicator(), wanted.amount(), wanted.floor(), wanted.weightsBasis(), isFixed, shares));
    }

    private Map<String, Long> weights(Wanted wanted) {
        Map<String, Long> weights = new HashMap<>();
        for (int i = 0; i < wanted.weights().size(); i++) {
            PlanWeight weight = wanted.weights().get(i);
            String place = wanted.pointer() + "/weights/" + i + "/regionCode";
            if (!allowed.contains(weight.regionCode())) {
                defects.add(Defect.at(place, "plan-region-unfit", weight.regionCode()));
            } else if (weights.put(weight.regionCode(), weight.weight()) != null) {
                defects.add(Defect.at(place, "plan-region-twice", weight.regionCode()));
            }
        }
        List<String> missing = required.stream()
                .filter(code -> !weights.containsKey(code))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            defects.add(Defect.at(wanted.pointer() + "/weights", "plan-weights-missing", String.join(", ", missing)));
        }
        return weights;
    }

    private Map<String, PlanOverride> overrides(Wanted wanted) {
        Map<String, PlanOverride> overrides = new HashMap<>();
        for (int i = 0; i < wanted.overrides().size(); i++) {
            PlanOverride override = wanted.overrides().get(i);
            String place = wanted.pointer() + "/overrides/" + i + "/regionCode";
            if (wanted.weights().stream().noneMatch(each -> each.regionCode().equals(override.regionCode()))) {
                defects.add(Defect.at(place, "plan-region-unfit", override.regionCode()));
            } else if (overrides.put(override.regionCode(), override) != null) {
                defects.add(Defect.at(place, "plan-region-twice", override.regionCode()));
            }
        }
        return overrides;
    }

    private static Defect flawed(Wanted wanted, Decomposition.Flaw flaw) {
        String set = wanted.overrides().stream()
                .map(override -> BigInteger.valueOf(override.amount()))
                .reduce(BigInteger.ZERO, BigInteger::add)
                .toString();
        String total = Long.toString(wanted.amount());
        return switch (flaw) {
            case SET_EXCEEDS_TOTAL -> Defect.at(wanted.pointer() + "/overrides", "plan-overrides-exceed", set, total);
            case SET_FALLS_SHORT -> Defect.at(wanted.pointer() + "/overrides", "plan-overrides-short", set, total);
            case FLOOR_TOO_HIGH ->
                Defect.at(wanted.pointer() + "/floor", "plan-floor-too-high", Long.toString(wanted.floor()), total);
        };
    }
}
