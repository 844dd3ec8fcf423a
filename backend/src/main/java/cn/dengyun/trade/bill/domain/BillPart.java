package cn.dengyun.trade.bill.domain;

import java.math.BigDecimal;

/**
 * Some of a bill, in what vouchers are counted by.
 *
 * @param netFen tax included, in fen
 * @param exTaxFen without tax, in fen; null where the plan says no rate
 */
public record BillPart(BigDecimal quantity, long netFen, Long exTaxFen) {

    public static final BillPart NONE = new BillPart(BigDecimal.ZERO, 0, 0L);

    static BillPart of(BillLine line) {
        BigDecimal quantity = line.quantity() == null ? BigDecimal.ZERO : line.quantity();
        return new BillPart(quantity, line.amountFen(), line.exTaxFen());
    }

    public BillPart plus(BillPart other) {
        return new BillPart(
                quantity.add(other.quantity),
                Math.addExact(netFen, other.netFen),
                exTaxFen == null || other.exTaxFen == null ? null : Math.addExact(exTaxFen, other.exTaxFen));
    }

    public BillPart minus(BillPart other) {
        return plus(other.negated());
    }

    BillPart negated() {
        return new BillPart(
                quantity.negate(),
                Math.negateExact(netFen),
                exTaxFen == null ? null : Long.valueOf(Math.negateExact(exTaxFen)));
    }

    /** The same, of no component less than nothing. */
    public BillPart notNegative() {
        return new BillPart(
                quantity.max(BigDecimal.ZERO),
                Math.max(0, netFen),
                exTaxFen == null ? null : Long.valueOf(Math.max(0, exTaxFen)));
    }

    /** Of each component the smaller one. */
    BillPart atMost(BillPart other) {
        return new BillPart(
                quantity.min(other.quantity),
                Math.min(netFen, other.netFen),
                exTaxFen == null || other.exTaxFen == null ? null : Long.valueOf(Math.min(exTaxFen, other.exTaxFen)));
    }

    /** The same for less money: its price without tax in proportion, rounded down. */
    public BillPart less(long offFen) {
        if (offFen == 0) {
            return this;
        }
        long net = netFen - offFen;
        Long without = exTaxFen == null
                ? null
                : Long.valueOf(BigDecimal.valueOf(exTaxFen)
                        .multiply(BigDecimal.valueOf(net))
                        .divideToIntegralValue(BigDecimal.valueOf(netFen))
                        .longValueExact());
        return new BillPart(quantity, net, without);
    }

    boolean isNothing() {
        return quantity.signum() == 0 && netFen == 0 && (exTaxFen == null || exTaxFen == 0);
    }
}
