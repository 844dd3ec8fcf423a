package cn.dengyun.trade.bill.domain;

import cn.dengyun.catalogue.domain.Measured;
import cn.dengyun.shared.Fen;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was used of an order turned into the lines of a bill. A month is always rated whole, at the terms of its first
 * line; of a month that was billed before, the lines say the difference. So it does not matter in which order usage
 * arrives, nor in which bill: over all bills a month comes to what it would have come to at once.
 *
 * <p>Rejects with {@code amount-out-of-range} what no amount in fen can say.
 *
 * @param month of the bill, its first day
 * @param isFirst whether it is the first bill of the order, which has the set-up charges
 * @param billed the lines of all bills before that have locked
 */
public record BillRating(LocalDate month, boolean isFirst, List<BillTerms> terms, List<BillLine> billed) {

    public BillRating {
        terms = terms.stream().sorted(Comparator.comparingInt(BillTerms::line)).toList();
        billed = List.copyOf(billed);
    }

    /** What a line is about. */
    private record Part(BigDecimal quantity, BigDecimal rate, String name, long amountFen) {

        static final Part NONE = new Part(null, null, null, 0);

        Part minus(Part other) {
            BigDecimal left = quantity == null
                    ? null
                    : quantity.subtract(other.quantity() == null ? BigDecimal.ZERO : other.quantity());
            long fen = Fen.of(amountFen).minus(Fen.of(other.amountFen())).amount();
            return new Part(left, rate, name, fen);
        }

        boolean isNothing() {
            return amountFen == 0 && (quantity == null || quantity.signum() == 0);
        }
    }

    /**
     * The lines of the bill, by line of the order, month and kind. What comes to nothing is left out, but usage that is
     * free is told.
     *
     * @param usage of the bill's month, and of each earlier month of which something arrived late; of a line and month
     *     that are not there nothing was used
     */
    public List<BillLine> lines(Collection<MonthUsage> usage) {
        return lines(usage, true);
    }

    /**
     * The same.
     *
     * @param isServed whether the service was rendered in the bill's month; else nothing is due of it but what was used
     */
    public List<BillLine> lines(Collection<MonthUsage> usage, boolean isServed) {
        List<BillLine> lines = new ArrayList<>();
        for (BillTerms each : terms) {
            usage.stream()
                    .filter(used -> used.line() == each.line() && used.month().isBefore(month))
                    .sorted(Comparator.comparing(MonthUsage::month))
                    .forEach(used -> add(lines, each, used.month(), used.measured()));
            Measured own = usage.stream()
                    .filter(used -> used.line() == each.line() && used.month().equals(month))
                    .map(MonthUsage::measured)
                    .findFirst()
                    .orElse(Measured.of(BigDecimal.ZERO));
            if (isServed || own.quantity().signum() > 0) {
                add(lines, each, month, own);
            }
        }
        return lines;
    }

    private void add(List<BillLine> lines, BillTerms now, LocalDate of, Measured measured) {
        List<BillLine> before = billed.stream()
                .filter(line -> line.orderLine() == now.line() && line.month().equals(of))
                .toList();
        BillTerms then = of.equals(month) || before.isEmpty() ? now : now.cutBy(cutThen(before));
        boolean hadSetup = before.stream().anyMatch(line -> line.kind() == BillLineKind.SETUP);
        Map<BillLineKind, Part> whole = whole(then, measured, hadSetup || isFirst && of.equals(month));
        Map<BillLineKind, Part> left = new EnumMap<>(BillLineKind.class);
        for (BillLineKind kind : BillLineKind.values()) {
            left.put(kind, whole.getOrDefault(kind, empty(kind)).minus(sum(before, kind)));
        }
        boolean isSomething = left.values().stream().anyMatch(part -> !part.isNothing());
        left.forEach((kind, part) -> {
            // Whatever it comes to, the first bill of a month says what is taken off: later ones read it there.
            boolean isPinned = kind == BillLineKind.CUT && part.rate() != null && before.isEmpty() && isSomething;
            if (!part.isNothing() || isPinned) {
                lines.add(line(lines.size() + 1, then, kind, of, part));
            }
        });
    }

    private static Part empty(BillLineKind kind) {
        return kind == BillLineKind.USAGE ? new Part(BigDecimal.ZERO, null, null, 0) : Part.NONE;
    }

    private static BigDecimal cutThen(List<BillLine> before) {
        return before.stream()
                .filter(line -> line.kind() == BillLineKind.CUT)
                .map(BillLine::rate)
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    private static Part sum(List<BillLine> before, BillLineKind kind) {
        BigDecimal quantity = BigDecimal.ZERO;
        Fen fen = Fen.ZERO;
        for (BillLine line : before) {
            if (line.kind() == kind) {
                quantity = line.quantity() == null ? quantity : quantity.add(line.quantity());
                fen = fen.plus(Fen.of(line.amountFen()));
            }
        }
        return new Part(quantity, null, null, fen.amount());
    }

    /** What all of a month comes to, by kind. */
    private static Map<BillLineKind, Part> whole(BillTerms terms, Measured measured, boolean withSetup) {
        Map<BillLineKind, Part> parts = new EnumMap<>(BillLineKind.class);
        Fen used = terms.plan().unboundedCharge(measured);
        Fen charged = terms.plan().charge(measured);
        parts.put(BillLineKind.USAGE, new Part(measured.quantity(), null, null, used.amount()));
        if (charged.exceeds(used)) {
            parts.put(BillLineKind.MINIMUM, part(charged.minus(used)));
        } else if (used.exceeds(charged)) {
            parts.put(BillLineKind.MAXIMUM, part(charged.minus(used)));
        }
        Fen net = charged;
        if (withSetup && terms.plan().setupFen() != null) {
            Fen setup = Fen.of(terms.plan().setupFen());
            parts.put(BillLineKind.SETUP, part(setup));
            net = net.plus(setup);
        }
        if (terms.discount() != null) {
            Fen waived = net.floorShare(terms.discountRate());
            parts.put(
                    terms.discount(),
                    new Part(null, terms.discountRate(), terms.discountName(), Math.negateExact(waived.amount())));
            net = net.minus(waived);
        }
        if (terms.cutRate().signum() > 0) {
            Fen cut = net.floorShare(terms.cutRate());
            parts.put(BillLineKind.CUT, new Part(null, terms.cutRate(), null, Math.negateExact(cut.amount())));
        }
        return parts;
    }

    private static Part part(Fen fen) {
        return new Part(null, null, null, fen.amount());
    }

    private static BillLine line(int number, BillTerms terms, BillLineKind kind, LocalDate of, Part part) {
        return new BillLine(
                number,
                terms.line(),
                terms.planCode(),
                terms.planName(),
                kind,
                of,
                kind == BillLineKind.USAGE ? part.quantity() : null,
                kind == BillLineKind.USAGE ? terms.plan().unit() : null,
                part.rate(),
                part.name(),
                part.amountFen(),
                terms.plan().taxRate(),
                BillLine.taxOf(part.amountFen(), terms.plan().taxRate()),
                null);
    }
}
