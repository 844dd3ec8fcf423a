package cn.dengyun.trade.bill;

import cn.dengyun.shared.Actor;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.bill.domain.BillLine;
import cn.dengyun.trade.bill.domain.BillLineKind;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a bill says was delivered of its order, so that vouchers can pay it: held for it when the bill locks, captured
 * when the enterprise accepts it, lowered by credit notes. An order that has ended takes no deliveries any more; its
 * bills are between both sides alone.
 */
@ApplicationScoped
class BillDeliveries {

    private final Deliveries deliveries;
    private final DeliveryRows rows;

    BillDeliveries(Deliveries deliveries, DeliveryRows rows) {
        this.deliveries = deliveries;
        this.rows = rows;
    }

    /** The bill with its delivery, if it comes to anything and its order takes one. Rejects as {@link Deliveries}. */
    Uni<Bill> report(SqlConnection connection, OrderFacts order, Bill bill, List<BillLine> lines, Instant now) {
        Map<String, Delivered> byPlan = byPlan(lines, bill.creditedFen());
        byPlan.values().removeIf(delivered -> delivered.netFen() == 0);
        if (bill.deliveryId() != null || byPlan.isEmpty() || order.status() != OrderStatus.ACTIVE) {
            return Uni.createFrom().item(bill);
        }
        return deliveries
                .report(connection, order, byPlan, DeliverySource.BILL, bill.id(), now)
                .map(bill::deliveredBy);
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
                    ? deliveries
                            .lower(
                                    connection,
                                    by,
                                    credited.deliveryId(),
                                    byPlan(lines, credited.creditedFen()),
                                    reason,
                                    now)
                            .replaceWithVoid()
                    : Uni.createFrom().voidItem();
        });
    }

    /**
     * What each plan comes to, of those that come to more than nothing; credit is taken off one after the other, in the
     * order of the lines.
     */
    static Map<String, Delivered> byPlan(List<BillLine> lines, long creditedFen) {
        Map<String, Delivered> whole = new LinkedHashMap<>();
        for (BillLine line : lines) {
            whole.merge(line.planCode(), delivered(line), BillDeliveries::plus);
        }
        whole.values().removeIf(each -> each.netFen() <= 0);
        Map<String, Delivered> left = new LinkedHashMap<>();
        long credit = creditedFen;
        for (Map.Entry<String, Delivered> each : whole.entrySet()) {
            long off = Math.min(credit, each.getValue().netFen());
            credit -= off;
            left.put(each.getKey(), less(each.getValue(), off));
        }
        return left;
    }

    private static Delivered delivered(BillLine line) {
        BigDecimal quantity = line.kind() == BillLineKind.USAGE ? line.quantity() : BigDecimal.ZERO;
        return new Delivered(quantity, line.amountFen(), line.exTaxFen());
    }

    private static Delivered plus(Delivered one, Delivered other) {
        return new Delivered(
                one.quantity().add(other.quantity()),
                Math.addExact(one.netFen(), other.netFen()),
                one.exTaxFen() == null || other.exTaxFen() == null
                        ? null
                        : Math.addExact(one.exTaxFen(), other.exTaxFen()));
    }

    private static Delivered less(Delivered whole, long offFen) {
        long net = whole.netFen() - offFen;
        Long without = whole.exTaxFen() == null
                ? null
                : BigDecimal.valueOf(Math.max(0, whole.exTaxFen()))
                        .multiply(BigDecimal.valueOf(net))
                        .divideToIntegralValue(BigDecimal.valueOf(whole.netFen()))
                        .longValueExact();
        return new Delivered(whole.quantity().max(BigDecimal.ZERO), net, without);
    }
}
