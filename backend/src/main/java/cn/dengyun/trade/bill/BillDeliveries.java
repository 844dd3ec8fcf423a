package cn.dengyun.trade.bill;

import cn.dengyun.shared.Actor;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.bill.domain.BillCredits;
import cn.dengyun.trade.bill.domain.BillDelivered;
import cn.dengyun.trade.bill.domain.BillDelivered.Offset;
import cn.dengyun.trade.bill.domain.BillLine;
import cn.dengyun.trade.bill.domain.BillLowering;
import cn.dengyun.trade.bill.store.BillRows;
import cn.dengyun.trade.bill.store.LoweringRows;
import cn.dengyun.trade.order.Deliveries;
import cn.dengyun.trade.order.Deliveries.Delivered;
import cn.dengyun.trade.order.OrderFacts;
import cn.dengyun.trade.order.domain.DeliverySource;
import cn.dengyun.trade.order.domain.DeliveryStatus;
import cn.dengyun.trade.order.domain.OrderStatus;
import cn.dengyun.trade.order.store.DeliveryRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a bill says was delivered of its order, so that vouchers can pay it: held for it when the bill locks, captured
 * when the enterprise accepts it, lowered by credit notes and by later bills that take something back. An order that
 * has ended takes no deliveries any more; its bills are between both sides alone.
 */
@ApplicationScoped
class BillDeliveries {

    private final Deliveries deliveries;
    private final DeliveryRows rows;
    private final LoweringRows lowerings;
    private final BillRows bills;

    BillDeliveries(Deliveries deliveries, DeliveryRows rows, LoweringRows lowerings, BillRows bills) {
        this.deliveries = deliveries;
        this.rows = rows;
        this.lowerings = lowerings;
        this.bills = bills;
    }

    /**
     * The bill with its delivery, if it comes to anything and its order takes one; what earlier bills owe is taken off
     * that, whenever it is reported. Rejects as {@link Deliveries}.
     */
    Uni<Bill> report(SqlConnection connection, OrderFacts order, Bill bill, List<BillLine> lines, Instant now) {
        if (bill.deliveryId() != null || order.status() != OrderStatus.ACTIVE) {
            return Uni.createFrom().item(bill);
        }
        return bills.credits(connection, bill)
                .chain(credits -> offset(connection, bill, lines, credits, now).chain(lowered -> {
                    Map<String, Delivered> byPlan = byPlan(lines, lowered, credits);
                    byPlan.values().removeIf(delivered -> delivered.netFen() == 0);
                    return byPlan.isEmpty()
                            ? Uni.createFrom().item(bill)
                            : deliveries
                                    .report(connection, order, byPlan, DeliverySource.BILL, bill.id(), now)
                                    .map(bill::deliveredBy);
                }));
    }

    /**
     * What its provider was paid too much, it is not paid again.
     *
     * @return what the bill is lowered by then
     */
    private Uni<List<BillLowering>> offset(
            SqlConnection connection, Bill bill, List<BillLine> lines, BillCredits credits, Instant now) {
        return lowerings.ofOrder(connection, bill.orderId()).chain(all -> {
            List<BillLowering> before = lowered(all, bill.id());
            List<BillLowering> owed = all.stream().filter(BillLowering::isOwed).toList();
            if (owed.isEmpty()) {
                return Uni.createFrom().item(before);
            }
            Offset offset = BillDelivered.offset(bill.id(), BillDelivered.byPlan(lines, before, credits), owed, now);
            return lowerings
                    .update(connection, offset.changed())
                    .chain(() -> lowerings.insert(connection, offset.made()))
                    .chain(() -> lowered(connection, bill));
        });
    }

    /** What a bill was lowered by. */
    private Uni<List<BillLowering>> lowered(SqlConnection connection, Bill bill) {
        return lowerings.ofOrder(connection, bill.orderId()).map(all -> lowered(all, bill.id()));
    }

    private static List<BillLowering> lowered(List<BillLowering> all, UUID bill) {
        return all.stream()
                .filter(each -> each.loweredId().equals(bill) && !each.isOwed())
                .toList();
    }

    /**
     * Of bills with deliveries less is due, all at once, because a later one takes it back. Rejects as captured money
     * may not be taken back.
     *
     * @param lowered bills with their lines
     * @param all that bills of the order were ever lowered by
     * @return what vouchers pay less, in fen, by bill and plan
     */
    Uni<Map<UUID, Map<String, Long>>> correct(
            SqlConnection connection,
            Actor by,
            UUID orderId,
            Map<Bill, List<BillLine>> lowered,
            List<BillLowering> all,
            String reason,
            Instant now) {
        Map<UUID, UUID> byId = new HashMap<>();
        lowered.keySet().stream()
                .filter(bill -> bill.deliveryId() != null)
                .forEach(bill -> byId.put(bill.deliveryId(), bill.id()));
        if (byId.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return bills.credits(connection, lowered.keySet())
                .chain(credits -> {
                    Map<UUID, Map<String, Delivered>> byDelivery = new HashMap<>();
                    lowered.forEach((bill, lines) -> {
                        if (bill.deliveryId() != null) {
                            BillCredits ofBill = credits.getOrDefault(bill.id(), BillCredits.NONE);
                            byDelivery.put(bill.deliveryId(), byPlan(lines, lowered(all, bill.id()), ofBill));
                        }
                    });
                    return deliveries.correct(connection, by, orderId, byDelivery, reason, now);
                })
                .map(less -> {
                    Map<UUID, Map<String, Long>> ofBills = new HashMap<>();
                    less.forEach((delivery, byPlan) -> ofBills.put(byId.get(delivery), byPlan));
                    return ofBills;
                });
    }

    /** The enterprise accepts what the bill delivers, unless that was answered already. Rejects likewise. */
    Uni<Void> accept(SqlConnection connection, Actor enterprise, Bill bill, Instant now) {
        if (bill.deliveryId() == null) {
            return Uni.createFrom().voidItem();
        }
        return rows.find(connection, bill.deliveryId()).chain(found -> {
            boolean isWaiting = found.isPresent() && found.get().statusAt(now) == DeliveryStatus.REPORTED;
            return isWaiting
                    ? deliveries
                            .accept(connection, enterprise, bill.deliveryId(), now)
                            .replaceWithVoid()
                    : Uni.createFrom().voidItem();
        });
    }

    /** What credit notes have taken off is not due any more. Rejects likewise. */
    Uni<Void> lower(
            SqlConnection connection,
            Actor by,
            OrderFacts order,
            Bill credited,
            List<BillLine> lines,
            String reason,
            Instant now) {
        boolean mayBeLowered = order.status() != OrderStatus.CANCELLED;
        if (credited.deliveryId() == null || !mayBeLowered) {
            return Uni.createFrom().voidItem();
        }
        return rows.find(connection, credited.deliveryId()).chain(found -> {
            boolean isLiving = found.isPresent() && found.get().isLiving();
            return isLiving
                    ? bills.credits(connection, credited)
                            .chain(credits -> lowered(connection, credited)
                                    .chain(lowered -> deliveries.lower(
                                            connection,
                                            by,
                                            credited.deliveryId(),
                                            byPlan(lines, lowered, credits),
                                            reason,
                                            now)))
                            .replaceWithVoid()
                    : Uni.createFrom().voidItem();
        });
    }

    private static Map<String, Delivered> byPlan(
            List<BillLine> lines, List<BillLowering> lowered, BillCredits credits) {
        Map<String, Delivered> byPlan = new LinkedHashMap<>();
        BillDelivered.byPlan(lines, lowered, credits)
                .forEach((plan, part) ->
                        byPlan.put(plan, new Delivered(part.quantity(), part.netFen(), part.exTaxFen())));
        return byPlan;
    }
}
