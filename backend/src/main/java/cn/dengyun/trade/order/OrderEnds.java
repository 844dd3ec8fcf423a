package cn.dengyun.trade.order;

import cn.dengyun.shared.Actor;
import cn.dengyun.trade.order.OrderMoves.Open;
import cn.dengyun.trade.order.domain.Delivery;
import cn.dengyun.trade.order.domain.OrderAccount;
import cn.dengyun.trade.order.domain.OrderAccount.Lowered;
import cn.dengyun.trade.order.domain.OrderMove;
import cn.dengyun.trade.order.domain.OrderStatus;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.trade.order.store.DeliveryRows;
import cn.dengyun.voucher.OrderHolds;
import cn.dengyun.voucher.OrderHolds.Done;
import cn.dengyun.voucher.OrderHolds.Wanted;
import cn.dengyun.voucher.domain.HoldPart;
import cn.dengyun.voucher.domain.OrderStanding;
import cn.dengyun.voucher.domain.Refund;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** How orders in service come to less, and to their end: with their last acceptance, or before all was delivered. */
@ApplicationScoped
class OrderEnds {

    private final OrderMoves moves;
    private final DeliveryRows deliveries;
    private final OrderHolds holds;

    OrderEnds(OrderMoves moves, DeliveryRows deliveries, OrderHolds holds) {
        this.moves = moves;
        this.deliveries = deliveries;
        this.holds = holds;
    }

    /**
     * Takes back what was captured and is not due any more, and gives back what is held and not needed. The order
     * itself is the caller's to write.
     *
     * @param before as it was locked
     * @param after the order as it will be
     */
    Uni<Done> lower(
            SqlConnection connection,
            Actor by,
            Open before,
            ServiceOrder after,
            Lowered less,
            OrderStanding standing,
            String reason,
            Instant now) {
        List<HoldPart> keep =
                after.status().isEnd() ? List.of() : less.account().toKeep(standing);
        List<Delivery> changed = less.account().deliveries().stream()
                .filter(each -> !before.account().deliveries().contains(each))
                .toList();
        Wanted wanted = new Wanted(null, List.of(), less.back(), keep);
        return deliveries
                .update(connection, changed)
                .chain(() -> moves.write(connection, less.account()))
                .chain(() -> holds.change(connection, by, after.id(), wanted, reason, now));
    }

    /** What was taken back, or is asked back, in fen. */
    static long returnedFen(Done done) {
        return done.refunded().stream().mapToLong(Refund::amountFen).sum();
    }

    /**
     * Nothing that is not delivered will be, and what vouchers hold for it is given back. What waits for the enterprise
     * still does; where nothing does, the order has ended.
     *
     * @param actor null where it is nobody's doing
     */
    Uni<ServiceOrder> endRest(SqlConnection connection, Actor actor, Open open, String reason) {
        return endRestAlone(connection, actor, open, reason)
                .call(ended -> holds.change(
                        connection,
                        null,
                        ended.id(),
                        new Wanted(null, List.of(), List.of(), List.of()),
                        reason,
                        moves.now()));
    }

    /** The same where somebody else sees to what vouchers hold. */
    Uni<ServiceOrder> endRestAlone(SqlConnection connection, Actor actor, Open open, String reason) {
        OrderAccount account = open.account().withoutRest();
        return moves.write(connection, account).chain(() -> close(connection, actor, open.with(account), reason));
    }

    /** An order of which nothing is left to be delivered, as what waits and what was accepted makes it. */
    Uni<ServiceOrder> close(SqlConnection connection, Actor actor, Open open, String reason) {
        ServiceOrder order = open.order();
        if (!open.account().isWaiting()) {
            OrderMove end = open.account().isAccepted() ? OrderMove.COMPLETE : OrderMove.END;
            return moves.moved(connection, actor, order, end, reason, null);
        }
        return order.status() == OrderStatus.DELIVERED
                ? Uni.createFrom().item(order)
                : moves.moved(connection, actor, order, OrderMove.END_REST, reason, nextDue(open.account()));
    }

    /** By when the first of what waits is answered; null where nothing waits. */
    static Instant nextDue(OrderAccount account) {
        return account.deliveries().stream()
                .filter(Delivery::isWaiting)
                .map(Delivery::dueAt)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
