package cn.dengyun.catalogue.domain;

/** What a tier's price applies to; the two differ in money, so a plan with several tiers has to say which it means. */
public enum TierMode {
    /** 分段累进: each unit at the price of the tier it falls into. */
    GRADUATED,
    /** 全量阶梯: all units at the price of the tier that the whole quantity falls into. */
    VOLUME
}
