package cn.dengyun.monitoring.appraisal;

/** Where an objection of a unit stands. */
enum EvaluationObjectionStatus {
    OPEN,
    /** What it was about is corrected. */
    UPHELD,
    REJECTED
}
