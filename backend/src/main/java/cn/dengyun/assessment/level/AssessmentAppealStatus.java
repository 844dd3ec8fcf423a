package cn.dengyun.assessment.level;

/** Where an appeal of an enterprise stands (code list {@code assessment-appeal-states}). */
enum AssessmentAppealStatus {
    PENDING,
    /** What was decided stands. */
    UPHELD,
    /** Another level was found. */
    CHANGED
}
