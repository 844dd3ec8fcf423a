package cn.dengyun.assessment.level;

/** Where a spot check stands (code list {@code spot-check-states}). */
enum SpotCheckStatus {
    /** The enterprise was asked to answer. */
    OPEN,
    ANSWERED,
    /** It has not answered in time; the office says how to go on. */
    UNANSWERED,
    /** A lower level was proposed, and another person decides. */
    PROPOSED,
    /** The level stands. */
    CONFIRMED,
    /** The level was lowered. */
    DOWNGRADED,
    /** The level ended before anything was decided. */
    CLOSED;

    boolean isOpen() {
        return this != CONFIRMED && this != DOWNGRADED && this != CLOSED;
    }
}
