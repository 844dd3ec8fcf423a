package cn.dengyun.settlement.claim.domain;

/** Whose turn it is. */
public enum ClaimOwner {
    /** Whoever claims and is paid. */
    CLAIMANT,
    /** The other one of both sides. */
    OTHER_SIDE,
    /** The rules of the platform. */
    PLATFORM,
    /** The office that oversees the enterprise. */
    AUTHORITY,
    /** Whoever makes, approves and pays batches. */
    FINANCE,
    BANK
}
