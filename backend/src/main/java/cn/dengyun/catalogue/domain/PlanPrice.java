package cn.dengyun.catalogue.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a quantity of a plan costs everybody, set-up and discounts included, rounded down.
 *
 * @param inclTaxFen as it is charged, in fen
 * @param exTaxFen without the value-added tax, in fen; null when the provider does not say its rate
 */
public record PlanPrice(long inclTaxFen, Long exTaxFen) {

    /**
     * The same for no more than was agreed.
     *
     * @param mostFen as it is charged, in fen; null where nothing was agreed
     * @param taxRate contained in it; null when the provider does not say it
     */
    public PlanPrice atMost(Long mostFen, BigDecimal taxRate) {
        if (mostFen == null) {
            return this;
        }
        Long without = exTaxFen == null || taxRate == null
                ? exTaxFen
                : Long.valueOf(Math.min(
                        exTaxFen,
                        BigDecimal.valueOf(mostFen)
                                .divide(BigDecimal.ONE.add(taxRate), 0, RoundingMode.FLOOR)
                                .longValueExact()));
        return new PlanPrice(Math.min(inclTaxFen, mostFen), without);
    }
}
