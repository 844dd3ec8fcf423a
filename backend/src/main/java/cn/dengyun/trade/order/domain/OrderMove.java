package cn.dengyun.trade.order.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;
import java.util.Set;

/** The lifecycle of an order as one table, with whose move it is. */
public enum OrderMove implements Move<OrderStatus> {
    ACCEPT(Side.PROVIDER, Transition.of(OrderStatus.ACCEPTED, OrderStatus.PLACED)),
    REJECT(Side.PROVIDER, Transition.of(OrderStatus.REJECTED, OrderStatus.PLACED)),
    CANCEL(Side.ENTERPRISE, Transition.of(OrderStatus.CANCELLED, OrderStatus.PLACED, OrderStatus.ACCEPTED)),
    /** Its time is over. */
    LAPSE(Side.NOBODY, Transition.of(OrderStatus.LAPSED, OrderStatus.PLACED, OrderStatus.ACCEPTED)),
    /** Its provider is disqualified. */
    BAR(Side.NOBODY, Transition.of(OrderStatus.CANCELLED, OrderStatus.PLACED, OrderStatus.ACCEPTED)),
    /** The service has begun. */
    ACTIVATE(Side.PROVIDER, Transition.of(OrderStatus.ACTIVE, OrderStatus.ACCEPTED)),
    DELIVER_PART(Side.PROVIDER, stays(OrderStatus.ACTIVE)),
    DELIVER_REST(Side.PROVIDER, Transition.of(OrderStatus.DELIVERED, OrderStatus.ACTIVE)),
    /** What was delivered is accepted; where nothing is open then, the order completes. */
    ACCEPT_PART(Side.NOBODY, stays(OrderStatus.ACTIVE, OrderStatus.DELIVERED)),
    REJECT_DELIVERY(Side.NOBODY, Transition.of(OrderStatus.ACTIVE, OrderStatus.ACTIVE, OrderStatus.DELIVERED)),
    WITHDRAW_DELIVERY(Side.NOBODY, Transition.of(OrderStatus.ACTIVE, OrderStatus.ACTIVE, OrderStatus.DELIVERED)),
    /** What was delivered was never answered, and its vouchers are over. */
    LAPSE_DELIVERY(Side.NOBODY, Transition.of(OrderStatus.ACTIVE, OrderStatus.ACTIVE, OrderStatus.DELIVERED)),
    /** Both sides have agreed on less, or on another last day. */
    AMEND(Side.EITHER, stays(OrderStatus.ACCEPTED, OrderStatus.ACTIVE, OrderStatus.DELIVERED)),
    /** What is not delivered will not be, and something waits for the enterprise. */
    END_REST(Side.NOBODY, Transition.of(OrderStatus.DELIVERED, OrderStatus.ACTIVE)),
    /** Nothing more is rendered, and what was used is still to be billed. */
    END_TERM(Side.NOBODY, stays(OrderStatus.ACTIVE)),
    /** Nothing is open any more, and something was accepted. */
    COMPLETE(Side.NOBODY, Transition.of(OrderStatus.COMPLETED, OrderStatus.ACTIVE, OrderStatus.DELIVERED)),
    /** Nothing is open any more, and nothing was accepted. */
    END(Side.NOBODY, Transition.of(OrderStatus.CANCELLED, OrderStatus.ACTIVE, OrderStatus.DELIVERED)),
    /** The provider gives captured money back. */
    REFUND(Side.PROVIDER, stays(OrderStatus.ACTIVE, OrderStatus.DELIVERED, OrderStatus.COMPLETED)),
    /** Less was delivered than was said, or it costs less: a credit note, or what an authority has decided. */
    LOWER(Side.NOBODY, stays(OrderStatus.ACTIVE, OrderStatus.DELIVERED, OrderStatus.COMPLETED, OrderStatus.DISPUTED)),
    /** Both sides do not agree, and nothing moves before that is settled. */
    DISPUTE(
            Side.EITHER,
            Transition.of(OrderStatus.DISPUTED, OrderStatus.ACTIVE, OrderStatus.DELIVERED, OrderStatus.COMPLETED)),
    /** That is settled: it goes on where it stood. */
    RESUME(Side.NOBODY, stays(OrderStatus.DISPUTED)),
    /** The enterprise orders the next term: another order. */
    RENEW(Side.ENTERPRISE, stays(OrderStatus.ACTIVE, OrderStatus.DELIVERED, OrderStatus.COMPLETED));

    /**
     * Who makes a move; nobody: it follows from the clock, an answer to a delivery, or a decision about something else.
     */
    public enum Side {
        ENTERPRISE,
        PROVIDER,
        EITHER,
        NOBODY
    }

    private final Side side;
    private final Transition<OrderStatus> transition;

    OrderMove(Side side, Transition<OrderStatus> transition) {
        this.side = side;
        this.transition = transition;
    }

    private static Transition<OrderStatus> stays(OrderStatus... sources) {
        return new Transition<>(Set.of(sources), null);
    }

    public Side side() {
        return side;
    }

    /** Its target is null where the status stays as it is. */
    @Override
    public Transition<OrderStatus> transition() {
        return transition;
    }

    @Override
    public OrderStatus from(OrderStatus status) {
        OrderStatus target = Move.super.from(status);
        return target == null ? status : target;
    }
}
