package cn.dengyun.voucher.domain;

import cn.dengyun.voucher.domain.OrderShares.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

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
    public record Purse(long availableFen, Terms terms) {}

    /**
     * Splits an order. Lines that ask for an amount come first; of the others the vouchers pay what they have left.
     *
     * @param lines of the order with what shall be paid of them, each of another plan
     * @param purses in the order in which they are used
     * @param order what is paid of it already; afterwards with what these vouchers pay
     */
    public static VoucherSplit of(List<OrderLine> lines, List<Purse> purses, OrderShares order) {
        long[] paid = new long[lines.size()];
        long[] left = purses.stream().mapToLong(Purse::availableFen).toArray();
        List<NavigableMap<Integer, ReservationLine>> given = new ArrayList<>();
        purses.forEach(purse -> given.add(new TreeMap<>()));
        for (boolean isOpen : new boolean[] {false, true}) {
            for (int i = 0; i < left.length; i++) {
                Terms terms = purses.get(i).terms();
                Map<Integer, ReservationLine> parts = give(lines, isOpen, paid, left[i], terms, order);
                left[i] -= parts.values().stream()
                        .mapToLong(ReservationLine::amountFen)
                        .sum();
                given.get(i).putAll(parts);
                order.add(List.copyOf(parts.values()), terms);
            }
        }
        return new VoucherSplit(
                given.stream().map(parts -> List.copyOf(parts.values())).toList(),
                Arrays.stream(paid).boxed().toList());
    }

    /** What a voucher gives of the lines whose turn it is, by their place. */
    private static Map<Integer, ReservationLine> give(
            List<OrderLine> lines, boolean isOpen, long[] paid, long availableFen, Terms terms, OrderShares order) {
        Map<Integer, ReservationLine> parts = new TreeMap<>();
        long left = availableFen;
        for (int i = 0; i < paid.length; i++) {
            OrderLine line = lines.get(i);
            long open = line.isOpen() == isOpen ? line.amountFen() - paid[i] : 0;
            long given = open == 0 ? 0 : Math.min(Math.min(left, open), order.free(line, terms));
            if (given > 0) {
                parts.put(i, line.paying(order.base(line, terms), given));
                paid[i] += given;
                left -= given;
            }
        }
        return parts;
    }
}
