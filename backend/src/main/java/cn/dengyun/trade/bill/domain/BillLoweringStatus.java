package cn.dengyun.trade.bill.domain;

/** Whether vouchers pay less because a month came to less. */
public enum BillLoweringStatus {
    /** They pay less: what was captured for it was taken back, and what waited is captured no more. */
    LOWERED,
    /** What was captured cannot be taken back: the next bill is paid so much less, or it is tried again. */
    OWED
}
