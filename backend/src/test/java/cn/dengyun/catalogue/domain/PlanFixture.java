package cn.dengyun.catalogue.domain;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** Plans for tests. */
final class PlanFixture {

    private PlanFixture() {}

    /** Tiers as pairs of last quantity (null for none) and unit price in fen. */
    static Plan aMeteredPlan(TierMode mode, Long minimumChargeFen, String... boundsAndPrices) {
        PriceTier[] tiers = new PriceTier[boundsAndPrices.length / 2];
        Arrays.setAll(
                tiers,
                i -> new PriceTier(
                        boundsAndPrices[2 * i] == null ? null : new BigDecimal(boundsAndPrices[2 * i]),
                        new BigDecimal(boundsAndPrices[2 * i + 1])));
        return metered(mode, minimumChargeFen, List.of(tiers));
    }

    static Plan metered(TierMode mode, Long minimumChargeFen, List<PriceTier> tiers) {
        return new Plan(
                "use", "按量", null, PriceModel.METERED, null, null, "HOUR", mode, tiers, minimumChargeFen, null, null);
    }

    static Plan aFixedPlan(PriceModel model, long amountFen, Long setupFen) {
        String period = model == PriceModel.SUBSCRIPTION ? "MONTH" : null;
        return new Plan("fixed", "包月", null, model, amountFen, period, null, null, null, null, setupFen, null);
    }
}
