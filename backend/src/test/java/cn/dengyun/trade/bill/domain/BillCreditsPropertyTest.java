package cn.dengyun.trade.bill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;

/**
 * However a bill is credited, with lines and without: no line is taken off more than it comes to, and what is left is
 * to the fen what vouchers may pay of and what the enterprise pays alone.
 */
class BillCreditsPropertyTest {

    private static final int CASES = Integer.getInteger("dengyun.bill.cases", 2_000);
    private static final LocalDate MONTH = LocalDate.parse("2028-05-01");
    private static final List<String> PLANS = List.of("flow", "peak");
    private static final BigDecimal RATE = new BigDecimal("0.06");

    @Example
    void whatNotesTakeOffIsWhatLinesLoseAndVouchersAndTheEnterprisePayTheRest(@ForAll Random random) {
        for (int i = 0; i < CASES; i++) {
            new History(random).run();
        }
    }

    @Example
    void notesWithoutLinesLowerOnePlanAfterTheOther(@ForAll Random random) {
        for (int i = 0; i < CASES; i++) {
            List<BillLine> lines = lines(random);
            long credited = random.nextLong(Math.max(0, Bill.sum(lines)) + 1);
            List<BillLowering> lowered = lowered(random);

            Map<String, BillPart> whole = BillDelivered.byPlan(lines, lowered, BillCredits.NONE);
            Map<String, BillPart> left = BillDelivered.byPlan(lines, lowered, new BillCredits(Map.of(), credited));

            long open = credited;
            assertThat(left.keySet()).containsExactlyElementsOf(whole.keySet());
            for (Map.Entry<String, BillPart> each : whole.entrySet()) {
                long off = Math.min(open, each.getValue().netFen());
                open -= off;
                assertThat(left.get(each.getKey())).isEqualTo(each.getValue().less(off));
            }
        }
    }

    /** A bill, credited until nothing is left of it or nobody goes on. */
    private static final class History {
        private final Random random;
        private final List<BillLine> lines;
        private final List<BillLowering> lowered;
        private final List<CreditNote> notes = new ArrayList<>();

        History(Random random) {
            this.random = random;
            this.lines = lines(random);
            this.lowered = lowered(random);
        }

        void run() {
            check();
            for (int i = random.nextInt(6); i >= 0 && remaining() > 0; i--) {
                if (random.nextInt(3) == 0) {
                    Map<String, BillPart> before = delivered();
                    Map<Integer, Long> taken = taken();
                    note(1 + random.nextLong(remaining()), List.of());
                    check();
                    assertLower(before, taken);
                } else {
                    named();
                }
            }
        }

        /** A note of one line or two; and none that takes a fen more than is left. */
        private void named() {
            Map<Integer, Long> left = BillCredits.of(notes).left(lines);
            BillLine line = lines.get(random.nextInt(lines.size()));
            long most = left.get(line.number());
            assertThatThrownBy(() ->
                            BillCredits.of(notes).and(List.of(new CreditNoteLine(line.number(), most + 1)), lines))
                    .isInstanceOf(Rejection.class)
                    .hasMessage("credit-exceeds-line");
            long off = Math.min(most, remaining());
            if (off == 0) {
                return;
            }
            Map<String, BillPart> before = delivered();
            Map<String, BillPart> unlowered = BillDelivered.byPlan(lines, List.of(), BillCredits.of(notes));
            Map<Integer, Long> taken = taken();
            long first = 1 + random.nextLong(off);
            note(first, List.of(new CreditNoteLine(line.number(), first)));
            check();
            assertLower(before, taken);
            assertThat(taken().get(line.number())).isEqualTo(taken.get(line.number()) + first);
            Map<String, BillPart> after = BillDelivered.byPlan(lines, List.of(), BillCredits.of(notes));
            unlowered.forEach((plan, part) -> assertThat(after.get(plan))
                    .as("its plan alone is lowered, by its amount")
                    .isEqualTo(isOf(line, plan) ? less(plan, part.netFen() - first) : part));
            if (line.deliveryId() != null) {
                assertThat(delivered()).as("no voucher pays of own words").isEqualTo(before);
            }
        }

        private static boolean isOf(BillLine line, String plan) {
            return line.deliveryId() == null && line.planCode().equals(plan);
        }

        private BillPart less(String plan, long netFen) {
            BillPart whole =
                    BillDelivered.byPlan(lines, List.of(), BillCredits.NONE).get(plan);
            return whole.less(whole.netFen() - netFen);
        }

        private void note(long fen, List<CreditNoteLine> named) {
            BillCredits.of(notes).and(named, lines);
            notes.add(new CreditNote(
                    Ids.next(), BILL, notes.size() + 1, fen, "补偿", Ids.next(), Bill.startOf(MONTH), named));
        }

        private void check() {
            Map<Integer, Long> taken = taken();
            Map<Integer, Long> left = BillCredits.of(notes).left(lines);
            for (BillLine line : lines) {
                assertThat(taken.get(line.number())).isBetween(0L, Math.max(0, line.amountFen()));
                assertThat(left.get(line.number()))
                        .isBetween(0L, Math.max(0, line.amountFen()) - taken.get(line.number()));
            }
            assertThat(taken.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(credited());
            long shared = delivered(List.of());
            long alone = lines.stream()
                    .filter(line -> line.deliveryId() != null)
                    .mapToLong(line -> Math.max(0, line.amountFen()) - taken.get(line.number()))
                    .sum();
            assertThat(shared + alone).as("what is left of what is to be paid").isEqualTo(payable() - credited());
            assertThat(delivered(lowered)).isBetween(0L, shared);
            delivered().values().forEach(part -> {
                assertThat(part.netFen()).isNotNegative();
                assertThat(part.exTaxFen()).isBetween(0L, part.netFen());
                long voucher = BigDecimal.valueOf(part.exTaxFen())
                        .multiply(new BigDecimal("0.4"))
                        .longValue();
                assertThat(voucher).isBetween(0L, part.netFen());
            });
        }

        /** Nothing that a note has lowered rises again. */
        private void assertLower(Map<String, BillPart> before, Map<Integer, Long> takenBefore) {
            Map<Integer, Long> taken = taken();
            takenBefore.forEach((line, fen) -> assertThat(taken.get(line)).isGreaterThanOrEqualTo(fen));
            Map<String, BillPart> after = delivered();
            before.forEach((plan, part) -> {
                assertThat(after.get(plan).netFen()).isLessThanOrEqualTo(part.netFen());
                assertThat(after.get(plan).exTaxFen()).isLessThanOrEqualTo(part.exTaxFen());
            });
        }

        private Map<Integer, Long> taken() {
            return BillCredits.of(notes).taken(lines);
        }

        private Map<String, BillPart> delivered() {
            return BillDelivered.byPlan(lines, lowered, BillCredits.of(notes));
        }

        private long delivered(List<BillLowering> by) {
            return BillDelivered.byPlan(lines, by, BillCredits.of(notes)).values().stream()
                    .mapToLong(BillPart::netFen)
                    .sum();
        }

        private long credited() {
            return notes.stream().mapToLong(CreditNote::amountFen).sum();
        }

        private long remaining() {
            return Math.max(0, Bill.sum(lines) - credited());
        }

        /** What the bill adds: what it takes back is taken off other bills. */
        private long payable() {
            Map<String, Long> byGroup = new HashMap<>();
            lines.forEach(line -> byGroup.merge(
                    line.deliveryId() == null ? line.planCode() + line.month() : "own" + line.number(),
                    line.amountFen(),
                    Long::sum));
            return byGroup.values().stream().mapToLong(fen -> Math.max(0, fen)).sum();
        }
    }

    private static final UUID BILL = Ids.next();

    /** Of two plans in two months, with what is taken off and back, beside what was accepted in own words. */
    private static List<BillLine> lines(Random random) {
        List<BillLine> lines = new ArrayList<>();
        for (String plan : PLANS) {
            for (LocalDate month : List.of(MONTH.minusMonths(1), MONTH)) {
                boolean isBack = !month.equals(MONTH) && random.nextBoolean();
                long fen = random.nextInt(100_000);
                lines.add(line(lines.size() + 1, plan, BillLineKind.USAGE, month, isBack ? -fen : fen, null));
                if (random.nextBoolean()) {
                    long more = random.nextInt(1_000);
                    lines.add(line(lines.size() + 1, plan, BillLineKind.MINIMUM, month, more, null));
                }
                if (random.nextBoolean() && fen > 0) {
                    long cut = random.nextLong(fen);
                    lines.add(line(lines.size() + 1, plan, BillLineKind.CUT, month, isBack ? cut : -cut, null));
                }
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            long fen = random.nextInt(100_000) - (random.nextInt(4) == 0 ? 50_000 : 0);
            lines.add(line(lines.size() + 1, "OWN-1", BillLineKind.OWN_WORDS, MONTH, fen, Ids.next()));
        }
        return lines;
    }

    private static BillLine line(int number, String plan, BillLineKind kind, LocalDate month, long fen, UUID delivery) {
        boolean isCounted = kind == BillLineKind.USAGE || kind == BillLineKind.OWN_WORDS;
        return new BillLine(
                number,
                1,
                plan,
                plan,
                kind,
                month,
                isCounted ? BigDecimal.valueOf(fen) : null,
                null,
                null,
                null,
                fen,
                RATE,
                BillLine.taxOf(fen, RATE),
                delivery);
    }

    /** What later bills take back of it. */
    private static List<BillLowering> lowered(Random random) {
        Map<String, Long> byPlan = new LinkedHashMap<>();
        PLANS.forEach(plan -> byPlan.put(plan, random.nextBoolean() ? 0L : random.nextLong(100_000)));
        List<BillLowering> lowered = new ArrayList<>();
        byPlan.forEach((plan, fen) -> {
            if (fen > 0) {
                lowered.add(new BillLowering(
                        Ids.next(),
                        Ids.next(),
                        Ids.next(),
                        BILL,
                        null,
                        MONTH,
                        plan,
                        BigDecimal.valueOf(fen),
                        fen,
                        fen - BillLine.taxOf(fen, RATE),
                        BillLoweringStatus.LOWERED,
                        null,
                        0L,
                        "B 重复",
                        Ids.next(),
                        null,
                        Bill.startOf(MONTH)));
            }
        });
        return lowered;
    }
}
