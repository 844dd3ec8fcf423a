package cn.dengyun.provider.domain;

/** The year from which the term of a sanction is counted (当年度). */
public enum SanctionBasis {
    /** That of the decision; the rule unless somebody has a reason to say otherwise. */
    DECISION,
    /** That of the incident, or of the evaluation that was failed. */
    INCIDENT
}
