package cn.dengyun.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Every model charges what a count in whole numbers says, which shares no line with it. */
class PriceModelPropertyTest {

    /** Of which every number here is a multiple: nine decimals of a price, nine of a quantity. */
    private static final BigInteger BILLION = BigInteger.TEN.pow(9);

    @Property(tries = 50_000, edgeCases = EdgeCasesMode.NONE)
    void aChargeIsExactAndRoundedOnce(@ForAll Random random) {
        MadeUpPlans plans = new MadeUpPlans(random);
        PriceModel model = PriceModel.values()[random.nextInt(PriceModel.values().length)];
        Plan plan = plans.next("a", model, "CNY_FEN");
        Measured measured = measured(plans, plan, random);

        assertThat(plan.charge(measured).amount())
                .as("%s of %s", measured, plan)
                .isEqualTo(counted(plan, measured));
        assertThat(plan.price(measured.quantity()).amount())
                .isLessThanOrEqualTo(counted(plan, measured) + (plan.setupFen() == null ? 0 : plan.setupFen()));
    }

    private static Measured measured(MadeUpPlans plans, Plan plan, Random random) {
        if (plan.model() != PriceModel.TIME_OF_USE) {
            return Measured.of(
                    plan.model().hasFractions() ? plans.decimal(5_000) : BigDecimal.valueOf(random.nextInt(9_000)));
        }
        List<BigDecimal> parts = new ArrayList<>();
        plan.windows().forEach(window -> parts.add(plans.decimal(500)));
        return Measured.inWindows(parts);
    }

    /** What was measured costs without the set-up, counted in 10⁻¹⁸ fen. */
    static long counted(Plan plan, Measured measured) {
        BigInteger quantity = billionths(measured.quantity());
        BigInteger unit = BILLION.multiply(BILLION);
        BigInteger sum = BigInteger.ZERO;
        switch (plan.model()) {
            case ONE_OFF, SUBSCRIPTION -> sum = quantity.multiply(BILLION).multiply(fen(plan.amountFen()));
            case PACKAGE -> {
                BigInteger size = billionths(plan.packageSize());
                BigInteger begun = quantity.add(size).subtract(BigInteger.ONE).divide(size);
                sum = begun.multiply(fen(plan.amountFen())).multiply(unit);
            }
            case PERCENTAGE -> sum = quantity.multiply(billionths(plan.rate()));
            case TIME_OF_USE -> {
                for (int i = 0; i < plan.windows().size(); i++) {
                    BigInteger price = billionths(plan.windows().get(i).unitPriceFen());
                    sum = sum.add(billionths(measured.byWindow().get(i)).multiply(price));
                }
            }
            case METERED -> sum = tiers(plan, quantity);
            default -> throw new IllegalStateException("a model that nobody counts");
        }
        BigInteger[] parts = sum.divideAndRemainder(unit);
        int half = parts[1].shiftLeft(1).compareTo(unit);
        long fen = parts[0].longValueExact();
        fen += half > 0 || half == 0 && fen % 2 == 1 ? 1 : 0;
        if (plan.minimumChargeFen() != null && fen < plan.minimumChargeFen()) {
            fen = plan.minimumChargeFen();
        }
        return plan.maximumChargeFen() != null && fen > plan.maximumChargeFen() ? plan.maximumChargeFen() : fen;
    }

    private static BigInteger tiers(Plan plan, BigInteger quantity) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger rest = quantity;
        BigInteger begin = BigInteger.ZERO;
        for (PriceTier tier : plan.tiers()) {
            BigInteger price = billionths(tier.unitPriceFen());
            boolean isHere = tier.upTo() == null || quantity.compareTo(billionths(tier.upTo())) <= 0;
            if (plan.tierMode() == TierMode.VOLUME && isHere) {
                return quantity.multiply(price);
            }
            BigInteger part = isHere ? rest : billionths(tier.upTo()).subtract(begin);
            sum = sum.add(part.multiply(price));
            if (isHere) {
                return sum;
            }
            rest = rest.subtract(part);
            begin = billionths(tier.upTo());
        }
        throw new IllegalStateException("the last tier has an end");
    }

    private static BigInteger billionths(BigDecimal number) {
        return number.movePointRight(9).toBigIntegerExact();
    }

    private static BigInteger fen(long amount) {
        return BigInteger.valueOf(amount);
    }
}
