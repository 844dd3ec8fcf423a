package cn.dengyun.voucher.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * One order paid by vouchers: each gives what it has and may, in their order, until the lines are paid.
 *
 * @param parts for each voucher the parts of the lines that it pays, none where it is not needed
 * @param paidFen what all of them together pay of each line, in fen; less than was asked for where the vouchers do not
 *     suffice or may not pay more
 */
public record VoucherSplit(List<List<ReservationLine>> parts, List<Long> paidFen) {

    /**
     * What a voucher can give.
     *
     * @param availableFen in fen
     * @param terms of its programme
     */
    public record Purse(long availableFen, OrderShares.Terms terms) {}

    /**
     * Splits an order.
     *
     * @param lines of the order with what shall be paid of them, each of another plan
     * @param purses in the order in which they are used
     * @param order what is paid of it already; afterwards with what these vouchers pay
     */
    public static VoucherSplit of(List<OrderLine> lines, List<Purse> purses, OrderShares order) {
        long[] paid = new long[lines.size()];
        List<List<ReservationLine>> parts = new ArrayList<>();
        for (Purse purse : purses) {
            List<ReservationLine> part = new ArrayList<>();
            long left = purse.availableFen();
            for (int i = 0; i < paid.length; i++) {
                OrderLine line = lines.get(i);
                long open = line.amountFen() - paid[i];
                long given = open == 0 ? 0 : Math.min(Math.min(left, open), order.free(line, purse.terms()));
                if (given > 0) {
                    part.add(line.paying(order.base(line, purse.terms()), given));
                    paid[i] += given;
                    left -= given;
                }
            }
            order.add(part, purse.terms());
            parts.add(part);
        }
        List<Long> paidFen = new ArrayList<>();
        for (long each : paid) {
            paidFen.add(each);
        }
        return new VoucherSplit(parts, paidFen);
    }
}
