package cn.dengyun.trade.order.domain;

import static cn.dengyun.trade.order.domain.OrderRecords.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Ids;
import cn.dengyun.trade.order.domain.OrderAccount.Lowered;
import cn.dengyun.voucher.domain.HoldPart;
import cn.dengyun.voucher.domain.OrderStanding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * What may happen to an order after it was placed, one thing after the other, with the money of its vouchers kept in
 * maps; whole numbers alone say whether what is paid is right.
 */
final class OrderHistory {

    private static final List<String> RATIOS = List.of("0.2", "0.3", "0.4", "0.5", "0.333");

    private final Random random;
    private final Map<Key, Long> open = new HashMap<>();
    private final Map<UUID, Map<Key, Long>> marked = new HashMap<>();
    private final Map<Key, Long> captured = new HashMap<>();
    private OrderAccount account;
    private boolean isAsOrdered = true;

    /** A line that a voucher pays of. */
    private record Key(UUID voucher, String plan) {}

    OrderHistory(Random random) {
        this.random = random;
        List<OrderLine> lines = new ArrayList<>();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            long net = 1 + Math.floorMod(random.nextLong(), random.nextBoolean() ? 1_000L : 10_000_000_000L);
            OrderLine line = OrderRecords.line("p" + i, 1 + random.nextInt(12), net, shares(net));
            lines.add(numbered(line, i + 1));
            line.shares().forEach(share -> open.put(new Key(share.voucherId(), line.planCode()), share.subsidyFen()));
        }
        account = new OrderAccount(lines, List.of());
    }

    static OrderLine numbered(OrderLine line, int number) {
        return new OrderLine(
                line.orderId(),
                number,
                line.planCode(),
                line.planName(),
                line.plan(),
                line.ownWords(),
                line.quantity(),
                line.withSubsidy(),
                line.listFen(),
                null,
                0,
                null,
                0,
                line.netFen(),
                line.exTaxFen(),
                line.taxRate(),
                line.taxFen(),
                line.subsidyFen(),
                line.explanation(),
                line.delivered(),
                line.accepted(),
                line.cancelled(),
                line.cutFen(),
                line.shares());
    }

    /** As vouchers are held: those that pay a share of so much or less never pay more than that together. */
    private List<LineShare> shares(long net) {
        List<LineShare> shares = new ArrayList<>();
        int vouchers = 1 + random.nextInt(3);
        for (int i = 0; i < vouchers; i++) {
            String ratio = RATIOS.get(random.nextInt(RATIOS.size()));
            long own = floor(net, ratio);
            long free = own;
            for (LineShare other : shares) {
                long level = floor(net, other.ratio().toPlainString());
                if (level >= own) {
                    free = Math.min(free, level - within(shares, net, level));
                }
            }
            free = Math.min(free, own - within(shares, net, own));
            if (free > 0) {
                long fen = random.nextBoolean() ? free : 1 + Math.floorMod(random.nextLong(), free);
                shares.add(OrderRecords.share(Ids.next(), fen, ratio));
            }
        }
        return shares;
    }

    private static long within(List<LineShare> shares, long net, long level) {
        return shares.stream()
                .filter(share -> floor(net, share.ratio().toPlainString()) <= level)
                .mapToLong(LineShare::subsidyFen)
                .sum();
    }

    private static long floor(long fen, String ratio) {
        BigDecimal exact = new BigDecimal(ratio);
        return BigInteger.valueOf(fen)
                .multiply(exact.unscaledValue())
                .divide(BigInteger.TEN.pow(exact.scale()))
                .longValueExact();
    }

    /** Something happens, and everything is still right. */
    void step() {
        switch (random.nextInt(13)) {
            case 0, 1, 2 -> deliver(false);
            case 3, 4, 5 -> withWaiting(this::accept);
            case 6, 7 -> withWaiting(this::reject);
            case 8 -> cut();
            case 9 -> cancel();
            case 10 -> creditNote();
            case 11 -> correct();
            default -> refund();
        }
        check();
    }

    /** What is left is delivered, and what waits is accepted in any order. */
    void finish() {
        deliver(true);
        check();
        while (account.isWaiting()) {
            withWaiting(this::accept);
            check();
        }
        if (isAsOrdered) {
            for (OrderLine line : account.lines()) {
                assertThat(line.accepted()).isEqualByComparingTo(line.quantity());
                for (LineShare share : line.shares()) {
                    assertThat(paid(line, share)).as("parts sum up").isEqualTo(share.subsidyFen());
                }
                assertThat(cost(line, Delivery::isAccepted)).isEqualTo(line.netFen());
            }
        }
    }

    private OrderStanding standing() {
        Map<UUID, List<HoldPart>> delivered = new HashMap<>();
        marked.forEach((delivery, parts) -> delivered.put(delivery, parts(parts)));
        return new OrderStanding(parts(open), delivered, parts(captured), Map.of());
    }

    private static List<HoldPart> parts(Map<Key, Long> fen) {
        return fen.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> new HoldPart(each.getKey().voucher(), each.getKey().plan(), each.getValue()))
                .toList();
    }

    private static Map<Key, Long> fen(List<HoldPart> parts) {
        Map<Key, Long> fen = new HashMap<>();
        parts.forEach(part -> fen.merge(new Key(part.voucherId(), part.planCode()), part.amountFen(), Math::addExact));
        return fen;
    }

    private void deliver(boolean all) {
        List<DeliveredLine> lines = new ArrayList<>();
        for (OrderLine line : account.lines()) {
            int left = line.open().intValueExact();
            int quantity = all ? left : left == 0 ? 0 : random.nextInt(left + 1);
            if (quantity > 0) {
                lines.add(account.worth(line, BigDecimal.valueOf(quantity)));
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        List<HoldPart> held = account.toHold(lines, standing());
        Delivery reported = OrderRecords.reported(account.deliveries().size() + 1, lines, true, held);
        mark(reported.id(), held);
        account = account.with(reported);
    }

    private void mark(UUID delivery, List<HoldPart> held) {
        fen(held).forEach((key, fen) -> {
            assertThat(fen).isLessThanOrEqualTo(open.get(key));
            open.merge(key, -fen, Math::addExact);
            marked.computeIfAbsent(delivery, any -> new HashMap<>()).merge(key, fen, Math::addExact);
        });
    }

    private void withWaiting(Consumer<Delivery> act) {
        List<Delivery> waiting =
                account.deliveries().stream().filter(Delivery::isWaiting).toList();
        if (!waiting.isEmpty()) {
            act.accept(waiting.get(random.nextInt(waiting.size())));
        }
    }

    private void accept(Delivery delivery) {
        OrderStanding standing = standing();
        List<HoldPart> due = account.toCapture(delivery, standing);
        Delivery after = delivery.moved(DeliveryMove.ACCEPT, Ids.next(), due, null, NOW);
        account = account.with(after);
        boolean isLast = !account.isWaiting() && account.isWhole();
        Map<Key, Long> keep = isLast ? Map.of() : fen(account.toKeep(standing));
        mark(delivery.id(), OrderAccount.missing(due, standing.deliveredFor(delivery.id())));
        Map<Key, Long> held = marked.getOrDefault(delivery.id(), Map.of());
        marked.remove(delivery.id());
        Map<Key, Long> before = new HashMap<>(open);
        trim(keep);
        Map<Key, Long> paid = fen(due);
        held.forEach((key, fen) -> {
            long rest = fen - paid.getOrDefault(key, 0L);
            assertThat(rest).isNotNegative();
            boolean isNeeded = keep.getOrDefault(key, 0L) > before.get(key);
            open.merge(key, isNeeded ? rest : 0, Math::addExact);
            captured.merge(key, paid.getOrDefault(key, 0L), Math::addExact);
        });
    }

    /** What is not needed of what is held and not delivered is given back. */
    private void trim(Map<Key, Long> keep) {
        open.replaceAll((key, fen) -> Math.min(fen, keep.getOrDefault(key, 0L)));
    }

    private void reject(Delivery delivery) {
        account = account.with(delivery.moved(DeliveryMove.REJECT, Ids.next(), List.of(), "理由", NOW));
        Map<Key, Long> held = marked.getOrDefault(delivery.id(), Map.of());
        marked.remove(delivery.id());
        held.forEach((key, fen) -> open.merge(key, fen, Math::addExact));
    }

    private void cut() {
        OrderLine line = account.lines().get(random.nextInt(account.lines().size()));
        lower(account.cut(line, Math.floorMod(random.nextLong(), line.presentNetFen() + 1)), (UUID) null);
    }

    private void cancel() {
        OrderLine line = account.lines().get(random.nextInt(account.lines().size()));
        BigDecimal less = BigDecimal.valueOf(random.nextInt(line.open().intValueExact() + 1));
        lower(account.with(line.cancelled(less)), (UUID) null);
    }

    private void creditNote() {
        List<Delivery> living =
                account.deliveries().stream().filter(Delivery::isLiving).toList();
        if (living.isEmpty()) {
            return;
        }
        Delivery delivery = living.get(random.nextInt(living.size()));
        Map<String, LineSubsidy.Part> less = new HashMap<>();
        delivery.lines().forEach(line -> less.put(line.planCode(), less(line)));
        lower(account.lowered(delivery, less), delivery.id());
    }

    /** What was measured of several deliveries was less; what is missing may still be delivered. */
    private void correct() {
        OrderAccount corrected = account;
        List<UUID> those = new ArrayList<>();
        for (Delivery each : account.deliveries()) {
            if (each.isLiving() && random.nextBoolean()) {
                Map<String, LineSubsidy.Part> less = new HashMap<>();
                each.lines().forEach(line -> less.put(line.planCode(), less(line)));
                corrected = corrected.corrected(each, less);
                those.add(each.id());
            }
        }
        if (!those.isEmpty()) {
            lower(corrected, those);
        }
    }

    private LineSubsidy.Part less(DeliveredLine line) {
        BigDecimal quantity = random.nextBoolean()
                ? line.quantity()
                : BigDecimal.valueOf(random.nextInt(line.quantity().intValueExact() + 1));
        long net = Math.floorMod(random.nextLong(), line.netFen() + 1);
        return new LineSubsidy.Part(quantity, net, net);
    }

    private void lower(OrderAccount cheaper, UUID first) {
        lower(cheaper, first == null ? List.of() : List.of(first));
    }

    private void lower(OrderAccount cheaper, List<UUID> first) {
        isAsOrdered = false;
        Lowered lowered = cheaper.lowered(standing(), first);
        fen(lowered.back()).forEach((key, fen) -> {
            assertThat(fen).isLessThanOrEqualTo(captured.getOrDefault(key, 0L));
            captured.merge(key, -fen, Math::addExact);
        });
        account = lowered.account();
        trim(fen(account.toKeep(standing())));
    }

    private void refund() {
        captured.replaceAll((key, fen) ->
                random.nextInt(3) == 0 && fen > 0 ? fen - 1 - Math.floorMod(random.nextLong(), fen) : fen);
    }

    private void check() {
        for (OrderLine line : account.lines()) {
            assertThat(line.accepted()).isLessThanOrEqualTo(line.delivered());
            assertThat(line.delivered().add(line.cancelled())).isLessThanOrEqualTo(line.quantity());
            assertThat(sum(line, Delivery::isLiving, DeliveredLine::fullFen)).isLessThanOrEqualTo(line.presentNetFen());
            for (LineShare share : line.shares()) {
                Key key = new Key(share.voucherId(), line.planCode());
                long paid = paid(line, share);
                long held = open.get(key)
                        + marked.values().stream()
                                .mapToLong(of -> of.getOrDefault(key, 0L))
                                .sum();
                assertThat(captured.getOrDefault(key, 0L)).isBetween(0L, paid);
                assertThat(open.get(key)).isNotNegative();
                assertThat(paid + held).isLessThanOrEqualTo(share.subsidyFen());
                assertThat(BigInteger.valueOf(paid))
                        .as("never above its part")
                        .isLessThanOrEqualTo(ofQuantity(line, share));
                assertThat(together(line, share))
                        .as("never above the share of what it costs")
                        .isTrue();
            }
        }
        for (Delivery each : account.deliveries()) {
            assertThat(each.capturedFen() + each.loweredFen()).isLessThanOrEqualTo(each.subsidyFen());
            assertThat(each.lines()).allMatch(of -> of.netFen() >= 0 && of.netFen() <= of.fullFen());
        }
    }

    private BigInteger ofQuantity(OrderLine line, LineShare share) {
        return BigInteger.valueOf(share.subsidyFen())
                .multiply(line.accepted().toBigIntegerExact())
                .divide(line.quantity().toBigIntegerExact());
    }

    private boolean together(OrderLine line, LineShare share) {
        long cost = cost(line, Delivery::isAccepted);
        long level = floor(cost, share.ratio().toPlainString());
        long paid = line.shares().stream()
                .filter(other -> floor(cost, other.ratio().toPlainString()) <= level)
                .mapToLong(other -> paid(line, other))
                .sum();
        return paid <= level;
    }

    private long paid(OrderLine line, LineShare share) {
        return account.deliveries().stream()
                .mapToLong(each -> HoldPart.sum(each.paid(), share.voucherId(), line.planCode()))
                .sum();
    }

    private long cost(OrderLine line, Predicate<Delivery> which) {
        return sum(line, which, DeliveredLine::netFen);
    }

    private long sum(OrderLine line, Predicate<Delivery> which, ToLongFunction<DeliveredLine> what) {
        return account.deliveries().stream()
                .filter(which)
                .flatMap(each -> each.lines().stream())
                .filter(of -> of.planCode().equals(line.planCode()))
                .mapToLong(what)
                .sum();
    }

    /** So many things happen. */
    void steps(int count) {
        IntStream.range(0, count).forEach(i -> step());
    }
}
