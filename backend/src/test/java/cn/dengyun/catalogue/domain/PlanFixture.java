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
                "use",
                "按量",
                null,
                PriceModel.METERED,
                null,
                null,
                "HOUR",
                mode,
                tiers,
                minimumChargeFen,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static Plan aFixedPlan(PriceModel model, long amountFen, Long setupFen) {
        String period = model == PriceModel.SUBSCRIPTION ? "MONTH" : null;
        return new Plan(
                "fixed", "包月", null, model, amountFen, period, null, null, null, null, setupFen, null, null, null, null,
                null, null);
    }

    static Plan packages(String size, long amountFen) {
        return new Plan(
                "pack",
                "按包",
                null,
                PriceModel.PACKAGE,
                amountFen,
                null,
                "REQUEST",
                null,
                null,
                null,
                null,
                null,
                new BigDecimal(size),
                null,
                null,
                null,
                null);
    }

    static Plan percentage(String rate, Long minimumChargeFen, Long maximumChargeFen) {
        return new Plan(
                "share",
                "按比例",
                null,
                PriceModel.PERCENTAGE,
                null,
                null,
                "CNY_FEN",
                null,
                null,
                minimumChargeFen,
                null,
                null,
                null,
                new BigDecimal(rate),
                maximumChargeFen,
                null,
                null);
    }

    /** One price until eight in the morning, another from then on. */
    static Plan byTime(String night, String day) {
        List<PriceWindow> windows = List.of(
                new PriceWindow(WindowDays.EVERY_DAY, "00:00", "08:00", new BigDecimal(night)),
                new PriceWindow(WindowDays.EVERY_DAY, "08:00", "24:00", new BigDecimal(day)));
        return new Plan(
                "time",
                "分时",
                null,
                PriceModel.TIME_OF_USE,
                null,
                null,
                "CORE_HOUR",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                windows,
                null);
    }

    static Plan bounded(Plan plan, Long minimumChargeFen, Long maximumChargeFen) {
        return new Plan(
                plan.code(),
                plan.name(),
                plan.nameEn(),
                plan.model(),
                plan.amountFen(),
                plan.period(),
                plan.unit(),
                plan.tierMode(),
                plan.tiers(),
                minimumChargeFen,
                plan.setupFen(),
                plan.taxRate(),
                plan.packageSize(),
                plan.rate(),
                maximumChargeFen,
                plan.windows(),
                plan.aggregation());
    }
}
