package cn.dengyun.trade.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.domain.PlanPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Whatever is quoted: it lowers a price and what vouchers pay a share of, and raises neither. */
class QuotedPricePropertyTest {

    @Property
    void aQuoteLowersTheNetAndTheStepsStillSumUp(
            @ForAll @LongRange(min = 0, max = 5_000_000_000_000L) long list,
            @ForAll @LongRange(min = 0, max = 5_000_000_000_000L) long waived,
            @ForAll @LongRange(min = 1, max = 5_000_000_000_000L) long quoted,
            @ForAll @IntRange(max = 99) int percent) {
        long campaign = Math.min(list, waived);
        BigDecimal rate = BigDecimal.valueOf(percent, 2);
        OrderPrice before = price(list, campaign, rate);

        OrderPrice after = before.atMost(quoted);

        assertThat(after.netFen()).isEqualTo(Math.min(before.netFen(), quoted));
        assertThat(after.listFen() - after.campaignFen() - after.quotedFen()).isEqualTo(after.netFen());
        assertThat(after.exTaxFen() + after.taxFen()).isEqualTo(after.netFen());
        assertThat(after.exTaxFen()).isLessThanOrEqualTo(before.exTaxFen()).isNotNegative();
        assertThat(after.steps(0).stream()
                        .takeWhile(step -> step.kind() != PriceStepKind.NET)
                        .mapToLong(PriceStep::amountFen)
                        .sum())
                .as("all steps before the price come to it, but for the campaign without a name")
                .isEqualTo(after.netFen() + campaign);
        assertThat(before.atMost(null)).isEqualTo(before);
    }

    @Property
    void aQuoteNeverRaisesABase(
            @ForAll @LongRange(min = 0, max = 5_000_000_000_000L) long lowest,
            @ForAll @LongRange(min = 1, max = 5_000_000_000_000L) long quoted,
            @ForAll @IntRange(max = 99) int percent) {
        BigDecimal rate = BigDecimal.valueOf(percent, 2);
        PlanPrice price = new PlanPrice(lowest, without(lowest, rate));

        PlanPrice agreed = price.atMost(quoted, rate);

        assertThat(agreed.inclTaxFen()).isEqualTo(Math.min(lowest, quoted));
        assertThat(agreed.exTaxFen()).isEqualTo(Math.min(price.exTaxFen(), without(quoted, rate)));
        assertThat(new PlanPrice(lowest, null).atMost(quoted, null).exTaxFen()).isNull();
        assertThat(price.atMost(null, rate)).isEqualTo(price);
    }

    private static OrderPrice price(long list, long campaign, BigDecimal rate) {
        long net = list - campaign;
        return new OrderPrice(list, 0, null, 0, null, campaign, 0, net, rate, without(net, rate));
    }

    private static long without(long fen, BigDecimal rate) {
        return BigDecimal.valueOf(fen)
                .divide(BigDecimal.ONE.add(rate), 0, RoundingMode.FLOOR)
                .longValueExact();
    }
}
