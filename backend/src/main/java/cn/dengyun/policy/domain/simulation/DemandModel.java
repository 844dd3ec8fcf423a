package cn.dengyun.policy.domain.simulation;

import cn.dengyun.policy.domain.Ask;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.shared.EnterpriseSize;
import cn.dengyun.shared.Fen;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How enterprises ask for vouchers. Shares are in hundredths of a per cent.
 *
 * @param name tells models apart in results
 * @param sizes how enterprises of each size behave; those of a size that is missing never ask
 * @param monthWeights how applications spread over the months since the opening, one for each month
 * @param layerWeights what they buy
 * @param providers whom they buy from
 * @param maxLines of one application, each equally often
 * @param contractFirstBasisPoints applications after the contract, where the rules leave it open
 * @param obedientBasisPoints applications that keep the order of contract and application that the rules demand
 * @param otherMoneyBasisPoints applications for content that has other fiscal money
 * @param acceptsLessBasisPoints applications that take what is left
 * @param taxBasisPoints tax on the price
 */
public record DemandModel(
        String name,
        SortedMap<EnterpriseSize, SizeDemand> sizes,
        List<Integer> monthWeights,
        SortedMap<ServiceLayer, Integer> layerWeights,
        List<Provider> providers,
        int maxLines,
        int contractFirstBasisPoints,
        int obedientBasisPoints,
        int otherMoneyBasisPoints,
        int acceptsLessBasisPoints,
        int taxBasisPoints) {

    private static final int WHOLE = 10_000;

    /**
     * @param appliesBasisPoints enterprises that apply at all
     * @param againBasisPoints those that apply once more after each application
     * @param maxApplications of one enterprise
     * @param amountQuantilesFen price without tax of an application, at evenly spaced quantiles, rising
     */
    public record SizeDemand(
            int appliesBasisPoints, int againBasisPoints, int maxApplications, List<Long> amountQuantilesFen) {

        public SizeDemand {
            amountQuantilesFen = List.copyOf(amountQuantilesFen);
            boolean isRising = !amountQuantilesFen.isEmpty() && amountQuantilesFen.get(0) >= 0;
            for (int i = 1; i < amountQuantilesFen.size(); i++) {
                isRising &= amountQuantilesFen.get(i - 1) <= amountQuantilesFen.get(i);
            }
            // Half of the most, because tax comes on top.
            boolean isInRange = isRising
                    && amountQuantilesFen.get(amountQuantilesFen.size() - 1) <= Fen.MAX_AMOUNT / 2
                    && maxApplications >= 1
                    && maxApplications <= 100;
            require(isInRange && isShare(appliesBasisPoints) && isShare(againBasisPoints));
        }
    }

    /** Somebody who sells; weight is how often. */
    public record Provider(UUID id, boolean platform, int weight) {}

    public DemandModel {
        sizes = new TreeMap<>(sizes);
        monthWeights = List.copyOf(monthWeights);
        layerWeights = new TreeMap<>(layerWeights);
        providers = List.copyOf(providers);
        require(isWeighted(monthWeights) && monthWeights.size() <= 120);
        require(isWeighted(layerWeights.values()));
        require(isWeighted(providers.stream().map(Provider::weight).toList()));
        require(maxLines >= 1 && maxLines <= Ask.MAX_LINES);
        require(isShare(contractFirstBasisPoints) && isShare(obedientBasisPoints));
        require(isShare(otherMoneyBasisPoints) && isShare(acceptsLessBasisPoints) && isShare(taxBasisPoints));
    }

    /** A year with a rush at the opening and another before its end. Our assumption: no source states numbers. */
    public static DemandModel standard() {
        Map<EnterpriseSize, SizeDemand> sizes = Map.of(
                EnterpriseSize.LARGE,
                        new SizeDemand(3_000, 3_000, 6, yuan(20_000, 60_000, 150_000, 400_000, 2_000_000)),
                EnterpriseSize.MEDIUM, new SizeDemand(2_500, 2_500, 5, yuan(8_000, 25_000, 60_000, 150_000, 600_000)),
                EnterpriseSize.SMALL, new SizeDemand(1_500, 2_000, 4, yuan(2_000, 8_000, 18_000, 45_000, 200_000)),
                EnterpriseSize.MICRO, new SizeDemand(600, 1_500, 3, yuan(300, 1_500, 4_000, 10_000, 40_000)));
        Map<ServiceLayer, Integer> layers = Map.of(
                ServiceLayer.IAAS, 30,
                ServiceLayer.PAAS, 12,
                ServiceLayer.SAAS, 40,
                ServiceLayer.DEVICE, 8,
                ServiceLayer.CAPABILITY, 4,
                ServiceLayer.SERVICE, 6);
        List<Provider> providers = List.of(
                new Provider(new UUID(0x7000L, 0x8000000000000001L), true, 30),
                new Provider(new UUID(0x7000L, 0x8000000000000002L), true, 20),
                new Provider(new UUID(0x7000L, 0x8000000000000003L), true, 10),
                new Provider(new UUID(0x7000L, 0x8000000000000004L), false, 15),
                new Provider(new UUID(0x7000L, 0x8000000000000005L), false, 10),
                new Provider(new UUID(0x7000L, 0x8000000000000006L), false, 10),
                new Provider(new UUID(0x7000L, 0x8000000000000007L), false, 5));
        return new DemandModel(
                "standard-1",
                new TreeMap<>(sizes),
                List.of(18, 12, 9, 8, 7, 6, 6, 6, 7, 7, 7, 7),
                new TreeMap<>(layers),
                providers,
                3,
                5_000,
                9_000,
                300,
                4_000,
                600);
    }

    private static List<Long> yuan(long... amounts) {
        return Arrays.stream(amounts).mapToObj(amount -> amount * 100).toList();
    }

    private static boolean isShare(int basisPoints) {
        return basisPoints >= 0 && basisPoints <= WHOLE;
    }

    private static boolean isWeighted(Collection<Integer> weights) {
        return weights.stream().allMatch(weight -> weight >= 0)
                && weights.stream().anyMatch(weight -> weight > 0);
    }

    private static void require(boolean isSensible) {
        if (!isSensible) {
            throw new IllegalArgumentException("a demand model has shares, weights and rising quantiles in range");
        }
    }
}
