package cn.dengyun.provider.domain;

/** What a security evaluation came to. */
public enum EvaluationResult {
    PASSED,
    /** It opens the way to a sanction as a determined incident does. */
    FAILED
}
