package cn.dengyun.trade.order.domain;

import static cn.dengyun.trade.order.domain.OrderRecords.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Ids;
import cn.dengyun.trade.order.domain.OrderAccount.Lowered;
import cn.dengyun.voucher.domain.HoldPart;
import cn.dengyun.voucher.domain.OrderStanding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever is delivered, paid by the bank and decided, and in whichever order: of each voucher and plan, what was
 * captured less what was taken back and less what is asked back is what decisions leave; each delivery is due what was
 * left of it, and no payment is asked back twice. The other side is counted by itself: months that are left, times what
 * a voucher pays of one.
 */
class AskedBackPropertyTest {

    private static final List<String> PLANS = List.of("a", "b");

    /** What a month of each plan costs, in fen; a voucher pays 0.3 of it, without a broken fen. */
    private static final long PRICE = 1_000;

    private static final long SHARE = 300;

    /** Of a capture: whose it is, and whether its claim was paid. */
    private static final class Capture {
        private final UUID delivery;
        private final HoldPart part;
        private long left;
        private boolean isPaid;

        Capture(UUID delivery, HoldPart part) {
            this.delivery = delivery;
            this.part = part;
            this.left = part.amountFen();
        }

        boolean isOf(HoldPart other) {
            return part.voucherId().equals(other.voucherId()) && part.planCode().equals(other.planCode());
        }
    }

    /** An order of two plans that one voucher pays or two do, with its money in a list and its months in a map. */
    private static final class World {
        private final Random random;
        private final Map<String, UUID> payer = new HashMap<>();
        private final List<Capture> captures = new ArrayList<>();
        private final Map<UUID, Map<String, Integer>> months = new HashMap<>();
        private final List<HoldPart> asked = new ArrayList<>();
        private final List<HoldPart> held = new ArrayList<>();
        private OrderAccount account;

        World(Random random) {
            this.random = random;
            payer.put("a", Ids.next());
            payer.put("b", random.nextBoolean() ? payer.get("a") : Ids.next());
            List<OrderLine> lines = new ArrayList<>();
            for (String plan : PLANS) {
                long ordered = 2 + random.nextInt(10);
                LineShare share = OrderRecords.share(payer.get(plan), ordered * SHARE, "0.3");
                OrderLine line = OrderRecords.line(plan, ordered, ordered * PRICE, List.of(share));
                lines.add(OrderHistory.numbered(line, lines.size() + 1));
                held.add(new HoldPart(payer.get(plan), plan, ordered * SHARE));
            }
            account = new OrderAccount(lines, List.of());
        }

        OrderStanding standing() {
            List<HoldPart> captured = captures.stream()
                    .map(each -> new HoldPart(each.part.voucherId(), each.part.planCode(), each.left))
                    .toList();
            return new OrderStanding(held, Map.of(), captured, Map.of());
        }

        void deliver() {
            List<DeliveredLine> lines = new ArrayList<>();
            Map<String, Integer> delivered = new HashMap<>();
            for (String plan : PLANS) {
                int open = account.line(plan).open().intValueExact();
                int count = open == 0 ? 0 : random.nextInt(Math.min(3, open) + 1);
                if (count > 0) {
                    lines.add(account.worth(account.line(plan), BigDecimal.valueOf(count)));
                    delivered.put(plan, count);
                }
            }
            if (lines.isEmpty()) {
                return;
            }
            Delivery reported = OrderRecords.reported(
                    account.deliveries().size() + 1, lines, true, account.toHold(lines, standing()));
            account = account.with(reported);
            List<HoldPart> due = account.toCapture(reported, standing());
            account = account.with(reported.moved(DeliveryMove.ACCEPT, Ids.next(), due, null, NOW));
            due.forEach(part -> captures.add(new Capture(reported.id(), part)));
            months.put(reported.id(), delivered);
        }

        void pay() {
            captures.stream().filter(each -> random.nextBoolean()).forEach(each -> each.isPaid = each.left > 0);
        }

        /** A decision, of one of the plans of a delivery or of all. */
        void decide() {
            List<UUID> all = new ArrayList<>(months.keySet());
            if (all.isEmpty()) {
                return;
            }
            UUID id = all.get(random.nextInt(all.size()));
            Map<String, Integer> left = months.get(id);
            Map<String, LineSubsidy.Part> byPlan = new HashMap<>();
            for (String plan : List.copyOf(left.keySet())) {
                if (random.nextInt(3) > 0) {
                    int count = random.nextInt(left.get(plan) + 1);
                    left.put(plan, count);
                    byPlan.put(plan, new LineSubsidy.Part(BigDecimal.valueOf(count), count * PRICE, count * PRICE));
                }
            }
            Lowered less = account.lowered(account.find(id), byPlan).lowered(standing(), id);
            List<HoldPart> taken = takeWhatIsHere(less.back(), id);
            List<HoldPart> rest = OrderAccount.missing(less.back(), taken);
            rest.forEach(part -> assertThat(part.amountFen())
                    .as("asked back of what was paid alone, and once")
                    .isBetween(1L, paidFen(part) - HoldPart.sum(asked, part.voucherId(), part.planCode())));
            asked.addAll(rest);
            account = less.account().askingBack(id, rest);
        }

        /** Of the delivery before others. */
        private List<HoldPart> takeWhatIsHere(List<HoldPart> back, UUID first) {
            List<HoldPart> taken = new ArrayList<>();
            for (HoldPart part : back) {
                long open = part.amountFen();
                for (boolean isOfIt : new boolean[] {true, false}) {
                    for (Capture each : captures) {
                        if (each.isOf(part) && !each.isPaid && each.delivery.equals(first) == isOfIt) {
                            long fen = Math.min(open, each.left);
                            each.left -= fen;
                            open -= fen;
                        }
                    }
                }
                if (open < part.amountFen()) {
                    taken.add(new HoldPart(part.voucherId(), part.planCode(), part.amountFen() - open));
                }
            }
            return taken;
        }

        /** A voucher is taken back with its captures: what is here goes back, what was paid is asked back. */
        void revoke() {
            UUID voucher = payer.get(PLANS.get(random.nextInt(PLANS.size())));
            Map<UUID, List<HoldPart>> paid = new HashMap<>();
            for (Capture each : captures) {
                if (each.part.voucherId().equals(voucher) && each.isPaid && each.left > 0) {
                    paid.computeIfAbsent(each.delivery, any -> new ArrayList<>())
                            .add(new HoldPart(voucher, each.part.planCode(), each.left));
                } else if (each.part.voucherId().equals(voucher)) {
                    each.left = 0;
                }
            }
            account = account.askingBack(paid);
            for (String plan : PLANS) {
                long all = account.deliveries().stream()
                        .mapToLong(each -> HoldPart.sum(each.askedBack(), voucher, plan))
                        .sum();
                HoldPart any = new HoldPart(voucher, plan, 0);
                assertThat(all).as("all that was paid, and no fen twice").isEqualTo(paidFen(any));
                asked.add(new HoldPart(voucher, plan, all - HoldPart.sum(asked, voucher, plan)));
            }
            assertThat(account.askingBack(paid)).as("once").isEqualTo(account);
        }

        private long paidFen(HoldPart part) {
            return captures.stream()
                    .filter(each -> each.isPaid && each.isOf(part))
                    .mapToLong(each -> each.left)
                    .sum();
        }

        void check() {
            Map<String, Integer> left = new HashMap<>();
            months.forEach((id, byPlan) -> byPlan.forEach((plan, count) -> {
                left.merge(plan, count, Integer::sum);
                assertThat(HoldPart.sum(account.find(id).paid(), payer.get(plan), plan))
                        .as("what is due of a delivery")
                        .isEqualTo(count * SHARE);
            }));
            for (String plan : PLANS) {
                HoldPart any = new HoldPart(payer.get(plan), plan, 0);
                long captured = captures.stream()
                        .filter(each -> each.isOf(any))
                        .mapToLong(each -> each.left)
                        .sum();
                assertThat(captured - HoldPart.sum(asked, payer.get(plan), plan))
                        .as("captured, less what was taken back, less what is asked back")
                        .isEqualTo(left.getOrDefault(plan, 0) * SHARE)
                        .isNotNegative();
            }
            assertThat(account.deliveries().stream()
                            .mapToLong(each -> HoldPart.sum(each.askedBack()))
                            .sum())
                    .isEqualTo(HoldPart.sum(asked));
            account.deliveries()
                    .forEach(each ->
                            assertThat(each.capturedFen() + each.loweredFen()).isLessThanOrEqualTo(each.subsidyFen()));
        }
    }

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void whatWasPaidLessWhatIsTakenAndAskedBackIsWhatDecisionsLeave(@ForAll Random random) {
        World world = new World(random);
        for (int i = 0; i < 14; i++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> world.deliver();
                case 2 -> world.pay();
                default -> world.decide();
            }
            world.check();
        }
    }

    /** What a decision wants back of a voucher that is taken back is neither taken nor asked back once more. */
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void whatARevocationAsksBackNothingElseDoes(@ForAll Random random) {
        World world = new World(random);
        for (int i = 0; i < 10; i++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> world.deliver();
                case 2 -> world.pay();
                default -> world.decide();
            }
        }
        world.revoke();
        for (int i = 0; i < 4; i++) {
            world.decide();
        }
        world.revoke();
    }
}
