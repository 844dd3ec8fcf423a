package cn.dengyun.monitoring.appraisal;

/** Where the evaluation of a year stands. */
public enum CityEvaluationStatus {
    DRAFT,
    /** Units see their own row and the formula, and may object. */
    CONSULTATION,
    /** By two persons; not public yet. */
    DECIDED,
    PUBLISHED,
    WITHDRAWN
}
