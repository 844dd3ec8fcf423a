package cn.dengyun.trade.demand;

/** Where a demand stands. */
enum DemandStatus {
    /** The enterprise prepares it. */
    DRAFT,
    /** Providers quote, and then the enterprise decides. */
    OPEN,
    /** There is an order. */
    AWARDED,
    /** The enterprise has awarded none of its quotes. */
    CLOSED,
    /** The enterprise has taken it back before it knew of any quote. */
    WITHDRAWN,
    /** Nobody decided in time. */
    LAPSED
}
