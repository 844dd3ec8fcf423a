package cn.dengyun.voucher.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What one hold pays of its order: all of it while it is held, what was captured and not refunded afterwards.
 *
 * @param ruleVersion by whose rules its voucher was issued
 * @param lines as they were held
 * @param paidFen up to the sum of the lines, in fen
 */
public record OrderPayment(UUID programmeId, int ruleVersion, List<ReservationLine> lines, long paidFen) {

    /** What it pays of each line: the first lines are paid first, what it pays nothing of is left out. */
    public List<ReservationLine> paid() {
        return paid(lines, paidFen);
    }

    /** What so much pays of each of the lines, likewise. */
    public static List<ReservationLine> paid(List<ReservationLine> lines, long paidFen) {
        List<ReservationLine> paid = new ArrayList<>();
        long left = paidFen;
        for (ReservationLine line : lines) {
            long part = Math.min(left, line.amountFen());
            if (part > 0) {
                paid.add(line.paying(part));
                left -= part;
            }
        }
        return paid;
    }
}
