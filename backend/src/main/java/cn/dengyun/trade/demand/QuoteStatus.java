package cn.dengyun.trade.demand;

/** Where a quote stands. */
enum QuoteStatus {
    /** It can be awarded when the quoting is over. */
    SUBMITTED,
    /** The provider has made a later one. */
    REPLACED,
    /** The provider has taken it back while it was sealed. */
    WITHDRAWN,
    /** Its validity is over. */
    LAPSED,
    /** There is an order by it. */
    AWARDED,
    /** Another one was awarded, or none, or the order by it did not come about. */
    REJECTED
}
