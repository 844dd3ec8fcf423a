package cn.dengyun.catalogue.concession;

import cn.dengyun.catalogue.domain.Discount;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What is waived of the list price by a concession that everybody has.
 *
 * @param code of the concession
 * @param rate above 0 and at most 1
 * @param lastOn the last day on which it holds, or held
 */
public record Waiver(String code, String title, BigDecimal rate, LocalDate fromOn, LocalDate lastOn) {

    /** The same as a discount of the provider's own. */
    public Discount discount() {
        return new Discount(title, rate, fromOn, lastOn, null, code);
    }
}
