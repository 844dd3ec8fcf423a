package cn.dengyun.trade.bill;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.bill.domain.BillDelivered;
import cn.dengyun.trade.bill.domain.BillDelivered.Billed;
import cn.dengyun.trade.bill.domain.BillDelivered.Taken;
import cn.dengyun.trade.bill.domain.BillLine;
import cn.dengyun.trade.bill.domain.BillLowering;
import cn.dengyun.trade.bill.domain.BillLoweringStatus;
import cn.dengyun.trade.bill.store.BillRows;
import cn.dengyun.trade.bill.store.LoweringRows;
import cn.dengyun.trade.bill.store.LoweringRows.Due;
import cn.dengyun.trade.order.Orders;
import cn.dengyun.trade.usage.Usage;
import cn.dengyun.trade.usage.domain.UsageChange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a bill takes back of earlier months is taken off the bills that had counted it, in the unit of work in which it
 * locks: of what waits less will be captured, and what was captured too much goes back. Where that is refused, the
 * money may be on its way to whoever is paid, it is owed: what the bill itself delivers, and what later ones do, is
 * paid so much less ({@link BillDeliveries#report}), and what is left is tried again every day.
 */
@ApplicationScoped
class BillLowerings {

    private final LoweringRows rows;
    private final BillRows bills;
    private final BillDeliveries deliveries;
    private final Orders orders;
    private final Usage usage;

    BillLowerings(LoweringRows rows, BillRows bills, BillDeliveries deliveries, Orders orders, Usage usage) {
        this.rows = rows;
        this.bills = bills;
        this.deliveries = deliveries;
        this.orders = orders;
        this.usage = usage;
    }

    /**
     * A bill that locks, with its order locked.
     *
     * @param all bills of the order, by month
     * @param refusal why what was captured cannot be taken back; null: it is tried
     */
    record Locking(Bill bill, List<BillLine> lines, List<Bill> all, String refusal) {

        List<UUID> earlier() {
            return all.stream()
                    .filter(each -> !each.status().isOpen() && !each.id().equals(bill.id()))
                    .map(Bill::id)
                    .toList();
        }

        boolean takesBack() {
            return lines.stream().anyMatch(line -> line.month().isBefore(bill.month()));
        }
    }

    /** Lowers what the bill takes back. Fails with {@link LoweringRefused} where it is tried and refused. */
    Uni<Void> lower(SqlConnection connection, Locking locking, Instant now) {
        if (!locking.takesBack()) {
            return Uni.createFrom().voidItem();
        }
        return rows.ofOrder(connection, locking.bill().orderId())
                .chain(before -> bills.lines(connection, locking.earlier()).chain(lines -> {
                    List<Billed> earlier = locking.earlier().stream()
                            .map(id -> new Billed(id, lines.getOrDefault(id, List.of())))
                            .toList();
                    List<Taken> taken =
                            BillDelivered.takenBack(locking.bill().month(), locking.lines(), earlier, before);
                    return made(connection, locking.bill(), taken)
                            .chain(made -> locking.refusal() == null
                                    ? taken(connection, locking, made, before, lines, now)
                                    : owed(connection, locking.refusal(), made, now));
                }))
                .replaceWithVoid();
    }

    /** What is to be taken off, in the name of whoever changed what was measured. */
    private Uni<List<BillLowering>> made(SqlConnection connection, Bill bill, List<Taken> taken) {
        if (taken.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return usage.changed(connection, bill.orderId(), bill.id(), Bill.startOf(bill.month()))
                .map(found -> taken.stream()
                        .map(each -> new BillLowering(
                                Ids.next(),
                                bill.orderId(),
                                bill.id(),
                                each.loweredId(),
                                null,
                                each.month(),
                                each.planCode(),
                                each.part().quantity(),
                                each.part().netFen(),
                                each.part().exTaxFen(),
                                BillLoweringStatus.OWED,
                                null,
                                null,
                                reason(bill, found.map(UsageChange::reason).orElse(null)),
                                found.map(UsageChange::changedBy).orElse(bill.providerOrganizationId()),
                                null,
                                null))
                        .toList());
    }

    private static String reason(Bill bill, String said) {
        return said == null ? bill.number() : bill.number() + " " + said;
    }

    private Uni<List<BillLowering>> taken(
            SqlConnection connection,
            Locking locking,
            List<BillLowering> made,
            List<BillLowering> before,
            Map<UUID, List<BillLine>> lines,
            Instant now) {
        if (made.isEmpty()) {
            return Uni.createFrom().item(made);
        }
        Set<UUID> ids = new HashSet<>();
        made.forEach(each -> ids.add(each.loweredId()));
        Map<Bill, List<BillLine>> lowered = new LinkedHashMap<>();
        locking.all().stream()
                .filter(each -> ids.contains(each.id()))
                .forEach(each -> lowered.put(each, lines.getOrDefault(each.id(), List.of())));
        return correct(connection, lowered, before, made, now)
                .onFailure(Rejection.class)
                .transform(refused -> new LoweringRefused((Rejection) refused))
                .call(done -> rows.insert(connection, done));
    }

    /** What is owed is taken off deliveries, all at once. */
    private Uni<List<BillLowering>> correct(
            SqlConnection connection,
            Map<Bill, List<BillLine>> lowered,
            List<BillLowering> before,
            List<BillLowering> owed,
            Instant now) {
        BillLowering first = owed.get(0);
        List<BillLowering> all = Stream.concat(
                        before.stream().filter(each -> !each.isOwed()),
                        owed.stream().map(each -> each.lowered(null, now)))
                .toList();
        return deliveries
                .correct(connection, asChanger(first), first.orderId(), lowered, all, first.reason(), now)
                .map(less -> done(owed, less, now));
    }

    /** What vouchers pay less of a plan is said once. */
    private static List<BillLowering> done(List<BillLowering> owed, Map<UUID, Map<String, Long>> less, Instant now) {
        Map<UUID, Map<String, Long>> open = new HashMap<>();
        less.forEach((bill, byPlan) -> open.put(bill, new HashMap<>(byPlan)));
        List<BillLowering> done = new ArrayList<>();
        for (BillLowering each : owed) {
            Long fen = open.computeIfAbsent(each.loweredId(), any -> new HashMap<>())
                    .put(each.planCode(), 0L);
            done.add(each.lowered(fen == null ? 0L : fen, now));
        }
        return done;
    }

    /** Whoever changed what was measured, for what is on record of money that goes back. */
    private static Actor asChanger(BillLowering lowering) {
        return new Actor(lowering.changedBy(), false, null, Set.of(), Set.of(), null);
    }

    private Uni<List<BillLowering>> owed(
            SqlConnection connection, String refusal, List<BillLowering> made, Instant now) {
        List<BillLowering> owed =
                made.stream().map(each -> each.owed(refusal, now)).toList();
        return rows.insert(connection, owed).replaceWith(owed);
    }

    /** Tries again what is owed of a bill. Does nothing where nothing is any more; fails with what refuses it. */
    Effect<Boolean> again(Due due, Instant now) {
        return Effect.of(connection -> orders.lock(connection, due.orderId())
                .chain(() -> rows.ofOrder(connection, due.orderId()))
                .chain(before -> {
                    List<BillLowering> owed = owedOf(due, before);
                    if (owed.isEmpty()) {
                        return Uni.createFrom().item(false);
                    }
                    return bills.lock(connection, due.loweredId())
                            .chain(bill -> bills.lines(connection, bill.id())
                                    .chain(lines -> correct(connection, Map.of(bill, lines), before, owed, now)))
                            .chain(done -> rows.update(connection, done))
                            .replaceWith(true);
                }));
    }

    private static List<BillLowering> owedOf(Due due, List<BillLowering> all) {
        return all.stream()
                .filter(each -> each.isOwed() && each.loweredId().equals(due.loweredId()))
                .toList();
    }

    /**
     * It is tried again in a day.
     *
     * @param refusal the code of the problem in the way; null: as before
     */
    Effect<Boolean> postpone(Due due, String refusal, Instant now) {
        return Effect.of(connection -> orders.lock(connection, due.orderId())
                .chain(() -> rows.ofOrder(connection, due.orderId()))
                .chain(before -> rows.update(
                        connection,
                        owedOf(due, before).stream()
                                .map(each -> each.owed(
                                        refusal == null ? each.refusal() : refusal, now.plus(BillLowering.AGAIN)))
                                .toList()))
                .replaceWith(false));
    }
}
