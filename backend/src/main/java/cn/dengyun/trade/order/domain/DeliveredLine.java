package cn.dengyun.trade.order.domain;

import java.math.BigDecimal;

/**
 * What was delivered of a line.
 *
 * @param planCode the plan, of which an order has one line
 * @param netFen what the provider gets for it, tax included, in fen
 * @param exTaxFen without tax, in fen; null where the plan says no rate
 * @param fullFen what it would get had nothing been taken off this part alone: what is delivered later is not worth
 *     more because of that
 * @param fullExTaxFen the same without tax
 */
public record DeliveredLine(
        String planCode, BigDecimal quantity, long netFen, Long exTaxFen, long fullFen, Long fullExTaxFen) {

    public static DeliveredLine of(String planCode, LineSubsidy.Part part) {
        return of(planCode, part, part);
    }

    private static DeliveredLine of(String planCode, LineSubsidy.Part part, LineSubsidy.Part full) {
        return new DeliveredLine(
                planCode, part.quantity(), part.netFen(), part.exTaxFen(), full.netFen(), full.exTaxFen());
    }

    LineSubsidy.Part part() {
        return new LineSubsidy.Part(quantity, netFen, exTaxFen);
    }

    LineSubsidy.Part full() {
        return new LineSubsidy.Part(quantity, fullFen, fullExTaxFen);
    }

    /** It when all of the line costs less; this part so much of it. */
    DeliveredLine cut(LineSubsidy.Part full) {
        return of(planCode, full.atMost(part()), full);
    }

    /** It with less, or cheaper, by itself. */
    DeliveredLine lowered(LineSubsidy.Part less) {
        LineSubsidy.Part left = less.notNegative().atMost(part());
        return of(planCode, left, full().of(left.quantity()).atLeast(left));
    }
}
