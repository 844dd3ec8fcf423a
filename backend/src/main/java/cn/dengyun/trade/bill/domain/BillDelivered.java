package cn.dengyun.trade.bill.domain;

import cn.dengyun.shared.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What bills deliver of an order, by which vouchers pay them. A bill delivers what its lines add to each month; what
 * they take back of earlier months lowers the bills that have delivered it, the youngest first, and none below nothing.
 * So over all bills what is delivered of a month is what it comes to, whatever was corrected and when. Lines in own
 * words are not of it: those were delivered before they were billed, and no voucher pays of them.
 */
public final class BillDelivered {

    private BillDelivered() {}

    /** The lines of a bill that has locked. */
    public record Billed(UUID billId, List<BillLine> lines) {

        public Billed {
            lines = List.copyOf(lines);
        }
    }

    /** What a bill is lowered by. */
    public record Taken(UUID loweredId, LocalDate month, String planCode, BillPart part) {}

    /**
     * What became of what is owed.
     *
     * @param changed what was on record: what is left of it, or the bill that is paid so much less
     * @param made what another bill is paid less for, split off
     */
    public record Offset(List<BillLowering> changed, List<BillLowering> made) {}

    private record Key(String planCode, LocalDate month) {}

    private static Map<Key, BillPart> parts(Collection<BillLine> lines) {
        Map<Key, BillPart> parts = new LinkedHashMap<>();
        lines.stream()
                .filter(line -> line.deliveryId() == null)
                .forEach(
                        line -> parts.merge(new Key(line.planCode(), line.month()), BillPart.of(line), BillPart::plus));
        return parts;
    }

    /**
     * What the lines of a bill take back of earlier months: first of the bills that have delivered the month, then of
     * whichever deliver the plan, for some of them may have been paid less for another month.
     *
     * @param month of the bill
     * @param earlier all bills of the order that locked before, by month
     * @param before what these were lowered by, or owe
     */
    public static List<Taken> takenBack(
            LocalDate month, List<BillLine> lines, List<Billed> earlier, List<BillLowering> before) {
        List<Taken> taken = new ArrayList<>();
        parts(lines).forEach((key, part) -> {
            BillPart open = key.month().isBefore(month) ? part.negated().notNegative() : BillPart.NONE;
            open = takenBack(key, open, earlier, before, taken, true);
            takenBack(key, open, earlier, before, taken, false);
        });
        return taken;
    }

    /** @return what is left to be taken back */
    private static BillPart takenBack(
            Key key,
            BillPart wanted,
            List<Billed> earlier,
            List<BillLowering> before,
            List<Taken> taken,
            boolean isOfMonth) {
        BillPart open = wanted;
        for (int i = earlier.size() - 1; i >= 0 && !open.isNothing(); i--) {
            Billed billed = earlier.get(i);
            BillPart left = ofPlan(billed, key, before, taken);
            BillPart off = open.atMost(isOfMonth ? left.atMost(ofMonth(billed, key, before)) : left);
            if (!off.isNothing()) {
                taken.add(new Taken(billed.billId(), key.month(), key.planCode(), off));
                open = open.minus(off);
            }
        }
        return open;
    }

    private static BillPart ofMonth(Billed billed, Key key, List<BillLowering> before) {
        BillPart left = parts(billed.lines()).getOrDefault(key, BillPart.NONE).notNegative();
        for (BillLowering each : before) {
            boolean isOfIt = each.loweredId().equals(billed.billId())
                    && each.month().equals(key.month())
                    && each.planCode().equals(key.planCode());
            left = isOfIt ? left.minus(each.part()) : left;
        }
        return left.notNegative();
    }

    private static BillPart ofPlan(Billed billed, Key key, List<BillLowering> before, List<Taken> taken) {
        BillPart left = BillPart.NONE;
        for (Map.Entry<Key, BillPart> each : parts(billed.lines()).entrySet()) {
            boolean isOfIt = each.getKey().planCode().equals(key.planCode());
            left = isOfIt ? left.plus(each.getValue().notNegative()) : left;
        }
        for (BillLowering each : before) {
            boolean isOfIt =
                    each.loweredId().equals(billed.billId()) && each.planCode().equals(key.planCode());
            left = isOfIt ? left.minus(each.part()) : left;
        }
        for (Taken each : taken) {
            boolean isOfIt =
                    each.loweredId().equals(billed.billId()) && each.planCode().equals(key.planCode());
            left = isOfIt ? left.minus(each.part()) : left;
        }
        return left.notNegative();
    }

    /**
     * What a bill delivers of each plan, in the order of its lines; of what is taken back entirely nothing.
     *
     * @param lowered what it was lowered by
     * @param credits what credit notes have taken off: off the plan of the lines that they name, and else off one plan
     *     after the other
     */
    public static Map<String, BillPart> byPlan(List<BillLine> lines, List<BillLowering> lowered, BillCredits credits) {
        Map<String, BillPart> whole = new LinkedHashMap<>();
        parts(lines).forEach((key, part) -> whole.merge(key.planCode(), part.notNegative(), BillPart::plus));
        whole.values().removeIf(part -> part.netFen() == 0);
        Map<String, BillPart> left = new LinkedHashMap<>();
        Map<String, Long> named = credits.byPlan(lines);
        long credit = credits.unnamedFen();
        for (Map.Entry<String, BillPart> each : whole.entrySet()) {
            BillPart part = each.getValue();
            for (BillLowering off : lowered) {
                part = off.planCode().equals(each.getKey()) ? part.minus(off.part()) : part;
            }
            part = part.notNegative();
            // Without tax never more than in proportion, whatever was taken off by itself.
            part = part.atMost(each.getValue().less(each.getValue().netFen() - part.netFen()));
            long ofLines = Math.min(named.get(each.getKey()), part.netFen());
            long off = Math.min(credit, part.netFen() - ofLines);
            credit -= off;
            left.put(each.getKey(), part.less(ofLines + off));
        }
        return left;
    }

    /**
     * What is owed is taken off what a bill delivers, as far as that reaches: what its provider was paid too much, it
     * is not paid again.
     *
     * @param delivered what it delivers of each plan, see {@link #byPlan}
     * @param owed oldest first
     */
    public static Offset offset(UUID bill, Map<String, BillPart> delivered, List<BillLowering> owed, Instant now) {
        Map<String, BillPart> open = new LinkedHashMap<>(delivered);
        Offset offset = new Offset(new ArrayList<>(), new ArrayList<>());
        for (BillLowering each : owed) {
            BillPart there = open.getOrDefault(each.planCode(), BillPart.NONE);
            BillPart taken = each.part().atMost(there);
            if (!taken.isNothing()) {
                BillPart left = each.part().minus(taken);
                open.put(each.planCode(), there.minus(taken));
                if (left.isNothing()) {
                    offset.changed().add(each.offset(each.id(), bill, taken, now));
                } else {
                    offset.changed().add(each.rest(left));
                    offset.made().add(each.offset(Ids.next(), bill, taken, now));
                }
            }
        }
        return offset;
    }

    /**
     * What is owed of a bill is settled as far as an authority has lowered its delivery: what was taken or asked back
     * by that is not taken off another bill, and not tried again. In money: what a decision leaves of the quantity is
     * its own.
     *
     * @param due what the bill delivers of each plan without what is owed, see {@link #byPlan}
     * @param stands what its delivery has of each plan after the decision
     * @param owed of that bill, oldest first
     */
    public static Offset decided(
            UUID bill, Map<String, BillPart> due, Map<String, BillPart> stands, List<BillLowering> owed, Instant now) {
        Map<String, BillPart> open = new LinkedHashMap<>();
        due.forEach((plan, part) -> open.put(
                plan, part.minus(stands.getOrDefault(plan, BillPart.NONE)).notNegative()));
        Offset settled = new Offset(new ArrayList<>(), new ArrayList<>());
        for (BillLowering each : owed) {
            BillPart there = open.getOrDefault(each.planCode(), BillPart.NONE);
            BillPart taken = each.part().atMost(there);
            open.put(each.planCode(), there.minus(taken));
            if (taken.netFen() == each.netFen()) {
                settled.changed().add(each.offset(each.id(), bill, each.part(), now));
            } else if (taken.netFen() > 0) {
                settled.changed().add(each.rest(each.part().minus(taken)));
                settled.made().add(each.offset(Ids.next(), bill, taken, now));
            }
        }
        return settled;
    }
}
