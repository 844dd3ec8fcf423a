package cn.dengyun.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * However a provider raises what a quantity costs before it is subsidised, by the amount, the package, the rate, the
 * times of the day, the bounds, another model or another name, whatever was conceded meanwhile: the base is never a fen
 * more than it cost on any day of 90.
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
        List<Discount> conceded = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            LocalDate from = day(START).plusDays(random.nextInt(250));
            BigDecimal rate = BigDecimal.valueOf(1L + random.nextInt(100), 2);
            conceded.add(new Discount("优惠", rate, from, from.plusDays(random.nextInt(60)), null));
        }
        prices = prices.with(conceded);
        Plan wanted = prices.plans().get(0);
        BigDecimal quantity = BigDecimal.valueOf(1L + random.nextInt(5_000));

        PlanPrice base = prices.lowest(wanted, quantity, now).orElseThrow();

        assertThat(base.inclTaxFen()).isLessThanOrEqualTo(least(seen, since, conceded, wanted, quantity, now));
        assertThat(base.inclTaxFen()).isLessThanOrEqualTo(wanted.price(quantity).amount());
        assertThat(base.exTaxFen()).isBetween(untaxed(base.inclTaxFen()), untaxed(base.inclTaxFen() + 1));
    }

    private static long untaxed(long fen) {
        return BigDecimal.valueOf(fen)
                .divide(new BigDecimal("1.06"), 0, RoundingMode.FLOOR)
                .longValueExact();
    }

    /**
     * What the plan cost at the least on a day of the last 90, with the best concession of that day. One that is called
     * otherwise came in the place of the others, unless it was there all the time.
     */
    private static long least(
            List<Plan> seen,
            List<Instant> since,
            List<Discount> conceded,
            Plan wanted,
            BigDecimal quantity,
            Instant now) {
        Instant from = now.minus(PriceHistory.BASELINE);
        int oldest = 0;
        while (oldest < seen.size() - 1 && !since.get(oldest + 1).isAfter(from)) {
            oldest++;
        }
        boolean isNew = !seen.get(oldest).code().equals(wanted.code());
        long least = Long.MAX_VALUE;
        for (int i = oldest; i < seen.size(); i++) {
            if (!isNew && !seen.get(i).code().equals(wanted.code())) {
                continue;
            }
            long listed = seen.get(i).price(quantity).amount();
            Instant first = since.get(i).isAfter(from) ? since.get(i) : from;
            Instant last = i == seen.size() - 1 ? now : since.get(i + 1);
            for (LocalDate day = day(first); !day.isAfter(day(last)); day = day.plusDays(1)) {
                least = Math.min(least, listed * (100 - percentOn(conceded, day)) / 100);
            }
        }
        return least;
    }

    private static int percentOn(List<Discount> conceded, LocalDate day) {
        int most = 0;
        for (Discount each : conceded) {
            if (!day.isBefore(each.from()) && !day.isAfter(each.until())) {
                most = Math.max(most, each.rate().movePointRight(2).intValueExact());
            }
        }
        return most;
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneId.of("Asia/Shanghai"));
    }
}
