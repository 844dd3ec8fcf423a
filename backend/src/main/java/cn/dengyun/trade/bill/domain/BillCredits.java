package cn.dengyun.trade.bill.domain;

import cn.dengyun.shared.Rejection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What credit notes have taken off a bill. Those that name lines take off these. Those that name none take off what is
 * left: first what vouchers may pay of, plan by plan, then own words, in the order of the lines; public money is never
 * paid for what may have been credited. No line is taken off more than it comes to, nor are those of a plan and month
 * together, of which some lines take something off themselves. What a note has taken off a line, no later one changes.
 *
 * @param named in fen, by the number of the line
 * @param unnamedFen of the notes that name no line, in fen
 */
public record BillCredits(Map<Integer, Long> named, long unnamedFen) {

    public static final BillCredits NONE = new BillCredits(Map.of(), 0);

    public BillCredits {
        named = Map.copyOf(named);
    }

    /** Lines that can be taken off no more together than they come to, or nothing where that is below 0. */
    private record Group(List<BillLine> lines) {

        /** In fen. */
        long left(Map<Integer, Long> taken) {
            long fen = 0;
            long off = 0;
            for (BillLine line : lines) {
                fen = Math.addExact(fen, line.amountFen());
                off = Math.addExact(off, taken.getOrDefault(line.number(), 0L));
            }
            return Math.max(0, Math.max(0, fen) - off);
        }
    }

    public static BillCredits of(Collection<CreditNote> notes) {
        Map<Integer, Long> named = new HashMap<>();
        long unnamed = 0;
        for (CreditNote note : notes) {
            note.lines().forEach(each -> named.merge(each.line(), each.amountFen(), Math::addExact));
            unnamed = note.lines().isEmpty() ? Math.addExact(unnamed, note.amountFen()) : unnamed;
        }
        return new BillCredits(named, unnamed);
    }

    /**
     * With what another note takes off lines. Rejects with {@code credit-exceeds-line} (409; the line, what is left of
     * it, what was asked for).
     *
     * @param lines those of the bill
     */
    public BillCredits and(List<CreditNoteLine> more, List<BillLine> lines) {
        BillCredits credits = this;
        for (CreditNoteLine each : more) {
            long left = credits.left(lines).getOrDefault(each.line(), 0L);
            if (each.amountFen() > left) {
                throw Rejection.conflict("credit-exceeds-line", each.line(), left, each.amountFen());
            }
            credits = credits.plus(each);
        }
        return credits;
    }

    private BillCredits plus(CreditNoteLine more) {
        Map<Integer, Long> sum = new HashMap<>(named);
        sum.merge(more.line(), more.amountFen(), Math::addExact);
        return new BillCredits(sum, unnamedFen);
    }

    /**
     * What is taken off each line, in fen, by its number; together what all notes come to.
     *
     * @param lines those of the bill
     */
    public Map<Integer, Long> taken(List<BillLine> lines) {
        Map<Integer, Long> taken = new HashMap<>();
        lines.forEach(line -> taken.put(line.number(), named.getOrDefault(line.number(), 0L)));
        long open = unnamedFen;
        for (Group group : groups(lines)) {
            for (BillLine line : group.lines()) {
                long own = taken.get(line.number());
                long left = Math.max(0, Math.min(line.amountFen() - own, group.left(taken)));
                long off = Math.min(open, left);
                taken.put(line.number(), own + off);
                open -= off;
            }
        }
        return taken;
    }

    /**
     * What another note can take off each line, in fen, by its number, as far as something is left of the bill.
     *
     * @param lines those of the bill
     */
    public Map<Integer, Long> left(List<BillLine> lines) {
        Map<Integer, Long> taken = taken(lines);
        Map<Integer, Long> left = new HashMap<>();
        for (Group group : groups(lines)) {
            long open = group.left(taken);
            group.lines().forEach(line -> {
                long ofLine = line.amountFen() - taken.get(line.number());
                left.put(line.number(), Math.max(0, Math.min(open, ofLine)));
            });
        }
        return left;
    }

    /** What the named lines of each plan are lowered by, in fen; of own words, which no voucher pays, nothing. */
    Map<String, Long> byPlan(List<BillLine> lines) {
        Map<String, Long> byPlan = new HashMap<>();
        lines.stream()
                .filter(line -> line.deliveryId() == null)
                .forEach(line -> byPlan.merge(line.planCode(), named.getOrDefault(line.number(), 0L), Math::addExact));
        return byPlan;
    }

    /** In the order in which notes without lines lower them: by plan and month, then each line in own words. */
    private static List<Group> groups(List<BillLine> lines) {
        Map<String, Map<LocalDate, List<BillLine>>> measured = new LinkedHashMap<>();
        List<Group> own = new ArrayList<>();
        for (BillLine line : lines) {
            if (line.deliveryId() == null) {
                measured.computeIfAbsent(line.planCode(), any -> new LinkedHashMap<>())
                        .computeIfAbsent(line.month(), any -> new ArrayList<>())
                        .add(line);
            } else {
                own.add(new Group(List.of(line)));
            }
        }
        List<Group> groups = new ArrayList<>();
        measured.values().forEach(byMonth -> byMonth.values().forEach(each -> groups.add(new Group(each))));
        groups.addAll(own);
        return groups;
    }
}
