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
        return PlanFixture.aPlan(PriceModel.METERED)
                .called(code, code)
                .per("GB_MONTH")
                .at(String.valueOf(unitPriceFen))
                .setUpFor(setupFen)
                .taxed(taxRate)
                .plan();
    }

    public static Plan monthly(String code, long amountFen, Long setupFen, String taxRate) {
        return PlanFixture.aPlan(PriceModel.SUBSCRIPTION)
                .called(code, code)
                .costing(amountFen)
                .setUpFor(setupFen)
                .taxed(taxRate == null ? null : new BigDecimal(taxRate))
                .plan();
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
