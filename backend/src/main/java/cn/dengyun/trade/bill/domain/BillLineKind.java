package cn.dengyun.trade.bill.domain;

/** What a line of a bill is; within a plan and a month they stand in this order. */
public enum BillLineKind {
    /** What was used, at the plan's price. */
    USAGE,
    /** What the least charge is more than that. */
    MINIMUM,
    /** What the highest charge is less than that; not above 0. */
    MAXIMUM,
    /** Once, in the first bill of the order. */
    SETUP,
    /** What the province has agreed with the provider, as the order pinned it; not above 0. */
    CONCESSION,
    /** A campaign of the provider, as the order pinned it; not above 0. */
    CAMPAIGN,
    /** What both sides have taken off the price since; not above 0. */
    CUT,
    /** What was accepted of a line in own words, at its price; below 0 where that comes to less by now. */
    OWN_WORDS
}
