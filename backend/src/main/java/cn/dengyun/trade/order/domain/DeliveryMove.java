package cn.dengyun.trade.order.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;
import cn.dengyun.trade.order.domain.OrderMove.Side;

/** The lifecycle of a delivery as one table, with whose move it is. */
public enum DeliveryMove implements Move<DeliveryStatus> {
    ACCEPT(Side.ENTERPRISE, DeliveryStatus.ACCEPTED),
    REJECT(Side.ENTERPRISE, DeliveryStatus.REJECTED),
    WITHDRAW(Side.PROVIDER, DeliveryStatus.WITHDRAWN),
    /** Nobody said anything in time, and no public money is to pay for it. */
    PASS(Side.NOBODY, DeliveryStatus.ACCEPTED),
    /** Nobody said anything for long, and its vouchers are over. */
    LAPSE(Side.NOBODY, DeliveryStatus.LAPSED);

    private final Side side;
    private final Transition<DeliveryStatus> transition;

    DeliveryMove(Side side, DeliveryStatus target) {
        this.side = side;
        this.transition = Transition.of(target, DeliveryStatus.REPORTED);
    }

    public Side side() {
        return side;
    }

    /** What it does to the order. */
    public OrderMove ofOrder() {
        return switch (this) {
            case ACCEPT, PASS -> OrderMove.ACCEPT_PART;
            case REJECT -> OrderMove.REJECT_DELIVERY;
            case WITHDRAW -> OrderMove.WITHDRAW_DELIVERY;
            case LAPSE -> OrderMove.LAPSE_DELIVERY;
        };
    }

    @Override
    public Transition<DeliveryStatus> transition() {
        return transition;
    }
}
