package cn.dengyun.trade.order.domain;

/** What a step of a price is. */
public enum PriceStepKind {
    /** The plan's price of the quantity. */
    CHARGE,
    /** Once at the start. */
    SETUP,
    /** What the province has agreed with the provider for everybody. */
    CONCESSION,
    /** A campaign of the provider that everybody has on the day of the order. */
    CAMPAIGN,
    /** What the provider takes off in its quote. */
    QUOTE,
    /** What the provider gets, tax included. */
    NET,
    /** Contained in it. */
    TAX,
    /** What vouchers hold for it. */
    SUBSIDY
}
