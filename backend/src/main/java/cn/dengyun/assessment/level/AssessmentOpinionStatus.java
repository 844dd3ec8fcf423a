package cn.dengyun.assessment.level;

/** Where an expert of a draw stands (code list {@code assessment-opinion-states}). */
enum AssessmentOpinionStatus {
    /** He could be drawn, and is the next one if somebody before him declines or misses his time. */
    RESERVE,
    /** Something keeps him from it. */
    BARRED,
    /** He was drawn and has to state an opinion. */
    ASKED,
    STATED,
    DECLINED,
    /** His time is over. */
    MISSED,
    /** The assessment was decided on, returned or withdrawn before. */
    CLOSED
}
