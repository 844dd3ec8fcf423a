package cn.dengyun.adoption.rule;

/** Where a rule of adoption stands (code list {@code adoption-rule-states}). */
public enum AdoptionRuleStatus {
    /** Somebody else of the province has to approve it. */
    DRAFT,
    /** It holds from its first day on, until that of the next. */
    APPROVED,
    /** It never holds. */
    WITHDRAWN
}
