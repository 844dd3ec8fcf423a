package cn.dengyun.assessment.level;

/** Where an assessment stands (code list {@code assessment-states}). */
enum AssessmentStatus {
    DRAFT,
    SUBMITTED,
    RETURNED,
    /** A level was found, and everybody may object to it. */
    PUBLIC_NOTICE,
    /** The level holds. */
    CONFIRMED,
    /** The level was lowered after it had been confirmed; what is left of it holds. */
    DOWNGRADED,
    REJECTED,
    WITHDRAWN,
    /** Two years are over, it was not confirmed after one, or a later one took effect. */
    LAPSED;

    boolean isOpen() {
        return this == DRAFT || this == SUBMITTED || this == RETURNED || this == PUBLIC_NOTICE;
    }

    boolean isInForce() {
        return this == CONFIRMED || this == DOWNGRADED;
    }
}
