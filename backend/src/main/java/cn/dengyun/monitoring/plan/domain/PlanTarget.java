package cn.dengyun.monitoring.plan.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A target and its decomposition, whose shares sum up to it.
 *
 * @param floor that no region gets less than, unless it was set so
 * @param weightsBasis what the weights are, in words
 * @param areWeightsFixed whether an edition before has them and was published
 */
public record PlanTarget(
        PlanIndicator indicator,
        long amount,
        long floor,
        String weightsBasis,
        boolean areWeightsFixed,
        List<PlanShare> shares) {

    public PlanTarget {
        shares = List.copyOf(shares);
    }

    public Map<String, Long> weights() {
        return shares.stream().collect(Collectors.toMap(PlanShare::regionCode, PlanShare::weight));
    }

    /** What each region has to reach, in the order of their codes. */
    public Map<String, Long> amounts() {
        Map<String, Long> amounts = new LinkedHashMap<>();
        shares.forEach(share -> amounts.put(share.regionCode(), share.amount()));
        return amounts;
    }

    /** What a region has to reach; empty for one that takes no part. */
    public Optional<Long> of(String regionCode) {
        return shares.stream()
                .filter(share -> share.regionCode().equals(regionCode))
                .map(PlanShare::amount)
                .findFirst();
    }

    /** The same, whose weights nobody changes any more. */
    public PlanTarget withFixedWeights() {
        return new PlanTarget(indicator, amount, floor, weightsBasis, true, shares);
    }

    /**
     * The same weights over another amount. What was set stays as long as that can be decomposed; else weights decide
     * alone, without a floor.
     */
    public PlanTarget over(long other) {
        if (other == amount) {
            return this;
        }
        List<Decomposition.Part> parts = shares.stream()
                .map(share -> new Decomposition.Part(share.regionCode(), share.weight(), share.set()))
                .toList();
        boolean isKept = Decomposition.flaw(other, floor, parts).isEmpty();
        List<Decomposition.Part> taken = isKept
                ? parts
                : parts.stream()
                        .map(part -> new Decomposition.Part(part.code(), part.weight(), null))
                        .toList();
        Map<String, Long> amounts = Decomposition.of(other, isKept ? floor : 0, taken);
        return new PlanTarget(
                indicator,
                other,
                isKept ? floor : 0,
                weightsBasis,
                areWeightsFixed,
                shares.stream()
                        .map(share -> new PlanShare(
                                share.regionCode(),
                                share.weight(),
                                isKept ? share.set() : null,
                                isKept ? share.reason() : null,
                                amounts.get(share.regionCode())))
                        .toList());
    }
}
