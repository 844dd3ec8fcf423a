package cn.dengyun.trade.order.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of an order as one table, with whose move it is. */
public enum OrderMove implements Move<OrderStatus> {
    ACCEPT(Side.PROVIDER, Transition.of(OrderStatus.ACCEPTED, OrderStatus.PLACED)),
    REJECT(Side.PROVIDER, Transition.of(OrderStatus.REJECTED, OrderStatus.PLACED)),
    CANCEL(Side.ENTERPRISE, Transition.of(OrderStatus.CANCELLED, OrderStatus.PLACED, OrderStatus.ACCEPTED)),
    /** Its time is over. */
    LAPSE(Side.NOBODY, Transition.of(OrderStatus.LAPSED, OrderStatus.PLACED, OrderStatus.ACCEPTED)),
    /** Its provider is disqualified. */
    BAR(Side.NOBODY, Transition.of(OrderStatus.CANCELLED, OrderStatus.PLACED, OrderStatus.ACCEPTED));

    /** Who makes a move; nobody: the clock or an authority's decision about something else. */
    public enum Side {
        ENTERPRISE,
        PROVIDER,
        NOBODY
    }

    private final Side side;
    private final Transition<OrderStatus> transition;

    OrderMove(Side side, Transition<OrderStatus> transition) {
        this.side = side;
        this.transition = transition;
    }

    public Side side() {
        return side;
    }

    @Override
    public Transition<OrderStatus> transition() {
        return transition;
    }
}
