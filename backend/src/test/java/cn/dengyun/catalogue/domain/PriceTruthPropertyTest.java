package cn.dengyun.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * However a provider raises what a quantity costs before it is subsidised, by the amount, the package, the rate, the
 * times of the day, the bounds, another model or another name: the base is never a fen more than it cost in 90 days.
 */
class PriceTruthPropertyTest {

    private static final Instant START = Instant.parse("2018-07-01T00:00:00Z");
    private static final List<PriceModel> MEASURED =
            List.of(PriceModel.METERED, PriceModel.PACKAGE, PriceModel.TIME_OF_USE, PriceModel.PERCENTAGE);

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void noHikeRaisesABase(@ForAll Random random) {
        MadeUpPlans plans = new MadeUpPlans(random);
        PriceHistory prices = PriceHistory.NONE;
        List<Plan> seen = new ArrayList<>();
        List<Instant> since = new ArrayList<>();
        Instant now = START;
        for (int version = 0; version < 2 + random.nextInt(5); version++) {
            now = now.plus(Duration.ofDays(1 + random.nextInt(60)));
            String code = random.nextInt(4) == 0 ? "renamed-" + version : "a";
            Plan plan = plans.next(code, MEASURED.get(random.nextInt(MEASURED.size())), "CNY_FEN");
            prices = TestPrices.then(prices, now, List.of(plan));
            seen.add(plan);
            since.add(now);
        }
        now = now.plus(Duration.ofDays(random.nextInt(100)));
        Plan wanted = prices.plans().get(0);
        BigDecimal quantity = BigDecimal.valueOf(1L + random.nextInt(5_000));

        PlanPrice base = prices.lowest(wanted, quantity, now).orElseThrow();

        assertThat(base.inclTaxFen()).isLessThanOrEqualTo(least(seen, since, wanted, quantity, now));
        assertThat(base.inclTaxFen()).isLessThanOrEqualTo(wanted.price(quantity).amount());
        assertThat(base.exTaxFen())
                .isEqualTo(BigDecimal.valueOf(base.inclTaxFen())
                        .divide(new BigDecimal("1.06"), 0, RoundingMode.FLOOR)
                        .longValueExact());
    }

    /**
     * What the plan cost at the least in 90 days. One that is called otherwise came in the place of the others, unless
     * it was there all the time.
     */
    private static long least(List<Plan> seen, List<Instant> since, Plan wanted, BigDecimal quantity, Instant now) {
        Instant from = now.minus(PriceHistory.BASELINE);
        long least = Long.MAX_VALUE;
        for (int i = seen.size() - 1; i >= 0; i--) {
            boolean isSeen = i == seen.size() - 1 || since.get(i + 1).isAfter(from);
            if (isSeen && seen.get(i).code().equals(wanted.code())) {
                least = Math.min(least, seen.get(i).price(quantity).amount());
            }
        }
        int oldest = 0;
        while (oldest < seen.size() - 1 && !since.get(oldest + 1).isAfter(from)) {
            oldest++;
        }
        if (!seen.get(oldest).code().equals(wanted.code())) {
            for (int i = oldest; i < seen.size(); i++) {
                least = Math.min(least, seen.get(i).price(quantity).amount());
            }
        }
        return least;
    }
}
