package cn.dengyun.voucher.domain;

import cn.dengyun.shared.Fen;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What vouchers pay of one offering on one order, line by line and over all its holds. A line is known by its
 * description.
 *
 * <p>The vouchers whose programmes pay a ratio or less never pay more of a line, together, than that ratio of its base,
 * rounded down. So no programme pays more than its share however many vouchers are used, and all of them together pay
 * no more than the highest share (domain.md §3.2).
 */
public final class OrderShares {

    private final Map<String, Line> lines = new HashMap<>();

    /** What is paid of a line, by the ratio that the voucher's programme pays. */
    private record Line(long baseFen, NavigableMap<BigDecimal, Long> paidFen) {

        long freeUpTo(BigDecimal ratio) {
            long paid = paidFen.headMap(ratio, true).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            return Fen.of(baseFen).floorShare(ratio).amount() - paid;
        }
    }

    /**
     * Adds what a voucher pays.
     *
     * @param ratio that its programme pays
     */
    public void add(List<ReservationLine> parts, BigDecimal ratio) {
        for (ReservationLine part : parts) {
            lines.computeIfAbsent(part.description(), any -> new Line(part.baseFen(), new TreeMap<>()))
                    .paidFen()
                    .merge(ratio, part.amountFen(), Math::addExact);
        }
    }

    /** The base of a line that something is paid of, in fen. */
    public OptionalLong baseOf(String description) {
        Line known = lines.get(description);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known.baseFen());
    }

    /** What another voucher, whose programme pays this ratio, may still pay of a line; 0 or more, in fen. */
    public long free(ReservationLine line, BigDecimal ratio) {
        Line known = lines.getOrDefault(line.description(), new Line(line.baseFen(), new TreeMap<>()));
        long free = known.freeUpTo(ratio);
        for (BigDecimal higher : known.paidFen().tailMap(ratio, false).keySet()) {
            free = Math.min(free, known.freeUpTo(higher));
        }
        return Math.max(0, free);
    }
}
