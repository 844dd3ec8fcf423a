package cn.dengyun.catalogue.domain;

import cn.dengyun.shared.Fen;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * One way to buy an offering, complete enough to compute a bill from.
 *
 * @param code the provider's own code of the plan, unique within the offering
 * @param amountFen what a one-off or one period costs, in fen; null for metered plans
 * @param period code list {@code billing-periods}; subscriptions only
 * @param unit code list {@code meter-units}; metered plans only
 * @param tierMode metered plans with more than one tier only
 * @param tiers ascending, the last without an end; metered plans only
 * @param minimumChargeFen least charge of a metered bill line, in fen; null for none
 * @param setupFen charged once at the start in addition, in fen; null for none
 * @param taxRate value-added tax contained in the prices, as a ratio such as 0.06; null when the provider does not say
 */
public record Plan(
        String code,
        String name,
        String nameEn,
        PriceModel model,
        Long amountFen,
        String period,
        String unit,
        TierMode tierMode,
        List<PriceTier> tiers,
        Long minimumChargeFen,
        Long setupFen,
        BigDecimal taxRate) {

    public Plan {
        tiers = tiers == null ? List.of() : List.copyOf(tiers);
    }

    /**
     * What a quantity costs, without the set-up charge: exact over all tiers, rounded half-even to fen once for the
     * line, never below the minimum charge.
     *
     * @param quantity units (metered), periods (subscription) or pieces (one-off); not negative
     *     <p>Rejects with {@code amount-out-of-range}.
     */
    public Fen charge(BigDecimal quantity) {
        if (model != PriceModel.METERED) {
            return Fen.ofLine(quantity, BigDecimal.valueOf(amountFen));
        }
        BigDecimal exact = tierMode == TierMode.VOLUME ? volume(quantity) : graduated(quantity);
        Fen charge = Fen.ofLine(BigDecimal.ONE, exact);
        return minimumChargeFen != null && Fen.of(minimumChargeFen).exceeds(charge) ? Fen.of(minimumChargeFen) : charge;
    }

    private BigDecimal graduated(BigDecimal quantity) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal below = BigDecimal.ZERO;
        for (PriceTier tier : tiers) {
            BigDecimal end = tier.upTo() == null ? quantity : tier.upTo().min(quantity);
            if (end.compareTo(below) > 0) {
                sum = sum.add(end.subtract(below).multiply(tier.unitPriceFen()));
                below = end;
            }
        }
        return sum;
    }

    private BigDecimal volume(BigDecimal quantity) {
        for (PriceTier tier : tiers) {
            if (tier.upTo() == null || quantity.compareTo(tier.upTo()) <= 0) {
                return quantity.multiply(tier.unitPriceFen());
            }
        }
        throw new IllegalStateException("the last tier of a plan has no end");
    }

    /** What an order of a quantity costs, with the set-up charge. Rejects with {@code amount-out-of-range}. */
    public Fen price(BigDecimal quantity) {
        return charge(quantity).plus(Fen.of(setupFen == null ? 0 : setupFen));
    }

    /** The smallest sum this plan can be begun with, in fen: one piece, one period, or one unit. */
    public long entryPriceFen() {
        return price(BigDecimal.ONE).amount();
    }

    /** Whether a quantity of this plan is the same as of another version of it, so that their prices compare. */
    boolean isSameAs(Plan other) {
        return code.equals(other.code) && isCountedLike(other);
    }

    /** Whether a quantity of both means the same, whatever they are called. */
    boolean isCountedLike(Plan other) {
        return model == other.model && Objects.equals(period, other.period) && Objects.equals(unit, other.unit);
    }
}
