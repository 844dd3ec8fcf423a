package cn.dengyun.trade.order.domain;

import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.PriceModel;
import java.math.BigDecimal;

/**
 * What a provider has quoted in its own words, of what the catalogue has no entry for. No version of an offering says
 * its price, so there is nothing that a voucher could pay a share of.
 *
 * @param description what is done, at most 2,000 characters
 * @param unit what it is counted in, whole
 * @param unitPriceFen for one of them, tax included, in fen
 * @param taxRate contained in it, as a ratio such as 0.06
 */
public record OwnWords(String description, String unit, long unitPriceFen, BigDecimal taxRate) {

    /** Counted and priced like a plan that is bought by the piece; no catalogue has it. */
    public Plan plan(String code, String title) {
        return new Plan(
                code,
                title,
                null,
                PriceModel.ONE_OFF,
                unitPriceFen,
                null,
                null,
                null,
                null,
                null,
                null,
                taxRate,
                null,
                null,
                null,
                null,
                null);
    }
}
