package cn.dengyun.trade.bill.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Ids;
import cn.dengyun.trade.bill.domain.BillDelivered.Billed;
import cn.dengyun.trade.bill.domain.BillDelivered.Offset;
import cn.dengyun.trade.bill.domain.BillDelivered.Taken;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;

/**
 * However months are corrected, and whenever what was captured cannot be taken back: what all bills deliver of a plan,
 * less what is owed, is what its months come to.
 */
class BillDeliveredPropertyTest {

    private static final int CASES = Integer.getInteger("dengyun.bill.cases", 2_000);
    private static final LocalDate FIRST = LocalDate.parse("2028-02-01");
    private static final Instant NOW = Instant.parse("2028-12-01T00:00:00Z");
    private static final List<String> PLANS = List.of("flow", "peak");

    /** What a month of a plan comes to: its quantity, what that costs, and what is taken off; all of it known. */
    private record Whole(long quantity, long fen, long cutFen) {

        static final Whole NONE = new Whole(0, 0, 0);

        static Whole any(Random random) {
            long quantity = random.nextInt(4) == 0 ? 0 : random.nextInt(1_000);
            long fen = random.nextInt(5) == 0 ? 0 : random.nextInt(100_000);
            return new Whole(quantity, fen, fen == 0 ? 0 : -random.nextInt((int) fen + 1));
        }

        long netFen() {
            return fen + cutFen;
        }
    }

    private record Key(String plan, LocalDate month) {}

    @Example
    void whatIsDeliveredIsWhatMonthsComeTo(@ForAll Random random) {
        for (int i = 0; i < CASES; i++) {
            new History(random).run(2 + random.nextInt(5));
        }
    }

    /** An order's bills, one after the other. */
    private static final class History {
        private final Random random;
        private final Map<Key, Whole> known = new HashMap<>();
        private final List<Billed> bills = new ArrayList<>();
        private List<BillLowering> lowerings = new ArrayList<>();

        History(Random random) {
            this.random = random;
        }

        void run(int months) {
            for (int i = 0; i < months; i++) {
                bill(FIRST.plusMonths(i));
                check();
                tryAgain();
                check();
            }
        }

        private void bill(LocalDate month) {
            List<BillLine> lines = new ArrayList<>();
            for (String plan : PLANS) {
                for (LocalDate each = FIRST; !each.isAfter(month); each = each.plusMonths(1)) {
                    if (each.equals(month) || random.nextInt(3) == 0) {
                        lines.addAll(changed(plan, each, Whole.any(random), lines.size()));
                    }
                }
            }
            Billed billed = new Billed(Ids.next(), lines);
            boolean isRefused = random.nextBoolean();
            for (Taken taken : BillDelivered.takenBack(month, lines, bills, lowerings)) {
                BillLowering made = lowering(billed.billId(), taken);
                lowerings.add(isRefused ? made : made.lowered(0L, NOW));
            }
            if (random.nextInt(4) > 0) {
                offset(billed);
            }
            bills.add(billed);
        }

        private List<BillLine> changed(String plan, LocalDate month, Whole now, int before) {
            Whole then = known.getOrDefault(new Key(plan, month), Whole.NONE);
            known.put(new Key(plan, month), now);
            List<BillLine> lines = new ArrayList<>();
            long quantity = now.quantity() - then.quantity();
            long fen = now.fen() - then.fen();
            long cut = now.cutFen() - then.cutFen();
            if (quantity != 0 || fen != 0) {
                lines.add(line(before + 1, plan, BillLineKind.USAGE, month, BigDecimal.valueOf(quantity), fen));
            }
            if (cut != 0) {
                lines.add(line(before + 2, plan, BillLineKind.CUT, month, null, cut));
            }
            return lines;
        }

        private void offset(Billed billed) {
            List<BillLowering> owed =
                    lowerings.stream().filter(BillLowering::isOwed).toList();
            Offset offset = BillDelivered.offset(
                    billed.billId(), BillDelivered.byPlan(billed.lines(), List.of(), BillCredits.NONE), owed, NOW);
            replace(offset.changed());
            lowerings.addAll(offset.made());
        }

        private void tryAgain() {
            if (random.nextInt(3) == 0) {
                replace(lowerings.stream()
                        .filter(each -> each.isOwed() && random.nextBoolean())
                        .map(each -> each.lowered(0L, NOW))
                        .toList());
            }
        }

        private void replace(List<BillLowering> changed) {
            Map<UUID, BillLowering> byId = new HashMap<>();
            changed.forEach(each -> byId.put(each.id(), each));
            lowerings = new ArrayList<>(lowerings.stream()
                    .map(each -> byId.getOrDefault(each.id(), each))
                    .toList());
        }

        private void check() {
            for (String plan : PLANS) {
                BillPart delivered = BillPart.NONE;
                for (Billed each : bills) {
                    BillPart part = BillDelivered.byPlan(each.lines(), loweredOf(each.billId()), BillCredits.NONE)
                            .getOrDefault(plan, BillPart.NONE);
                    assertThat(part.quantity()).isNotNegative();
                    assertThat(part.netFen()).isNotNegative();
                    assertThat(part.exTaxFen()).isBetween(0L, part.netFen());
                    delivered = delivered.plus(part);
                }
                for (BillLowering each : lowerings) {
                    assertThat(each.quantity()).isNotNegative();
                    assertThat(each.netFen()).isNotNegative();
                    boolean isOfIt = each.isOwed() && each.planCode().equals(plan);
                    delivered = isOfIt ? delivered.minus(each.part()) : delivered;
                }
                assertThat(delivered.netFen()).isEqualTo(netFen(plan));
            }
        }

        private List<BillLowering> loweredOf(UUID bill) {
            return lowerings.stream()
                    .filter(each -> !each.isOwed() && each.loweredId().equals(bill))
                    .toList();
        }

        private long netFen(String plan) {
            return known.entrySet().stream()
                    .filter(each -> each.getKey().plan().equals(plan))
                    .mapToLong(each -> each.getValue().netFen())
                    .sum();
        }
    }

    private static BillLine line(
            int number, String plan, BillLineKind kind, LocalDate month, BigDecimal quantity, long fen) {
        BigDecimal rate = new BigDecimal("0.06");
        return new BillLine(
                number,
                1,
                plan,
                plan,
                kind,
                month,
                quantity,
                null,
                null,
                null,
                fen,
                rate,
                BillLine.taxOf(fen, rate),
                null);
    }

    private static BillLowering lowering(UUID bill, Taken taken) {
        return new BillLowering(
                Ids.next(),
                Ids.next(),
                bill,
                taken.loweredId(),
                taken.loweredId(),
                taken.month(),
                taken.planCode(),
                taken.part().quantity(),
                taken.part().netFen(),
                taken.part().exTaxFen(),
                BillLoweringStatus.OWED,
                "refund-in-payment",
                null,
                "B 重复",
                Ids.next(),
                NOW,
                null);
    }
}
