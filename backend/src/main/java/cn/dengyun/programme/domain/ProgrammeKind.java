package cn.dengyun.programme.domain;

/** In which of the three ways of the plan a programme pays (ADR 0074); said once, when it is made. */
public enum ProgrammeKind {
    /** Before the service: enterprises apply for vouchers (云服务券，前补). */
    VOUCHER,
    /** After the fact: an office grants awards for what was reached or spent (奖补). */
    REWARD,
    /** An office buys services itself (政府购买服务). */
    PURCHASE
}
