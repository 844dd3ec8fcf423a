package cn.dengyun.trade.order.domain;

/** One of the two between whom an order is. */
public enum OrderSide {
    /** Whoever ordered. */
    ENTERPRISE,
    /** Whoever renders it. */
    PROVIDER;

    public OrderSide other() {
        return this == ENTERPRISE ? PROVIDER : ENTERPRISE;
    }
}
