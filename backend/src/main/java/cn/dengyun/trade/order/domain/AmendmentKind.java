package cn.dengyun.trade.order.domain;

/** What both sides agree on otherwise. */
public enum AmendmentKind {
    /** Less of a line. */
    QUANTITY,
    /** A lower price of a line. */
    PRICE_CUT,
    /** Another last day. */
    TERM,
    /** Nothing of what is not delivered. */
    CANCEL_REST
}
