package cn.dengyun.assessment.level;

/** Where an assessment stands (code list {@code assessment-states}). */
enum AssessmentStatus {
    DRAFT,
    SUBMITTED,
    RETURNED,
    CONFIRMED,
    /** The level was lowered after it had been confirmed; what is left of it holds. */
    DOWNGRADED,
    REJECTED,
    WITHDRAWN,
    /** Two years are over, or a later one was confirmed. */
    LAPSED;

    boolean isOpen() {
        return this == DRAFT || this == SUBMITTED || this == RETURNED;
    }

    boolean isInForce() {
        return this == CONFIRMED || this == DOWNGRADED;
    }
}
