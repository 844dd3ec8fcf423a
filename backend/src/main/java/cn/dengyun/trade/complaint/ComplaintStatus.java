package cn.dengyun.trade.complaint;

/** Where a complaint stands (code list {@code complaint-states}). */
public enum ComplaintStatus {
    /** The provider has to answer. */
    FILED,
    /** It has answered; the enterprise says whether that settles it. */
    ANSWER_GIVEN,
    /** Closed: the enterprise has left it at the answer. */
    ANSWERED,
    /** Closed: the enterprise says that it is settled. */
    SETTLED,
    /** An authority of the enterprise has to decide. */
    ESCALATED,
    /** Closed: an authority has decided. */
    DECIDED,
    /** Closed: the enterprise has taken it back; it does not count. */
    WITHDRAWN;

    /** Whether somebody still has to do something, or may. */
    boolean isOpen() {
        return this == FILED || this == ANSWER_GIVEN || this == ESCALATED;
    }
}
