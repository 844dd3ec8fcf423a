package cn.dengyun.trade.order.domain;

/** Who says that something was delivered. */
public enum DeliverySource {
    /** The provider. */
    REPORT,
    /** A bill that is closed. */
    BILL
}
