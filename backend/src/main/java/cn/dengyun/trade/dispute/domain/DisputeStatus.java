package cn.dengyun.trade.dispute.domain;

/** Where a dispute stands (code list {@code order-dispute-states}). */
public enum DisputeStatus {
    /** Both sides say what they have to say, and an authority decides. */
    OPEN,
    /** An authority has decided; each side may appeal for a while. */
    DECIDED,
    /** The province decides again. */
    APPEALED,
    /** What was decided last is carried out. */
    CLOSED,
    /** What was decided takes back what is being paid or was paid: an authority sees to that, and the order goes on. */
    RECOVERY,
    /** Whoever complained takes it back. */
    WITHDRAWN,
    /** Nobody has decided for half a year, and the order goes on as it was. */
    LAPSED;

    /** Whether nothing of the order moves because of it. */
    public boolean isPending() {
        return this == OPEN || this == DECIDED || this == APPEALED;
    }
}
