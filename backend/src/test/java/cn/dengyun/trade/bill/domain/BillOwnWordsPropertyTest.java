package cn.dengyun.trade.bill.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Ids;
import cn.dengyun.trade.order.OwnLine;
import cn.dengyun.trade.order.domain.DeliveredLine;
import cn.dengyun.trade.order.domain.Delivery;
import cn.dengyun.trade.order.domain.DeliveryMove;
import cn.dengyun.trade.order.domain.LineSubsidy;
import cn.dengyun.trade.order.domain.OrderAccount;
import cn.dengyun.trade.order.domain.OrderLine;
import cn.dengyun.trade.order.domain.OrderRecords;
import cn.dengyun.trade.order.domain.OwnWords;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;

/** However lines in own words are delivered, accepted, lowered and billed: bills say all of it, once. */
class BillOwnWordsPropertyTest {

    private static final int CASES = Integer.getInteger("dengyun.bill.cases", 2_000);
    private static final LocalDate FIRST = LocalDate.parse("2028-02-01");
    private static final List<String> CODES = List.of("OWN-1", "OWN-2");

    @Example
    void anyPartitionOfDeliveriesSumsUpToThePriceAndItsTax(@ForAll Random random) {
        for (int i = 0; i < CASES; i++) {
            History history = new History(random);
            if (random.nextBoolean()) {
                history.cut();
            }
            List<OrderLine> agreed = history.account.lines();
            history.run(false);

            for (OrderLine line : agreed) {
                List<BillLine> billed = history.billed(line);
                assertThat(billed.stream().mapToLong(BillLine::amountFen).sum()).isEqualTo(line.presentNetFen());
                assertThat(billed.stream().mapToLong(BillLine::taxFen).sum())
                        .isEqualTo(line.presentNetFen() - line.presentExTaxFen());
                assertThat(billed.stream().map(BillLine::quantity).reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(line.quantity());
                assertThat(billed).allMatch(each -> each.amountFen() >= 0 && each.taxFen() >= 0);
            }
        }
    }

    @Example
    void whateverIsTakenOffBehindABillTheNextSaysTheDifference(@ForAll Random random) {
        for (int i = 0; i < CASES; i++) {
            History history = new History(random);
            history.run(true);

            for (Delivery accepted : history.accepted()) {
                for (DeliveredLine stands : accepted.lines()) {
                    List<BillLine> billed = history.billed(history.account.line(stands.planCode())).stream()
                            .filter(line -> line.deliveryId().equals(accepted.id()))
                            .toList();
                    assertThat(billed.stream().mapToLong(BillLine::amountFen).sum())
                            .isEqualTo(stands.netFen());
                    assertThat(billed.stream().mapToLong(BillLine::exTaxFen).sum())
                            .isEqualTo(stands.exTaxFen());
                    assertThat(billed.stream().map(BillLine::quantity).reduce(BigDecimal.ZERO, BigDecimal::add))
                            .isEqualByComparingTo(stands.quantity());
                    assertThat(billed)
                            .allMatch(line -> line.month().equals(Bill.monthOf(accepted.decidedAt()))
                                    && line.kind() == BillLineKind.OWN_WORDS
                                    && line.unit().equals("套"));
                }
            }
            assertThat(history.bills.stream().flatMap(List::stream).map(BillLine::deliveryId))
                    .as("nothing rests on what was rejected")
                    .isSubsetOf(history.accepted().stream().map(Delivery::id).toList());
        }
    }

    @Example
    void vouchersKnowNothingOfOwnWords() {
        BillLine measured = new BillLine(
                1, 1, "flow", "流量", BillLineKind.USAGE, FIRST, BigDecimal.TEN, "GB", null, null, 100, null, null, null);
        BillLine own = new BillLine(
                2,
                2,
                "OWN-1",
                "模具",
                BillLineKind.OWN_WORDS,
                FIRST.minusMonths(1),
                BigDecimal.ONE.negate(),
                "套",
                null,
                null,
                -900,
                null,
                null,
                Ids.next());
        BillLine more = new BillLine(
                3,
                2,
                "OWN-1",
                "模具",
                BillLineKind.OWN_WORDS,
                FIRST,
                BigDecimal.ONE,
                "套",
                null,
                null,
                900,
                null,
                null,
                Ids.next());

        assertThat(BillDelivered.byPlan(List.of(measured, own, more), List.of(), BillCredits.NONE))
                .containsOnlyKeys("flow");
        assertThat(BillDelivered.takenBack(
                        FIRST, List.of(own), List.of(new BillDelivered.Billed(Ids.next(), List.of(more))), List.of()))
                .isEmpty();
    }

    /** An order of two lines in own words, month by month. */
    private static final class History {
        private final Random random;
        private final List<List<BillLine>> bills = new ArrayList<>();
        private OrderAccount account;
        private int number;

        History(Random random) {
            this.random = random;
            List<OrderLine> lines = new ArrayList<>();
            for (String code : CODES) {
                lines.add(ordered(code, lines.size() + 1));
            }
            account = new OrderAccount(lines, List.of());
        }

        private OrderLine ordered(String code, int line) {
            BigDecimal rate = new BigDecimal(random.nextBoolean() ? "0.13" : "0.06");
            OwnWords words = new OwnWords("开模", "套", 1 + random.nextInt(1_000_000), rate);
            BigDecimal units = BigDecimal.valueOf(1 + random.nextInt(9));
            return OrderLine.ordered(
                    OrderRecords.ORDER,
                    line,
                    words.plan(code, code),
                    words,
                    units,
                    false,
                    new OwnLine(code, code, units, words).price(),
                    List.of());
        }

        /** Month after month until all is delivered and accepted, and billed once more. */
        void run(boolean withLess) {
            for (int month = 0; !account.isWhole() || account.isWaiting(); month++) {
                for (int step = random.nextInt(4); step >= 0; step--) {
                    step(FIRST.plusMonths(month), withLess);
                }
                if (random.nextInt(3) > 0) {
                    bill();
                }
            }
            bill();
            assertThat(own(accepted())).as("nothing is left to be billed").isEmpty();
        }

        private void step(LocalDate month, boolean withLess) {
            switch (random.nextInt(withLess ? 5 : 3)) {
                case 0 -> deliver();
                case 1 -> answer(month, DeliveryMove.PASS);
                case 2 -> answer(month, random.nextInt(4) == 0 ? DeliveryMove.REJECT : DeliveryMove.PASS);
                case 3 -> cut();
                default -> lower();
            }
        }

        private void deliver() {
            List<DeliveredLine> lines = new ArrayList<>();
            for (OrderLine line : account.lines()) {
                int open = line.open().intValueExact();
                if (open > 0 && random.nextInt(3) > 0) {
                    lines.add(account.worth(line, BigDecimal.valueOf(1 + random.nextInt(open))));
                }
            }
            if (!lines.isEmpty()) {
                account = account.with(OrderRecords.reported(++number, lines, false));
            }
        }

        private void answer(LocalDate month, DeliveryMove move) {
            List<Delivery> waiting = new ArrayList<>(
                    account.deliveries().stream().filter(Delivery::isWaiting).toList());
            if (!waiting.isEmpty()) {
                Collections.shuffle(waiting, random);
                Delivery first = waiting.get(0);
                account = account.with(
                        move == DeliveryMove.PASS
                                ? first.moved(move, null, List.of(), null, Bill.startOf(month))
                                : first.moved(move, Ids.next(), List.of(), "有缺陷", OrderRecords.NOW));
            }
        }

        void cut() {
            OrderLine line = account.lines().get(random.nextInt(CODES.size()));
            account = account.cut(line, (long) (line.presentNetFen() * (0.5 + random.nextDouble() / 2)));
        }

        private void lower() {
            List<Delivery> accepted = accepted();
            if (!accepted.isEmpty()) {
                Delivery delivery = accepted.get(random.nextInt(accepted.size()));
                DeliveredLine of = delivery.lines().get(0);
                long net = (long) (of.netFen() * random.nextDouble());
                account = account.lowered(
                        delivery,
                        Map.of(of.planCode(), new LineSubsidy.Part(of.quantity(), net, Math.min(net, of.exTaxFen()))));
            }
        }

        List<Delivery> accepted() {
            return account.deliveries().stream().filter(Delivery::isAccepted).toList();
        }

        private List<BillLine> own(List<Delivery> accepted) {
            return new BillOwnWords(
                            account.lines(),
                            bills.stream().flatMap(List::stream).toList())
                    .lines(accepted, 0);
        }

        private void bill() {
            List<Delivery> otherwise = new ArrayList<>(accepted());
            Collections.shuffle(otherwise, random);
            List<BillLine> lines = own(accepted());
            assertThat(own(otherwise)).as("in whatever order").isEqualTo(lines);
            bills.add(lines);
        }

        List<BillLine> billed(OrderLine line) {
            return bills.stream()
                    .flatMap(List::stream)
                    .filter(each -> each.orderLine() == line.line())
                    .toList();
        }
    }

    /** A delivery is known by its id alone. */
    @Example
    void linesOfABillGoOnWithItsNumbers() {
        OwnWords words = new OwnWords("开模", "套", 565_000, new BigDecimal("0.13"));
        OrderLine line = OrderLine.ordered(
                OrderRecords.ORDER,
                3,
                words.plan("OWN-1", "模具"),
                words,
                BigDecimal.valueOf(2),
                false,
                new OwnLine("OWN-1", "模具", BigDecimal.valueOf(2), words).price(),
                List.of());
        OrderAccount account = new OrderAccount(List.of(line), List.of());
        Delivery delivery = OrderRecords.reported(1, List.of(account.worth(line, BigDecimal.ONE)), false)
                .moved(DeliveryMove.PASS, null, List.of(), null, Bill.startOf(FIRST));
        UUID id = delivery.id();

        List<BillLine> lines = new BillOwnWords(List.of(line), List.of()).lines(List.of(delivery), 4);

        assertThat(lines)
                .containsExactly(new BillLine(
                        5,
                        3,
                        "OWN-1",
                        "模具",
                        BillLineKind.OWN_WORDS,
                        FIRST,
                        BigDecimal.ONE,
                        "套",
                        null,
                        null,
                        565_000,
                        new BigDecimal("0.13"),
                        65_000L,
                        id));
    }
}
