package cn.dengyun.trade.order;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.OrderMoves.Open;
import cn.dengyun.trade.order.domain.Delivery;
import cn.dengyun.trade.order.domain.OrderMove;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.voucher.OrderHolds;
import cn.dengyun.voucher.domain.HoldPart;
import cn.dengyun.voucher.domain.Refund;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Captured money that a provider gives back without anything having become cheaper: to the vouchers, or to their
 * budgets where they are over. It is not captured for the order again. What was captured last is given back first.
 */
@ApplicationScoped
public class OrderRefunds {

    private final OrderMoves moves;
    private final OrderHolds holds;

    OrderRefunds(OrderMoves moves, OrderHolds holds) {
        this.moves = moves;
        this.holds = holds;
    }

    /** What was given back, each of one capture. */
    public record Given(ServiceOrder order, Delivery delivery, List<Refund> refunds) {

        /** In fen. */
        public long amountFen() {
            return refunds.stream().mapToLong(Refund::amountFen).sum();
        }
    }

    /**
     * Gives something back. Rejects with {@code not-yours} (403), {@code service-order-not-found},
     * {@code order-delivery-not-found} (404), {@code order-disputed}, {@code transition-not-allowed},
     * {@code refund-exceeds-capture} (409; what is left, what was asked for), and as captured money may not be taken
     * back.
     */
    public Effect<Given> refund(Actor actor, UUID orderId, NewOrderRefund wanted) {
        return Effect.of(
                () -> moves.store().find(actor, orderId).invoke(found -> found.requireSide(actor, OrderMove.REFUND)),
                (connection, found) -> moves.open(connection, orderId)
                        .invoke(open -> open.order().requireUndisputed())
                        .chain(open -> refund(connection, actor, open, wanted)));
    }

    private Uni<Given> refund(SqlConnection connection, Actor actor, Open open, NewOrderRefund wanted) {
        Instant now = moves.now();
        Delivery delivery = open.account().deliveries().stream()
                .filter(each -> each.id().equals(wanted.deliveryId()))
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("order-delivery-not-found"));
        if (!delivery.isAccepted()) {
            throw Rejection.conflict("transition-not-allowed", delivery.status(), OrderMove.REFUND);
        }
        ServiceOrder after = open.order().moved(OrderMove.REFUND, wanted.reason(), null, now);
        return holds.capturedFor(connection, open.order().id(), delivery.id())
                .map(captured -> youngest(captured, wanted.amountFen()))
                .chain(parts ->
                        holds.refund(connection, actor, open.order().id(), delivery.id(), parts, wanted.reason(), now))
                .map(refunds -> new Given(after, delivery, refunds))
                .call(given -> moves.carryOut(
                        connection,
                        actor,
                        open.order(),
                        after,
                        OrderMove.REFUND,
                        OrderDeliveryEvent.REFUNDED.told(after, delivery, given.amountFen())));
    }

    /**
     * The last parts of what was captured that come to so much.
     *
     * @param amountFen null: all of it
     */
    private static List<HoldPart> youngest(List<HoldPart> captured, Long amountFen) {
        long all = HoldPart.sum(captured);
        long wanted = amountFen == null ? Math.max(1, all) : amountFen;
        if (wanted > all) {
            throw Rejection.conflict("refund-exceeds-capture", all, wanted);
        }
        List<HoldPart> parts = new ArrayList<>();
        long left = wanted;
        for (int i = captured.size() - 1; i >= 0 && left > 0; i--) {
            HoldPart part = captured.get(i);
            long fen = Math.min(left, part.amountFen());
            parts.add(new HoldPart(part.voucherId(), part.planCode(), fen));
            left -= fen;
        }
        return parts;
    }
}
