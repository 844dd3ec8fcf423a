package cn.dengyun.trade.bill.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.domain.MadeUpPlans;
import cn.dengyun.catalogue.domain.Measured;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.PriceModel;
import cn.dengyun.catalogue.domain.PriceTier;
import cn.dengyun.catalogue.domain.TierMode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;

/**
 * Bills come to what a count in whole numbers says, which shares no line with them; and a month that is billed in
 * pieces comes to what it comes to at once. The system property {@code dengyun.bill.cases} tries more.
 */
class BillRatingPropertyTest {

    private static final int CASES = Integer.getInteger("dengyun.bill.cases", 2_000);
    private static final LocalDate MONTH = LocalDate.parse("2028-02-01");
    private static final BigInteger BILLION = BigInteger.TEN.pow(9);
    private static final List<PriceModel> MEASURED =
            Arrays.stream(PriceModel.values()).filter(PriceModel::isMeasured).toList();

    @Example
    void aBillComesToWhatACountInWholeNumbersSays(@ForAll Random random) {
        for (int i = 0; i < CASES; i++) {
            BillTerms terms = terms(random);
            Measured measured = measured(random, terms.plan());
            boolean isFirst = random.nextBoolean();

            List<BillLine> lines =
                    rating(terms, MONTH, isFirst, List.of()).lines(List.of(new MonthUsage(1, MONTH, measured)));

            assertThat(Bill.sum(lines))
                    .as("%s of %s, first: %s", measured, terms, isFirst)
                    .isEqualTo(counted(terms, measured, isFirst));
            assertThat(lines.stream().map(BillLine::number)).isSorted().doesNotHaveDuplicates();
            Long tax = Bill.tax(lines);
            if (tax != null && !lines.isEmpty()) {
                assertTaxIsContained(lines);
            }
        }
    }

    private static void assertTaxIsContained(List<BillLine> lines) {
        lines.forEach(line -> {
            BigDecimal exact = BigDecimal.valueOf(line.exTaxFen()).multiply(BigDecimal.ONE.add(line.taxRate()));
            assertThat(exact).isLessThanOrEqualTo(BigDecimal.valueOf(line.amountFen()));
            assertThat(exact.add(BigDecimal.ONE).add(line.taxRate()))
                    .isGreaterThan(BigDecimal.valueOf(line.amountFen()));
        });
    }

    /** Late usage and what is taken back: bill after bill, the month is billed up to what is known of it. */
    @Example
    void aMonthInPiecesComesToWhatItComesToAtOnce(@ForAll Random random) {
        for (int i = 0; i < CASES; i++) {
            BillTerms terms = terms(random);
            List<BillLine> billed = new ArrayList<>();
            Measured known = measured(random, terms.plan());
            BillTerms pinned = terms;
            billed.addAll(rating(terms, MONTH, true, List.of()).lines(List.of(new MonthUsage(1, MONTH, known))));
            for (int month = 1; month <= 3; month++) {
                known = measured(random, terms.plan());
                LocalDate next = MONTH.plusMonths(month);
                // What both sides have agreed on since is not true of a month that was billed before.
                BillTerms since = random.nextBoolean() ? terms : terms.cutBy(BigDecimal.valueOf(random.nextInt(10), 1));
                boolean isFirst = billed.stream().noneMatch(line -> line.month().equals(MONTH));
                pinned = isFirst ? since : pinned;
                List<BillLine> lines =
                        rating(since, next, false, billed).lines(List.of(new MonthUsage(1, MONTH, known)));
                billed.addAll(lines);
                assertThat(sumOf(billed, MONTH))
                        .as("after %s, %s", known, pinned)
                        .isEqualTo(counted(pinned, known, true));
                assertThat(sumOf(lines, next)).isEqualTo(counted(since, Measured.of(BigDecimal.ZERO), false));
            }
        }
    }

    private static long sumOf(List<BillLine> lines, LocalDate month) {
        return Bill.sum(
                lines.stream().filter(line -> line.month().equals(month)).toList());
    }

    private static BillRating rating(BillTerms terms, LocalDate month, boolean isFirst, List<BillLine> billed) {
        return new BillRating(month, isFirst, List.of(terms), billed);
    }

    private static BillTerms terms(Random random) {
        PriceModel model = MEASURED.get(random.nextInt(MEASURED.size()));
        Plan plan = new MadeUpPlans(random).next("a", model, "CNY_FEN");
        BillLineKind discount = switch (random.nextInt(3)) {
            case 0 -> BillLineKind.CONCESSION;
            case 1 -> BillLineKind.CAMPAIGN;
            default -> null;
        };
        BigDecimal rate = discount == null ? null : BigDecimal.valueOf(1 + random.nextInt(9_999), 4);
        BigDecimal cut =
                random.nextInt(3) == 0 ? BigDecimal.valueOf(1 + random.nextInt(1_000_000_000), 9) : BigDecimal.ZERO;
        return new BillTerms(1, "a", "套餐", plan, discount, rate, discount == null ? null : "优惠", cut);
    }

    private static Measured measured(Random random, Plan plan) {
        if (plan.model() != PriceModel.TIME_OF_USE) {
            return Measured.of(quantity(random, plan));
        }
        return Measured.inWindows(Stream.generate(() -> quantity(random, plan))
                .limit(plan.windows().size())
                .toList());
    }

    /** Small ones, and some of 18 digits. */
    private static BigDecimal quantity(Random random, Plan plan) {
        if (!plan.model().hasFractions()) {
            return BigDecimal.valueOf(random.nextInt(1_000_000));
        }
        return random.nextInt(4) == 0
                ? BigDecimal.valueOf(Math.floorMod(random.nextLong(), 1_000_000_000_000_000_000L), 9)
                : BigDecimal.valueOf(random.nextInt(50_000_000), random.nextInt(10));
    }

    /** In 10⁻¹⁸ fen, then down or half-even to fen. */
    private static long counted(BillTerms terms, Measured measured, boolean isFirst) {
        Plan plan = terms.plan();
        BigInteger charge = halfEven(exact(plan, measured));
        if (plan.minimumChargeFen() != null) {
            charge = charge.max(BigInteger.valueOf(plan.minimumChargeFen()));
        }
        if (plan.maximumChargeFen() != null) {
            charge = charge.min(BigInteger.valueOf(plan.maximumChargeFen()));
        }
        if (isFirst && plan.setupFen() != null) {
            charge = charge.add(BigInteger.valueOf(plan.setupFen()));
        }
        if (terms.discount() != null) {
            charge = charge.subtract(share(charge, terms.discountRate()));
        }
        return charge.subtract(share(charge, terms.cutRate())).longValueExact();
    }

    private static BigInteger share(BigInteger fen, BigDecimal rate) {
        return fen.multiply(billionths(rate)).divide(BILLION);
    }

    private static BigInteger halfEven(BigInteger exact) {
        BigInteger unit = BILLION.multiply(BILLION);
        BigInteger[] parts = exact.divideAndRemainder(unit);
        int half = parts[1].shiftLeft(1).compareTo(unit);
        boolean isUp = half > 0 || half == 0 && parts[0].testBit(0);
        return isUp ? parts[0].add(BigInteger.ONE) : parts[0];
    }

    private static BigInteger exact(Plan plan, Measured measured) {
        BigInteger quantity = billionths(measured.quantity());
        return switch (plan.model()) {
            case PACKAGE -> {
                BigInteger size = billionths(plan.packageSize());
                BigInteger begun = quantity.add(size).subtract(BigInteger.ONE).divide(size);
                yield begun.multiply(BigInteger.valueOf(plan.amountFen()))
                        .multiply(BILLION)
                        .multiply(BILLION);
            }
            case PERCENTAGE -> quantity.multiply(billionths(plan.rate()));
            case TIME_OF_USE -> inWindows(plan, measured, quantity);
            case METERED -> plan.tierMode() == TierMode.VOLUME ? volume(plan, quantity) : graduated(plan, quantity);
            case ONE_OFF, SUBSCRIPTION -> throw new IllegalStateException("nothing measures it");
        };
    }

    private static BigInteger inWindows(Plan plan, Measured measured, BigInteger quantity) {
        if (measured.byWindow().isEmpty()) {
            assertThat(quantity).isZero();
            return BigInteger.ZERO;
        }
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < plan.windows().size(); i++) {
            sum = sum.add(billionths(measured.byWindow().get(i))
                    .multiply(billionths(plan.windows().get(i).unitPriceFen())));
        }
        return sum;
    }

    private static BigInteger volume(Plan plan, BigInteger quantity) {
        PriceTier tier = plan.tiers().stream()
                .filter(each -> each.upTo() == null || quantity.compareTo(billionths(each.upTo())) <= 0)
                .findFirst()
                .orElseThrow();
        return quantity.multiply(billionths(tier.unitPriceFen()));
    }

    /** Backwards: what is above the end of the tier before, at this tier's price. */
    private static BigInteger graduated(Plan plan, BigInteger quantity) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger left = quantity;
        for (int i = plan.tiers().size() - 1; i >= 0; i--) {
            BigInteger begin = i == 0
                    ? BigInteger.ZERO
                    : billionths(plan.tiers().get(i - 1).upTo());
            BigInteger above = left.subtract(begin).max(BigInteger.ZERO);
            sum = sum.add(above.multiply(billionths(plan.tiers().get(i).unitPriceFen())));
            left = left.subtract(above);
        }
        return sum;
    }

    private static BigInteger billionths(BigDecimal number) {
        return number.movePointRight(9).toBigIntegerExact();
    }
}
