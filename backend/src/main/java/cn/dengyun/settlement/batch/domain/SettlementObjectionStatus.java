package cn.dengyun.settlement.batch.domain;

/** What became of an objection to a settlement line. */
public enum SettlementObjectionStatus {
    OPEN,
    /** The claim goes back to whoever made it. */
    UPHELD,
    /** The line can be paid. */
    DISMISSED
}
