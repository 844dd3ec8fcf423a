package cn.dengyun.trade.order.domain;

/** Where an order comes from. */
public enum OrderOrigin {
    /** Placed by a person. */
    PLATFORM,
    /** Placed by a system. */
    API,
    /** A quote that was awarded. */
    QUOTE,
    /** A trial that the enterprise wants to go on with. */
    TRIAL,
    /** The next term of another order. */
    RENEWAL
}
