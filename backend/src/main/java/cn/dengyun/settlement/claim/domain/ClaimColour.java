package cn.dengyun.settlement.claim.domain;

/** What the rules say of a claim altogether. */
public enum ClaimColour {
    /** Nothing speaks against it. */
    GREEN,
    /** A person has to look at it. */
    AMBER,
    /** It cannot be paid as it is. */
    RED
}
