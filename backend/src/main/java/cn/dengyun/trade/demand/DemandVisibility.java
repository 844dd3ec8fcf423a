package cn.dengyun.trade.demand;

/** Who may know of a demand once it is open, besides the enterprise and its authorities. */
enum DemandVisibility {
    /** Everybody. */
    PUBLIC,
    /** Everybody of what is wanted; whose it is only when it is awarded. */
    NAME_HIDDEN,
    /** The providers that the enterprise has invited. */
    INVITED
}
