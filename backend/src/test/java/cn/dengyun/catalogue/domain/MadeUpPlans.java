package cn.dengyun.catalogue.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Plans of all models, with numbers that lie near where somebody could count wrongly. */
public final class MadeUpPlans {

    private final Random random;

    public MadeUpPlans(Random random) {
        this.random = random;
    }

    public Plan next(String code, PriceModel model, String unit) {
        boolean isMeasured = model.isMeasured();
        List<PriceTier> tiers = model == PriceModel.METERED ? tiers() : List.of();
        Long minimum = isMeasured && random.nextInt(3) == 0 ? Long.valueOf(random.nextInt(3_000)) : null;
        Long maximum = isMeasured && random.nextInt(3) == 0
                ? Long.valueOf((minimum == null ? 0 : minimum) + random.nextInt(100_000))
                : null;
        boolean isByAmount = !isMeasured || model == PriceModel.PACKAGE;
        return PlanFixture.aPlan(model)
                .called(code, code)
                .costing(isByAmount ? Long.valueOf(random.nextInt(20_000)) : null)
                .per(isMeasured ? unit : null)
                .tiered(tiers.size() > 1 ? TierMode.values()[random.nextInt(2)] : null, tiers)
                .between(minimum, maximum)
                .setUpFor(random.nextInt(4) == 0 ? Long.valueOf(random.nextInt(5_000)) : null)
                .taxed(new BigDecimal("0.06"))
                .inPackagesOf(model == PriceModel.PACKAGE ? decimal(2_000).add(new BigDecimal("0.001")) : null)
                .sharing(model == PriceModel.PERCENTAGE ? BigDecimal.valueOf(1L + random.nextInt(1_000_000), 6) : null)
                .in(model == PriceModel.TIME_OF_USE ? windows() : List.of())
                .counting(
                        isMeasured && random.nextInt(4) == 0
                                ? Aggregation.values()[random.nextInt(Aggregation.values().length)]
                                : null)
                .plan();
    }

    /** With up to nine decimals, now and then whole or a half. */
    BigDecimal decimal(int most) {
        return switch (random.nextInt(4)) {
            case 0 -> BigDecimal.valueOf(random.nextInt(most));
            case 1 -> BigDecimal.valueOf(random.nextInt(most) * 10L + 5, 1);
            case 2 -> BigDecimal.valueOf(random.nextInt(most * 1_000), 3);
            default -> BigDecimal.valueOf(random.nextLong(most * 1_000_000_000L), 9);
        };
    }

    private List<PriceTier> tiers() {
        TreeSet<BigDecimal> ends = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            ends.add(decimal(1_000).add(new BigDecimal("0.000001")));
        }
        List<PriceTier> tiers = new ArrayList<>();
        ends.forEach(end -> tiers.add(new PriceTier(end, decimal(50))));
        tiers.add(new PriceTier(null, decimal(50)));
        return tiers;
    }

    private List<PriceWindow> windows() {
        TreeSet<Integer> cuts = new TreeSet<>(List.of(0, 96));
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            cuts.add(1 + random.nextInt(95));
        }
        List<PriceWindow> windows = new ArrayList<>();
        int from = 0;
        for (int to : cuts.tailSet(1)) {
            windows.add(new PriceWindow(WindowDays.EVERY_DAY, time(from), time(to), decimal(50)));
            from = to;
        }
        return windows;
    }

    private static String time(int quarters) {
        return "%02d:%02d".formatted(quarters / 4, quarters % 4 * 15);
    }
}
