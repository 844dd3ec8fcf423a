package cn.dengyun.trade.order.domain;

/** What has to be done with an order next. */
public enum OrderAction {
    /** The provider accepts it or rejects it. */
    ANSWER,
    /** The provider lets the service begin. */
    ACTIVATE,
    /** The provider renders it. */
    DELIVER,
    /** The enterprise accepts what was delivered, or rejects it. */
    ACCEPT_DELIVERY,
    /** An authority decides. */
    DECIDE
}
