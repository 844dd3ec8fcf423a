package cn.dengyun.assessment.level;

/** Where an objection against a level stands (code list {@code assessment-objection-states}). */
enum AssessmentObjectionStatus {
    PENDING,
    /** It is right: the assessment is rejected. */
    UPHELD,
    DISMISSED
}
