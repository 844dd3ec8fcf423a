package cn.dengyun.trade.bill;

import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.bill.store.BillRows;
import cn.dengyun.trade.order.OrderChange;
import cn.dengyun.trade.order.OrderEffect;
import cn.dengyun.trade.order.OrderFacts;
import cn.dengyun.trade.order.UnbilledUsage;
import cn.dengyun.trade.order.domain.OrderStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The last bill of an order ends with its service, whatever ends that: late usage counts for its days from then on, and
 * the order waits for it.
 */
@ApplicationScoped
class BillEnds implements OrderEffect, UnbilledUsage {

    private final BillRows rows;

    BillEnds(BillRows rows) {
        this.rows = rows;
    }

    @Override
    public Uni<Void> changed(SqlConnection connection, OrderFacts order, OrderChange what, Instant now) {
        if (order.activatedAt() == null) {
            return Uni.createFrom().voidItem();
        }
        return switch (what) {
            case AMENDED ->
                order.status() == OrderStatus.ACTIVE
                        ? rows.endAt(connection, order.id(), order.endsAt())
                        : Uni.createFrom().voidItem();
            case REST_ENDED, ENDED ->
                rows.endAt(connection, order.id(), order.endsAt().isBefore(now) ? order.endsAt() : now);
            case ACCEPTED, ACTIVATED, DISPUTED, DISPUTE_SETTLED, BARRED, UNBARRED ->
                Uni.createFrom().voidItem();
        };
    }

    @Override
    public Uni<Boolean> isAwaited(SqlConnection connection, UUID orderId, Instant end) {
        return rows.isLocked(connection, orderId, Bill.monthOf(end.minus(1, ChronoUnit.MICROS)))
                .map(isLocked -> !isLocked);
    }
}
