package cn.dengyun.policy.domain;

/** What all rules together come to; the first that fits, from below. */
public enum EligibilityVerdict {
    /** Everything passed, and the face is what the ratios give. */
    ELIGIBLE,
    /** Everything passed, but a limit keeps the face below what the ratios give. */
    ELIGIBLE_REDUCED,
    /** Only the quota is short: it may wait in line for its whole face. */
    WAITLIST,
    /** Nothing failed but perhaps the quota, and something is not known. */
    UNDECIDED,
    /** At least one rule other than the quota's failed. */
    NOT_ELIGIBLE
}
