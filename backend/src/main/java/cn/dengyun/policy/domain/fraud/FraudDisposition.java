package cn.dengyun.policy.domain.fraud;

/** What is to happen because of a fraud rule, from the mildest. */
public enum FraudDisposition {
    /** Looked at, nothing found. */
    CLEAR,
    /** A fact that the rule needs is not known: neither cleared nor suspected. */
    UNJUDGED,
    /** Reviewers are told. */
    FLAG,
    /** Nothing is approved before somebody, not the reviewer of the step himself, has cleared it. */
    HOLD_FOR_REVIEW,
    /** Not to be approved. */
    BLOCK;

    /** Whether something was found. */
    public boolean isHit() {
        return compareTo(FLAG) >= 0;
    }

    /** The severer of two. */
    public FraudDisposition or(FraudDisposition other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
