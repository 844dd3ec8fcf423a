package cn.dengyun.trade.order;

import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.shared.Fen;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.domain.OrderPrice;
import cn.dengyun.trade.order.domain.OwnWords;
import java.math.BigDecimal;
import java.util.List;

/**
 * A line that was quoted in the provider's own words. No discount is taken off it, and no voucher pays of it.
 *
 * @param code what the line is called by, as others are by their plan
 * @param units whole, above 0
 */
public record OwnLine(String code, String title, BigDecimal units, OwnWords words) {

    Plan plan() {
        return words.plan(code, title);
    }

    /** What it costs. Rejects with {@code amount-out-of-range}. */
    public OrderPrice price() {
        return OrderPrice.of(plan(), units, List.of(), List.of(), null);
    }

    /** Whether it costs more than an order may. */
    public boolean isTooDear() {
        try {
            return plan().price(units).amount() > Fen.MAX_AMOUNT;
        } catch (Rejection beyondAllMoney) {
            return true;
        }
    }
}
