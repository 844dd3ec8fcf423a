package cn.dengyun.settlement.claim.domain;

/** What one rule says of a claim. */
public enum CheckVerdict {
    GREEN,
    AMBER,
    RED,
    /** It says nothing of such a claim. */
    NOT_APPLICABLE
}
