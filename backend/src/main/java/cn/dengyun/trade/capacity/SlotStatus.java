package cn.dengyun.trade.capacity;

/** Where a slot stands. */
public enum SlotStatus {
    /** Nobody else gets it while the provider answers. */
    HELD,
    CONFIRMED,
    /** The enterprise does not want it any more, later than it may say so alone. */
    CANCELLATION_ASKED,
    /** It was rendered. */
    COMPLETED,
    /** The enterprise did not come. */
    NO_SHOW,
    DECLINED,
    /** The provider did not answer in time. */
    EXPIRED,
    CANCELLED;

    /** Whether nothing can happen any more, so that others may book the time. */
    boolean isEnd() {
        return this != HELD && this != CONFIRMED && this != CANCELLATION_ASKED;
    }
}
