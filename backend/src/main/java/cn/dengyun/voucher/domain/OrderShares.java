package cn.dengyun.voucher.domain;

import cn.dengyun.policy.domain.SubsidyBase;
import cn.dengyun.shared.Fen;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What vouchers pay of one offering on one order, plan by plan and over all its holds.
 *
 * <p>A voucher's share of a line is the ratio of its programme applied to the line's base, rounded down. The vouchers
 * whose share is so much or less never pay more of a line, together, than that. So no programme pays more than its
 * share however many vouchers are used, and all of them together pay no more than the highest share (domain.md §3.2).
 *
 * <p>Once a hold was made for a line, no later one with the same basis counts a higher base: the contract is made. What
 * was held before lines named their plan counts for every plan.
 */
public final class OrderShares {

    private final Map<String, Line> lines = new HashMap<>();
    private final NavigableMap<Long, Long> paidOfAnyPlan = new TreeMap<>();

    /**
     * What is known of a line.
     *
     * @param paidFen by the share of the voucher that pays it
     */
    private record Line(BigDecimal quantity, Map<SubsidyBase, Long> baseFen, NavigableMap<Long, Long> paidFen) {

        static Line of(BigDecimal quantity) {
            return new Line(quantity, new EnumMap<>(SubsidyBase.class), new TreeMap<>());
        }
    }

    /**
     * How a programme counts.
     *
     * @param ratio of a line's base that it pays
     */
    public record Terms(BigDecimal ratio, SubsidyBase basis) {

        private long shareFen(long baseFen) {
            return Fen.of(baseFen).floorShare(ratio).amount();
        }
    }

    /** Adds what a voucher pays. */
    public void add(List<ReservationLine> parts, Terms terms) {
        for (ReservationLine part : parts) {
            NavigableMap<Long, Long> paid = paidOfAnyPlan;
            if (part.planCode() != null) {
                Line line = lines.computeIfAbsent(part.planCode(), any -> Line.of(part.quantity()));
                line.baseFen().merge(terms.basis(), part.baseFen(), Math::min);
                paid = line.paidFen();
            }
            paid.merge(terms.shareFen(part.baseFen()), part.amountFen(), Math::addExact);
        }
    }

    /** The quantity of a plan that something is paid of. */
    public Optional<BigDecimal> quantityOf(String planCode) {
        return Optional.ofNullable(lines.get(planCode)).map(Line::quantity);
    }

    /**
     * What the ratio of a programme is applied to, in fen; 0 when its price is not known as the programme counts it.
     */
    public long base(OrderLine line, Terms terms) {
        Long price = line.priceFen(terms.basis());
        if (price == null) {
            return 0;
        }
        Line known = lines.get(line.planCode());
        return known == null ? price : Math.min(price, known.baseFen().getOrDefault(terms.basis(), price));
    }

    /** What another voucher may still pay of a line; 0 or more, in fen. */
    public long free(OrderLine line, Terms terms) {
        long share = terms.shareFen(base(line, terms));
        NavigableMap<Long, Long> paid = new TreeMap<>(paidOfAnyPlan);
        if (lines.containsKey(line.planCode())) {
            lines.get(line.planCode()).paidFen().forEach((of, fen) -> paid.merge(of, fen, Math::addExact));
        }
        long free = share - sum(paid.headMap(share, true));
        for (long higher : paid.tailMap(share, false).keySet()) {
            free = Math.min(free, higher - sum(paid.headMap(higher, true)));
        }
        return Math.max(0, free);
    }

    private static long sum(Map<Long, Long> paid) {
        return paid.values().stream().mapToLong(Long::longValue).sum();
    }
}
