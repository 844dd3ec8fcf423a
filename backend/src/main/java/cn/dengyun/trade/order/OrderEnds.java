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
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How orders in service come to less, and to their end: with their last acceptance, or before all was delivered. */
@ApplicationScoped
class OrderEnds {

    private final OrderMoves moves;
    private final DeliveryRows deliveries;
    private final OrderHolds holds;
    private final Instance<UnbilledUsage> unbilled;

    OrderEnds(OrderMoves moves, DeliveryRows deliveries, OrderHolds holds, Instance<UnbilledUsage> unbilled) {
        this.moves = moves;
        this.deliveries = deliveries;
        this.holds = holds;
        this.unbilled = unbilled;
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
        return write(connection, before, less.account())
                .chain(() -> holds.change(connection, by, after.id(), wanted(after, less, standing), reason, now));
    }

    /**
     * What came of it.
     *
     * @param returnedFen what was taken back, in fen
     */
    record Asked(OrderAccount account, long returnedFen) {}

    /**
     * The same as {@link #lower} where only what is here is taken back, and the rest of it is asked back for one
     * delivery.
     */
    Uni<Asked> lowerAskingBack(
            SqlConnection connection,
            Actor by,
            Open before,
            ServiceOrder after,
            Lowered less,
            UUID deliveryId,
            OrderStanding standing,
            Deliveries.Asking asking,
            String reason,
            Instant now) {
        return holds.changeWhatIsHere(connection, by, after.id(), wanted(after, less, standing), reason, now)
                .chain(done -> {
                    List<HoldPart> asked = OrderAccount.missing(less.back(), refunded(done));
                    OrderAccount account = less.account().askingBack(deliveryId, asked);
                    return asking.ask(asked)
                            .chain(() -> write(connection, before, account))
                            .replaceWith(new Asked(account, returnedFen(done)));
                });
    }

    private static List<HoldPart> refunded(Done done) {
        return done.refunded().stream()
                .flatMap(refund -> HoldPart.of(refund.voucherId(), refund.lines()).stream())
                .toList();
    }

    private static Wanted wanted(ServiceOrder after, Lowered less, OrderStanding standing) {
        List<HoldPart> keep =
                after.status().isEnd() ? List.of() : less.account().toKeep(standing);
        return new Wanted(null, List.of(), less.back(), less.first(), keep);
    }

    private Uni<Void> write(SqlConnection connection, Open before, OrderAccount account) {
        List<Delivery> changed = account.deliveries().stream()
                .filter(each -> !before.account().deliveries().contains(each))
                .toList();
        return deliveries.update(connection, changed).chain(() -> moves.write(connection, account));
    }

    /** What was taken back, or is asked back, in fen. */
    static long returnedFen(Done done) {
        return done.refunded().stream().mapToLong(Refund::amountFen).sum();
    }

    /**
     * Whether something of it that vouchers pay was used and is still to be billed when its service ends now: they go
     * on holding for that, and the order goes on behind its last day.
     */
    Uni<Boolean> awaitsBill(SqlConnection connection, Open open) {
        ServiceOrder order = open.order();
        boolean isBilled = order.status() == OrderStatus.ACTIVE
                && order.activatedAt() != null
                && open.account().isBilled();
        if (!isBilled || unbilled.isUnsatisfied()) {
            return Uni.createFrom().item(false);
        }
        Instant now = moves.now();
        Instant end = order.endsAt().isBefore(now) ? order.endsAt() : now;
        return unbilled.get().isAwaited(connection, order.id(), end);
    }

    /**
     * Nothing that is not delivered will be, and what vouchers hold for it is given back. What waits for the enterprise
     * still does, and what was used is still billed; where there is neither, the order has ended.
     *
     * @param actor null where it is nobody's doing
     */
    Uni<ServiceOrder> endRest(SqlConnection connection, Actor actor, Open open, String reason) {
        return awaitsBill(connection, open)
                .chain(isAwaited -> isAwaited
                        ? endTerm(connection, actor, open, reason).call(ended -> keepForBill(connection, open, reason))
                        : endAll(connection, actor, open, reason));
    }

    /** The same, whatever is still to be billed: its time is over. */
    Uni<ServiceOrder> endAll(SqlConnection connection, Actor actor, Open open, String reason) {
        return endAllAlone(connection, actor, open, reason)
                .call(ended -> holds.giveRest(connection, ended.id(), reason, moves.now()));
    }

    /** The same as {@link #endRest} where somebody else sees to what vouchers hold. */
    Uni<ServiceOrder> endRestAlone(SqlConnection connection, Actor actor, Open open, String reason) {
        return awaitsBill(connection, open)
                .chain(isAwaited -> isAwaited
                        ? endTerm(connection, actor, open, reason)
                        : endAllAlone(connection, actor, open, reason));
    }

    private Uni<ServiceOrder> endAllAlone(SqlConnection connection, Actor actor, Open open, String reason) {
        OrderAccount account = open.account().withoutRest();
        return moves.write(connection, account).chain(() -> closeRest(connection, actor, open.with(account), reason));
    }

    /** The same as {@link #close} of one that would have gone on: whoever hangs on it hears that it does not. */
    Uni<ServiceOrder> closeRest(SqlConnection connection, Actor actor, Open open, String reason) {
        Uni<Void> told = open.account().isWaiting()
                ? Uni.createFrom().voidItem()
                : moves.tell(connection, open.order(), OrderChange.REST_ENDED, moves.now());
        return told.chain(() -> close(connection, actor, open, reason));
    }

    /**
     * Nothing more is rendered of an order that awaits its last bill: its last day is today, and it goes on behind that
     * as every other. What vouchers hold somebody else sees to.
     */
    Uni<ServiceOrder> endTerm(SqlConnection connection, Actor actor, Open open, String reason) {
        ServiceOrder after = open.order().termEnded(reason, moves.now());
        return moves.write(connection, open.account().withoutUnbilledRest())
                .chain(() -> moves.carryOut(
                        connection,
                        actor,
                        open.order(),
                        after,
                        OrderMove.END_TERM,
                        OrderEvent.of(OrderMove.END_TERM).told(after)));
    }

    private Uni<Done> keepForBill(SqlConnection connection, Open open, String reason) {
        Instant now = moves.now();
        OrderAccount account = open.account().withoutUnbilledRest();
        return holds.standing(connection, open.order().id(), now)
                .chain(standing -> holds.change(
                        connection,
                        null,
                        open.order().id(),
                        new Wanted(null, List.of(), List.of(), account.toKeep(standing)),
                        reason,
                        now));
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
