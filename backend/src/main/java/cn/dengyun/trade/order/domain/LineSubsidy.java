package cn.dengyun.trade.order.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the vouchers of one line pay of it together. Each pays what {@link OrderSubsidy} says; and those whose
 * programmes pay a share of so much or less never pay more than that together, also when the line becomes cheaper than
 * it was when they were held for it.
 *
 * @param ordered the quantity, above 0
 * @param shares in the order in which they pay
 */
public record LineSubsidy(BigDecimal ordered, List<LineShare> shares) {

    /**
     * Some of a line and what it costs.
     *
     * @param netFen tax included, in fen
     * @param exTaxFen without tax, in fen; null where that is not known
     */
    public record Part(BigDecimal quantity, long netFen, Long exTaxFen) {

        static final Part NONE = new Part(BigDecimal.ZERO, 0, 0L);

        Part plus(Part other) {
            return new Part(
                    quantity.add(other.quantity),
                    Math.addExact(netFen, other.netFen),
                    exTaxFen == null || other.exTaxFen == null ? null : Math.addExact(exTaxFen, other.exTaxFen));
        }

        /** What it is more than another. */
        Part minus(Part other) {
            return new Part(
                    quantity.subtract(other.quantity),
                    netFen - other.netFen,
                    exTaxFen == null || other.exTaxFen == null ? null : Long.valueOf(exTaxFen - other.exTaxFen));
        }

        /** The same, of no component less than nothing. */
        Part notNegative() {
            return new Part(
                    quantity.max(BigDecimal.ZERO),
                    Math.max(0, netFen),
                    exTaxFen == null ? null : Long.valueOf(Math.max(0, exTaxFen)));
        }

        /** Its part for a quantity that is not greater. */
        Part of(BigDecimal less) {
            return new Part(less, part(netFen, less), exTaxFen == null ? null : Long.valueOf(part(exTaxFen, less)));
        }

        private long part(long fen, BigDecimal less) {
            return quantity.signum() == 0
                    ? 0
                    : BigDecimal.valueOf(fen)
                            .multiply(less)
                            .divide(quantity, 0, RoundingMode.FLOOR)
                            .longValueExact();
        }

        /** Of each component the greater one. */
        Part atLeast(Part other) {
            return new Part(
                    quantity.max(other.quantity),
                    Math.max(netFen, other.netFen),
                    exTaxFen == null || other.exTaxFen == null
                            ? null
                            : Long.valueOf(Math.max(exTaxFen, other.exTaxFen)));
        }

        /** Of each component the smaller one. */
        Part atMost(Part other) {
            return new Part(
                    quantity.min(other.quantity),
                    Math.min(netFen, other.netFen),
                    exTaxFen == null || other.exTaxFen == null
                            ? null
                            : Long.valueOf(Math.min(exTaxFen, other.exTaxFen)));
        }
    }

    /**
     * What each voucher has to have paid for so much of the line; never less than it has paid.
     *
     * @param paidFen by each voucher so far, in fen
     */
    public Map<UUID, Long> raised(Map<UUID, Long> paidFen, Part counted) {
        Map<UUID, Long> paid = new HashMap<>(paidFen);
        for (LineShare share : shares) {
            paid.merge(share.voucherId(), dueFen(share, paid, counted), Math::max);
        }
        return paid;
    }

    /** What each voucher may have paid at most for so much of the line; never more than it has paid. */
    public Map<UUID, Long> lowered(Map<UUID, Long> paidFen, Part counted) {
        Map<UUID, Long> paid = new HashMap<>(paidFen);
        for (int i = shares.size() - 1; i >= 0; i--) {
            LineShare share = shares.get(i);
            long before = paid.getOrDefault(share.voucherId(), 0L);
            paid.put(share.voucherId(), Math.min(before, dueFen(share, paid, counted)));
        }
        return paid;
    }

    private long dueFen(LineShare share, Map<UUID, Long> paid, Part counted) {
        OrderSubsidy alone = new OrderSubsidy(share.subsidyFen(), share.ratio(), ordered);
        long due = alone.due(counted.quantity(), share.costFen(counted));
        return Math.min(due, freeFen(share, paid, counted));
    }

    /** What the others leave of the shares of all programmes that pay at least as much. */
    private long freeFen(LineShare share, Map<UUID, Long> paid, Part counted) {
        long own = share.shareFen(counted);
        long free = own;
        for (LineShare level : shares) {
            long bound = level.shareFen(counted);
            if (bound >= own) {
                free = Math.min(free, bound - paidWithin(bound, share, paid, counted));
            }
        }
        return Math.max(0, free);
    }

    private long paidWithin(long bound, LineShare but, Map<UUID, Long> paid, Part counted) {
        return shares.stream()
                .filter(other -> !other.voucherId().equals(but.voucherId()) && other.shareFen(counted) <= bound)
                .mapToLong(other -> paid.getOrDefault(other.voucherId(), 0L))
                .reduce(0, Math::addExact);
    }
}
