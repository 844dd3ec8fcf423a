package cn.dengyun.activity.contest;

/** Why somebody of a jury does not judge an entry. */
public enum ContestConflictKind {
    /** He, or the organiser, says so. */
    STATED,
    /** It is his own organisation's, or that of the same legal entity. */
    SAME_ORGANIZATION,
    /** He has nominated it. */
    NOMINATOR,
    /** His organisation, or he, is linked with the enterprise by what is certified; by what is not told. */
    LINKED
}
