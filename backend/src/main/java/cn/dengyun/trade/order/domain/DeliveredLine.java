package cn.dengyun.trade.order.domain;

import java.math.BigDecimal;

/**
 * What was delivered of a line.
 *
 * @param planCode the plan, of which an order has one line
 * @param netFen what the provider gets for it, tax included, in fen
 * @param exTaxFen without tax, in fen; null where the plan says no rate
 */
public record DeliveredLine(String planCode, BigDecimal quantity, long netFen, Long exTaxFen) {

    LineSubsidy.Part part() {
        return new LineSubsidy.Part(quantity, netFen, exTaxFen);
    }

    static DeliveredLine of(String planCode, LineSubsidy.Part part) {
        return new DeliveredLine(planCode, part.quantity(), part.netFen(), part.exTaxFen());
    }
}
