package cn.dengyun.settlement.entitlement.domain;

/** Where an entitlement stands; {@link EntitlementMove} is the table of what leads there. */
public enum EntitlementStatus {
    /** It is owed, and waits for its claim. */
    OWED,
    /** A claim of it lives, or it is paid. */
    CLAIMED,
    /** Nobody claimed it in time: its money is back in the budget. */
    LAPSED,
    /**
     * Two people of the office have taken it back: its money is back in the budget, or asked back where it was paid.
     */
    REVOKED
}
