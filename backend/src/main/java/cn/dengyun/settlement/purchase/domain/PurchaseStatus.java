package cn.dengyun.settlement.purchase.domain;

/** Where a contract of an office stands; {@link PurchaseMove} is the table of what leads there. */
public enum PurchaseStatus {
    DRAFT,
    /** A second person has concluded it: its price is held. */
    CONCLUDED,
    /** All its stages were accepted. */
    COMPLETED,
    /** It was given up, or ended early: what was not accepted is held no more. */
    TERMINATED
}
