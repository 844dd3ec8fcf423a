package cn.dengyun.policy.domain;

/** How one rule came out. */
public enum RuleOutcome {
    PASSED,
    FAILED,
    /** The programme has no such rule. */
    NOT_IN_FORCE,
    /** A fact that it needs is not known. Nothing is guessed. */
    UNKNOWN
}
