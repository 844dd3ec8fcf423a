package cn.dengyun.identity.delegation;

/** Whether a delegation may be used now; it follows from its dates. */
public enum DelegationStatus {
    /** Not yet. */
    PENDING,
    ACTIVE,
    EXPIRED,
    REVOKED
}
