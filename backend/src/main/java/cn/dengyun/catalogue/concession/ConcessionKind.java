package cn.dengyun.catalogue.concession;

/** What a provider concedes. */
enum ConcessionKind {
    /** A share of the list price. */
    DISCOUNT,
    /** Days for nothing. */
    TRIAL
}
