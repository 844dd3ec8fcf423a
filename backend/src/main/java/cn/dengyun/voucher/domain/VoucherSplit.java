package cn.dengyun.voucher.domain;

import java.util.ArrayList;
import java.util.List;

/** One order paid by several vouchers: each gives what it has, in their order, until the lines are paid. */
public final class VoucherSplit {

    private VoucherSplit() {}

    /**
     * What each voucher pays.
     *
     * @param lines of the order
     * @param available of the vouchers in the order in which they are used, in fen
     * @return for each voucher the parts of the lines that it pays, none where it is not needed; less than the lines in
     *     all when the vouchers do not suffice
     */
    public static List<List<ReservationLine>> of(List<ReservationLine> lines, List<Long> available) {
        List<List<ReservationLine>> parts = new ArrayList<>();
        int line = 0;
        long open = lines.isEmpty() ? 0 : lines.get(0).amountFen();
        for (long left : available) {
            List<ReservationLine> part = new ArrayList<>();
            long rest = left;
            while (rest > 0 && line < lines.size()) {
                long paid = Math.min(rest, open);
                part.add(new ReservationLine(
                        lines.get(line).description(), lines.get(line).baseFen(), paid));
                rest -= paid;
                open -= paid;
                if (open == 0) {
                    line++;
                    open = line < lines.size() ? lines.get(line).amountFen() : 0;
                }
            }
            parts.add(part);
        }
        return parts;
    }
}
