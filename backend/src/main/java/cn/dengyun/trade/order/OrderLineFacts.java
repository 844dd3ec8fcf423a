package cn.dengyun.trade.order;

import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.trade.order.domain.OrderLine;
import java.math.BigDecimal;

/**
 * A line of an order, for what is built on it.
 *
 * @param line from 1
 * @param plan as it was when it was ordered
 * @param isInOwnWords whether the provider has quoted it without a plan: no catalogue says what it costs
 * @param quantity that was ordered, less what was cancelled
 * @param accepted of it
 * @param netFen what the provider gets for all that was ordered as both sides have agreed last, tax included, in fen
 * @param exTaxFen without tax, in fen; null where the plan says no rate
 * @param subsidyFen what vouchers held for it when it was ordered, in fen
 */
public record OrderLineFacts(
        int line,
        String planCode,
        Plan plan,
        boolean isInOwnWords,
        BigDecimal quantity,
        BigDecimal accepted,
        long netFen,
        Long exTaxFen,
        long subsidyFen) {

    static OrderLineFacts of(OrderLine line) {
        return new OrderLineFacts(
                line.line(),
                line.planCode(),
                line.plan(),
                line.ownWords() != null,
                line.quantity().subtract(line.cancelled()),
                line.accepted(),
                line.presentNetFen(),
                line.presentExTaxFen(),
                line.subsidyFen());
    }
}
