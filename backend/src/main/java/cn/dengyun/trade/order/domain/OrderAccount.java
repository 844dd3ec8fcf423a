package cn.dengyun.trade.order.domain;

import cn.dengyun.voucher.domain.HoldPart;
import cn.dengyun.voucher.domain.OrderStanding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * What of an order was delivered, accepted and cancelled, and what its vouchers have to pay for that. Everything is
 * counted from the beginning each time, so that parts sum up to the whole in whatever order they are accepted; what was
 * taken back without having become cheaper counts as paid, so that it is not captured again. What was captured, paid
 * and is asked back does not count as captured: per voucher and plan, captured less asked back is what is due.
 *
 * @param lines with what {@code deliveries} say of them
 * @param deliveries all that were ever reported, by number
 */
public record OrderAccount(List<OrderLine> lines, List<Delivery> deliveries) {

    public OrderAccount {
        lines = List.copyOf(lines);
        deliveries = List.copyOf(deliveries);
    }

    /** The line with a plan; null where the order has none. */
    public OrderLine line(String planCode) {
        return lines.stream()
                .filter(line -> line.planCode().equals(planCode))
                .findFirst()
                .orElse(null);
    }

    /** Whether nothing is left to be delivered. */
    public boolean isWhole() {
        return lines.stream().allMatch(OrderLine::isWhole);
    }

    /** Whether vouchers pay of something by bills. */
    public boolean isBilled() {
        return lines.stream().anyMatch(OrderLine::isBilled);
    }

    /** Whether something waits for the enterprise. */
    public boolean isWaiting() {
        return deliveries.stream().anyMatch(Delivery::isWaiting);
    }

    /** Whether something was accepted, or nothing of what was ordered costs anything and all of it was. */
    public boolean isAccepted() {
        return deliveries.stream().anyMatch(Delivery::isAccepted);
    }

    /** Whether vouchers may pay of one of these plans. */
    public boolean isSubsidised(List<DeliveredLine> delivered) {
        return delivered.stream()
                .anyMatch(each -> !line(each.planCode()).shares().isEmpty());
    }

    /** What a quantity comes to that is delivered now; together with what was delivered before never more than all. */
    public DeliveredLine worth(OrderLine line, BigDecimal quantity) {
        LineSubsidy.Part before = sum(line, Delivery::isLiving, Delivery::full);
        LineSubsidy.Part after = line.worth(before.quantity().add(quantity));
        return DeliveredLine.of(line.planCode(), after.minus(before).notNegative());
    }

    /** The same account with a delivery, new or in the place of what it was. */
    public OrderAccount with(Delivery changed) {
        List<Delivery> all = new ArrayList<>();
        boolean isNew = true;
        for (Delivery each : deliveries) {
            boolean isIt = each.id().equals(changed.id());
            all.add(isIt ? changed : each);
            isNew &= !isIt;
        }
        if (isNew) {
            all.add(changed);
        }
        return new OrderAccount(lines, all).counted();
    }

    /** The same account with a line in the place of what it was. */
    public OrderAccount with(OrderLine changed) {
        List<OrderLine> all = lines.stream()
                .map(line -> line.line() == changed.line() ? changed : line)
                .toList();
        return new OrderAccount(all, deliveries);
    }

    /** The same account in which nothing is left to be delivered. */
    public OrderAccount withoutRest() {
        return new OrderAccount(
                lines.stream().map(line -> line.cancelled(line.open())).toList(), deliveries);
    }

    /** The same account in which nothing is left to be delivered but what bills will say was used. */
    public OrderAccount withoutUnbilledRest() {
        return new OrderAccount(
                lines.stream()
                        .map(line -> line.isBilled() ? line : line.cancelled(line.open()))
                        .toList(),
                deliveries);
    }

    private OrderAccount counted() {
        List<OrderLine> all = lines.stream()
                .map(line ->
                        line.counted(living(line).quantity(), accepted(line).quantity()))
                .toList();
        return new OrderAccount(all, deliveries);
    }

    private LineSubsidy.Part living(OrderLine line) {
        return sum(line, Delivery::isLiving, Delivery::part);
    }

    private LineSubsidy.Part accepted(OrderLine line) {
        return sum(line, Delivery::isAccepted, Delivery::part);
    }

    private LineSubsidy.Part sum(
            OrderLine line, Predicate<Delivery> which, BiFunction<Delivery, String, LineSubsidy.Part> what) {
        return deliveries.stream()
                .filter(which)
                .map(each -> what.apply(each, line.planCode()))
                .reduce(LineSubsidy.Part.NONE, LineSubsidy.Part::plus);
    }

    /** What each voucher has paid of a line, or was lowered to, in fen. */
    private Map<UUID, Long> paid(OrderLine line) {
        Map<UUID, Long> fen = new HashMap<>();
        deliveries.stream()
                .filter(Delivery::isAccepted)
                .forEach(each -> each.paidFen(line.planCode())
                        .forEach((voucher, paid) -> fen.merge(voucher, paid, Math::addExact)));
        return fen;
    }

    /** The same with what is held for what waits. */
    private Map<UUID, Long> paidOrHeld(OrderLine line, OrderStanding standing) {
        Map<UUID, Long> fen = paid(line);
        deliveries.stream()
                .filter(Delivery::isWaiting)
                .forEach(each -> standing.deliveredFor(each.id()).stream()
                        .filter(part -> part.planCode().equals(line.planCode()))
                        .forEach(part -> fen.merge(part.voucherId(), part.amountFen(), Math::addExact)));
        return fen;
    }

    /** What is to be held for what is delivered now: of each voucher no more than it holds. */
    public List<HoldPart> toHold(List<DeliveredLine> delivered, OrderStanding standing) {
        List<HoldPart> parts = new ArrayList<>();
        for (DeliveredLine each : delivered) {
            OrderLine line = line(each.planCode());
            Map<UUID, Long> before = paidOrHeld(line, standing);
            add(parts, line, before, line.subsidy().raised(before, living(line).plus(each.part())), standing.open());
        }
        return parts;
    }

    /**
     * What is to be captured of a delivery that waits: of each voucher no more than is held for it, or for what is not
     * delivered. A broken fen may be due with another part than it was held for.
     */
    public List<HoldPart> toCapture(Delivery waiting, OrderStanding standing) {
        List<HoldPart> held = new ArrayList<>(standing.deliveredFor(waiting.id()));
        held.addAll(standing.open());
        List<HoldPart> parts = new ArrayList<>();
        for (DeliveredLine each : waiting.lines()) {
            OrderLine line = line(each.planCode());
            Map<UUID, Long> before = paid(line);
            add(
                    parts,
                    line,
                    before,
                    line.subsidy().raised(before, accepted(line).plus(each.part())),
                    held);
        }
        return parts;
    }

    /** What of that is not held for the delivery yet. */
    public static List<HoldPart> missing(List<HoldPart> due, List<HoldPart> held) {
        return due.stream()
                .map(part -> new HoldPart(
                        part.voucherId(),
                        part.planCode(),
                        Math.max(0, part.amountFen() - HoldPart.sum(held, part.voucherId(), part.planCode()))))
                .filter(part -> part.amountFen() > 0)
                .toList();
    }

    private static void add(
            List<HoldPart> parts, OrderLine line, Map<UUID, Long> before, Map<UUID, Long> after, List<HoldPart> held) {
        for (LineShare share : line.shares()) {
            long more = after.getOrDefault(share.voucherId(), 0L) - before.getOrDefault(share.voucherId(), 0L);
            long fen = Math.min(more, HoldPart.sum(held, share.voucherId(), line.planCode()));
            if (fen > 0) {
                parts.add(new HoldPart(share.voucherId(), line.planCode(), fen));
            }
        }
    }

    /** What is still needed of what is held and not delivered, as far as it is there. */
    public List<HoldPart> toKeep(OrderStanding standing) {
        List<HoldPart> parts = new ArrayList<>();
        for (OrderLine line : lines) {
            LineSubsidy.Part living = living(line);
            LineSubsidy.Part rest = line.worth(living.quantity().add(line.open()))
                    .minus(worth(line, living))
                    .notNegative();
            Map<UUID, Long> before = paidOrHeld(line, standing);
            Map<UUID, Long> after = line.subsidy().raised(before, living.plus(rest));
            for (LineShare share : line.shares()) {
                long fen = after.get(share.voucherId()) - before.getOrDefault(share.voucherId(), 0L);
                if (fen > 0) {
                    parts.add(new HoldPart(share.voucherId(), line.planCode(), fen));
                }
            }
        }
        return parts;
    }

    /**
     * What was delivered is worth at the price of the order. Of parts that is what each of them was told to be worth,
     * broken fen and all, for what is delivered next is worth the rest of that.
     */
    private LineSubsidy.Part worth(OrderLine line, LineSubsidy.Part living) {
        return line.isMeasured() ? line.worth(living.quantity()) : sum(line, Delivery::isLiving, Delivery::full);
    }

    /**
     * An account in which less is due.
     *
     * @param back what is to be taken back of what was captured
     * @param loweredFen what accepted deliveries are paid less, in fen; some of it may have been taken back before
     * @param first the deliveries that pay less before others do; none: the youngest
     */
    public record Lowered(OrderAccount account, List<HoldPart> back, long loweredFen, Collection<UUID> first) {}

    /**
     * The same account, of which no more is paid than is due: after it became cheaper, or less.
     *
     * @param first the delivery that pays less before others do; null: the youngest
     */
    public Lowered lowered(OrderStanding standing, UUID first) {
        return lowered(standing, first == null ? List.of() : List.of(first));
    }

    /**
     * The same.
     *
     * @param first the deliveries that pay less before others do
     */
    public Lowered lowered(OrderStanding standing, Collection<UUID> first) {
        Map<UUID, Map<String, Long>> open = new LinkedHashMap<>();
        List<HoldPart> back = new ArrayList<>();
        long lowered = 0;
        for (OrderLine line : lines) {
            Map<UUID, Long> before = paid(line);
            Map<UUID, Long> after = line.subsidy().lowered(before, accepted(line));
            for (LineShare share : line.shares()) {
                UUID voucher = share.voucherId();
                long less = before.getOrDefault(voucher, 0L) - after.getOrDefault(voucher, 0L);
                long captured = HoldPart.sum(standing.captured(), voucher, line.planCode())
                        - askedBackFen(voucher, line.planCode());
                long tooMuch = Math.max(0, captured - after.getOrDefault(voucher, 0L));
                if (less > 0) {
                    lowered = Math.addExact(lowered, less);
                    open.computeIfAbsent(voucher, any -> new HashMap<>()).put(line.planCode(), less);
                }
                if (less > 0 && tooMuch > 0) {
                    back.add(new HoldPart(voucher, line.planCode(), tooMuch));
                }
            }
        }
        OrderAccount account = this;
        List<Delivery> youngest = deliveries.stream()
                .filter(Delivery::isAccepted)
                .sorted(Comparator.comparing((Delivery each) -> !first.contains(each.id()))
                        .thenComparing(Comparator.comparing(Delivery::number).reversed()))
                .toList();
        for (Delivery each : youngest) {
            account = account.with(each.lowered(open));
        }
        return new Lowered(account, back, lowered, first);
    }

    /** What of captures is asked back from whoever was paid: the voucher has paid it, and it is not due. */
    private long askedBackFen(UUID voucher, String planCode) {
        return deliveries.stream()
                .mapToLong(each -> HoldPart.sum(each.askedBack(), voucher, planCode))
                .reduce(0, Math::addExact);
    }

    /** The same account in which that is asked back of what was paid for one of its deliveries. */
    public OrderAccount askingBack(UUID deliveryId, List<HoldPart> parts) {
        return parts.isEmpty() ? this : with(find(deliveryId).askingBack(parts));
    }

    /**
     * The same account in which all that was paid is asked back, as far as it was not before: what was asked back for
     * one delivery may have been paid for another, so that is counted by voucher and plan.
     *
     * @param paid what is left of captures that were paid, by delivery
     */
    public OrderAccount askingBack(Map<UUID, List<HoldPart>> paid) {
        OrderAccount account = this;
        Map<UUID, Map<String, Long>> all =
                HoldPart.byVoucher(paid.values().stream().flatMap(List::stream).toList());
        for (Map.Entry<UUID, Map<String, Long>> voucher : all.entrySet()) {
            for (Map.Entry<String, Long> plan : voucher.getValue().entrySet()) {
                long fen = plan.getValue() - askedBackFen(voucher.getKey(), plan.getKey());
                account = account.askingBack(voucher.getKey(), plan.getKey(), fen, paid);
            }
        }
        return account;
    }

    /** What is asked back stands with the deliveries that it was paid for, and what is beyond those with the last. */
    private OrderAccount askingBack(UUID voucher, String planCode, long fen, Map<UUID, List<HoldPart>> paid) {
        OrderAccount account = this;
        long left = fen;
        List<UUID> concerned = paid.keySet().stream()
                .filter(each -> HoldPart.sum(paid.get(each), voucher, planCode) > 0)
                .sorted()
                .toList();
        for (int i = 0; i < concerned.size() && left > 0; i++) {
            UUID delivery = concerned.get(i);
            long room = HoldPart.sum(paid.get(delivery), voucher, planCode)
                    - HoldPart.sum(find(delivery).askedBack(), voucher, planCode);
            long part = i == concerned.size() - 1 ? left : Math.min(left, Math.max(0, room));
            if (part > 0) {
                account = account.askingBack(delivery, List.of(new HoldPart(voucher, planCode, part)));
                left -= part;
            }
        }
        return account;
    }

    /**
     * The same account in which a line costs less: what was delivered of it too, part by part. Of what is measured only
     * what is not delivered yet does, for bills say what that cost.
     */
    public OrderAccount cut(OrderLine line, long lowerNetFen) {
        OrderLine cut = line.cut(lowerNetFen);
        OrderAccount account = with(cut);
        if (line.isMeasured()) {
            return account;
        }
        BigDecimal before = BigDecimal.ZERO;
        for (Delivery each : deliveries) {
            if (each.isLiving()) {
                BigDecimal after = before.add(each.quantity(line.planCode()));
                LineSubsidy.Part part = cut.worth(after).minus(cut.worth(before));
                account = account.with(each.worth(each.lines().stream()
                        .map(of -> of.planCode().equals(line.planCode()) ? of.cut(part) : of)
                        .toList()));
                before = after;
            }
        }
        return account;
    }

    /** The same account in which a delivery has less, or costs less; what is sent of other plans is as it was. */
    public OrderAccount lowered(Delivery delivery, Map<String, LineSubsidy.Part> byPlan) {
        OrderAccount account = corrected(delivery, byPlan);
        for (DeliveredLine of : delivery.lines()) {
            OrderLine line = account.line(of.planCode());
            BigDecimal missing =
                    of.quantity().subtract(account.find(delivery.id()).quantity(of.planCode()));
            account = account.with(line.cancelled(missing));
        }
        return account;
    }

    /** The same where what is missing may still be delivered: it was measured wrongly. */
    public OrderAccount corrected(Delivery delivery, Map<String, LineSubsidy.Part> byPlan) {
        List<DeliveredLine> less = delivery.lines().stream()
                .map(of -> byPlan.containsKey(of.planCode()) ? of.lowered(byPlan.get(of.planCode())) : of)
                .toList();
        return with(delivery.worth(less));
    }

    /** One of its deliveries. */
    public Delivery find(UUID id) {
        return deliveries.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
