package cn.dengyun.catalogue.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plans and what offerings cost. */
public final class TestPrices {

    private TestPrices() {}

    public static Plan metered(String code, long unitPriceFen, long setupFen, BigDecimal taxRate) {
        List<PriceTier> tiers = List.of(new PriceTier(null, BigDecimal.valueOf(unitPriceFen)));
        return new Plan(
                code,
                code,
                null,
                PriceModel.METERED,
                null,
                null,
                "GB_MONTH",
                null,
                tiers,
                null,
                setupFen,
                taxRate,
                null,
                null,
                null,
                null,
                null);
    }

    public static Plan monthly(String code, long amountFen, Long setupFen, String taxRate) {
        BigDecimal rate = taxRate == null ? null : new BigDecimal(taxRate);
        return new Plan(
                code,
                code,
                null,
                PriceModel.SUBSCRIPTION,
                amountFen,
                "MONTH",
                null,
                null,
                List.of(),
                null,
                setupFen,
                rate,
                null,
                null,
                null,
                null,
                null);
    }

    public static PriceHistory then(PriceHistory before, Instant since, List<Plan> plans, Discount... discounts) {
        List<PriceHistory.Period> periods = new ArrayList<>();
        int version = before.periods().isEmpty() ? 1 : before.periods().get(0).version() + 1;
        periods.add(new PriceHistory.Period(version, since, null, content(plans, List.of(discounts))));
        for (PriceHistory.Period period : before.periods()) {
            Instant until = period.until() == null ? since : period.until();
            periods.add(new PriceHistory.Period(period.version(), period.since(), until, period.content()));
        }
        return new PriceHistory(periods);
    }

    private static OfferingContent content(List<Plan> plans, List<Discount> discounts) {
        return new OfferingContent(
                null, null, null, null, null, null, null, null, plans, null, discounts, null, true, null, null, null,
                null, Map.of());
    }
}
