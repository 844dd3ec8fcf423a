package cn.dengyun.trade.order.domain;

/** Where a delivery stands. */
public enum DeliveryStatus {
    /** The enterprise has to accept it or to reject it. */
    REPORTED,
    /** What vouchers pay of it is owed. */
    ACCEPTED,
    /** The enterprise does not take it for delivered. */
    REJECTED,
    /** The provider has taken it back. */
    WITHDRAWN,
    /** Nobody ever answered, and the vouchers that were to pay it are over. */
    LAPSED
}
