package cn.dengyun.trade.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** However a line is delivered, made cheaper or cut: what is captured is what is due, and never a fen more. */
class OrderSubsidyPropertyTest {

    private static final int STEPS = 12;

    @Property(tries = 100_000, edgeCases = EdgeCasesMode.NONE)
    void partsSumUpWhateverHappensBetweenThem(@ForAll Random random) {
        long price = 1 + Math.floorMod(random.nextLong(), random.nextBoolean() ? 1_000L : 10_000_000_000L);
        BigDecimal ratio = BigDecimal.valueOf(1 + random.nextInt(1_000), 3);
        int scale = random.nextInt(7);
        BigDecimal ordered = BigDecimal.valueOf(1 + random.nextInt(1_000_000), scale);
        long share = shareOf(price, ratio);
        long subsidy =
                random.nextInt(4) == 0 ? share : share - (share == 0 ? 0 : Math.floorMod(random.nextLong(), share));
        OrderSubsidy line = new OrderSubsidy(subsidy, ratio, ordered);

        long captured = 0;
        BigDecimal accepted = BigDecimal.ZERO;
        long left = price;
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(4) == 0) {
                // A credit note: it costs less from now on, or less of it was delivered.
                left -= Math.floorMod(random.nextLong(), left + 1);
                accepted =
                        random.nextBoolean() ? accepted : accepted.multiply(BigDecimal.valueOf(random.nextInt(101), 2));
                long back = line.toRefund(captured, accepted, cost(left, accepted, ordered));
                assertThat(back).isBetween(0L, captured);
                captured -= back;
            } else {
                BigDecimal open = ordered.subtract(accepted);
                accepted = random.nextInt(4) == 0
                        ? ordered
                        : accepted.add(open.multiply(BigDecimal.valueOf(random.nextInt(101), 2)));
                long part = line.toCapture(captured, accepted, cost(left, accepted, ordered));
                assertThat(part).isNotNegative();
                captured += part;
            }
            assertThat(captured).isLessThanOrEqualTo(subsidy);
            assertThat(BigInteger.valueOf(captured))
                    .isLessThanOrEqualTo(oracle(subsidy, ratio, ordered, accepted, cost(left, accepted, ordered)));
        }
        if (left == price) {
            captured += line.toCapture(captured, ordered, price);
            assertThat(captured).as("all of it was delivered at its price").isEqualTo(subsidy);
        }
    }

    /**
     * Whatever is delivered, accepted in any order, rejected, made cheaper, cancelled, credited and given back of
     * orders of several lines and vouchers: no voucher pays more than its part, all together no more than the shares of
     * what it costs, nothing is ever negative, and what is as it was ordered in the end is paid to the fen.
     */
    @Property(tries = 100_000, edgeCases = EdgeCasesMode.NONE)
    void wholeOrdersArePaidToTheFenWhateverHappensToThem(@ForAll Random random) {
        OrderHistory history = new OrderHistory(random);

        history.steps(2 + random.nextInt(8));
        history.finish();
    }

    /** The same in whole numbers, without a decimal: both sides are multiplied by their denominators. */
    private static BigInteger oracle(
            long subsidy, BigDecimal ratio, BigDecimal ordered, BigDecimal accepted, long cost) {
        int scale = Math.max(ordered.scale(), accepted.scale());
        BigInteger whole = ordered.setScale(scale).unscaledValue();
        BigInteger part = accepted.setScale(scale).unscaledValue();
        BigInteger ofQuantity = BigInteger.valueOf(subsidy).multiply(part).divide(whole);
        BigInteger ofCost =
                BigInteger.valueOf(cost).multiply(ratio.unscaledValue()).divide(BigInteger.TEN.pow(ratio.scale()));
        return ofQuantity.min(ofCost);
    }

    private static long shareOf(long price, BigDecimal ratio) {
        return BigInteger.valueOf(price)
                .multiply(ratio.unscaledValue())
                .divide(BigInteger.TEN.pow(ratio.scale()))
                .longValueExact();
    }

    private static long cost(long price, BigDecimal accepted, BigDecimal ordered) {
        int scale = Math.max(ordered.scale(), accepted.scale());
        return BigInteger.valueOf(price)
                .multiply(accepted.setScale(scale).unscaledValue())
                .divide(ordered.setScale(scale).unscaledValue())
                .longValueExact();
    }

    @Example
    void threeThirdsOfAHundredAreAHundred() {
        OrderSubsidy line = new OrderSubsidy(100, new BigDecimal("0.4"), BigDecimal.valueOf(3));

        long first = line.toCapture(0, BigDecimal.ONE, 100);
        long second = line.toCapture(first, BigDecimal.valueOf(2), 200);
        long third = line.toCapture(first + second, BigDecimal.valueOf(3), 300);

        assertThat(first).isEqualTo(33);
        assertThat(second).isEqualTo(33);
        assertThat(third).isEqualTo(34);
    }

    @Example
    void moreThanWasOrderedIsWorthNoMore() {
        OrderSubsidy line = new OrderSubsidy(100, BigDecimal.ONE, BigDecimal.TEN);

        assertThat(line.due(BigDecimal.valueOf(15), 1_500)).isEqualTo(100);
        assertThat(line.due(BigDecimal.valueOf(-1), 0)).isZero();
    }
}
