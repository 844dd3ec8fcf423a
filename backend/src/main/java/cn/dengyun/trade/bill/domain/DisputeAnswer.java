package cn.dengyun.trade.bill.domain;

/** What a provider says of a bill that is disputed. */
public enum DisputeAnswer {
    /** It takes something off. */
    CONCEDED,
    /** It stands by the bill, and an authority decides. */
    REJECTED
}
