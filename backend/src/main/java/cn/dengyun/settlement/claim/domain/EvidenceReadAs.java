package cn.dengyun.settlement.claim.domain;

/** How it is known what stands on evidence. */
public enum EvidenceReadAs {
    /** Somebody typed it, and whoever confirms and reviews compares it with the paper. */
    TYPED,
    /** A machine has read the same in a file of the claim. */
    MACHINE
}
