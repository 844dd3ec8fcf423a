package cn.dengyun.voucher.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What one hold pays of its order: all of it while it is held, what was captured and not refunded afterwards.
 *
 * @param ruleVersion by whose rules its voucher was issued
 * @param lines as they were held, or captured
 * @param refunded what refunds say that they took back of each line; null where none says so
 * @param paidFen up to the sum of the lines, in fen
 */
public record OrderPayment(
        UUID programmeId, int ruleVersion, List<ReservationLine> lines, List<ReservationLine> refunded, long paidFen) {

    /** What it pays of each line; what it pays nothing of is left out. */
    public List<ReservationLine> paid() {
        return paid(lines, refunded == null ? List.of() : refunded, paidFen);
    }

    /**
     * What is still paid of lines that were captured. Refunds that say of which lines they are have taken that back;
     * those that do not, the last lines first.
     */
    public static List<ReservationLine> paid(
            List<ReservationLine> captured, List<ReservationLine> refunded, long paidFen) {
        Map<String, Long> back = new HashMap<>();
        refunded.forEach(line -> back.merge(line.planCode(), line.amountFen(), Math::addExact));
        List<ReservationLine> left = new ArrayList<>();
        for (ReservationLine line : captured) {
            long taken = Math.min(line.amountFen(), back.getOrDefault(line.planCode(), 0L));
            back.merge(line.planCode(), -taken, Math::addExact);
            if (taken < line.amountFen()) {
                left.add(line.paying(line.amountFen() - taken));
            }
        }
        return paid(left, paidFen);
    }

    /** What so much pays of each of the lines: the first lines are paid first. */
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
