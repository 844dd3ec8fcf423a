package cn.dengyun.assessment.standard;

/** Where a standard stands (code list {@code assessment-standard-states}). */
public enum AssessmentStandardStatus {
    DRAFT,
    /** New assessments follow it. */
    PUBLISHED,
    /** Assessments that have begun by it still follow it; no new one does. */
    SUPERSEDED
}
