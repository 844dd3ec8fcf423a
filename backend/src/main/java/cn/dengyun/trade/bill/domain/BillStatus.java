package cn.dengyun.trade.bill.domain;

/** Where a bill stands. */
public enum BillStatus {
    /** Its month has not ended. */
    OPEN,
    /** Its month has ended, and late usage still counts. */
    GRACE,
    /** Nothing is added any more; the enterprise has to accept or dispute it. */
    LOCKED,
    /** The enterprise has accepted it; the provider confirms its readings. */
    ACCEPTED,
    /** The enterprise disputes it: the provider answers, and an authority decides where it rejects that. */
    DISPUTED,
    /** Both sides have accepted it, or it was decided. */
    FINAL;

    /** Whether usage is still added to it. */
    public boolean isOpen() {
        return this == OPEN || this == GRACE;
    }
}
