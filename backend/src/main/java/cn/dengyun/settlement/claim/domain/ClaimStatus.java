package cn.dengyun.settlement.claim.domain;

/** Where a claim stands, with whose turn it is then and how many working days that takes at most. */
public enum ClaimStatus {
    /** The other side has to confirm it. */
    SUBMITTED(ClaimOwner.OTHER_SIDE, 5),
    /** The other side has confirmed it; the rules judge it in the same moment. */
    CONFIRMED(ClaimOwner.PLATFORM, 1),
    /** The rules have judged it, and a person has to look at it. */
    CHECKED(ClaimOwner.AUTHORITY, 5),
    /** It waits for the next batch. */
    APPROVED(ClaimOwner.FINANCE, 10),
    /** Something is wrong with it; the claimant mends it. */
    RETURNED(ClaimOwner.CLAIMANT, 10),
    REJECTED(null, 0),
    WITHDRAWN(null, 0),
    /** It is in a batch, which two people approve. */
    BATCHED(ClaimOwner.FINANCE, 5),
    /** It is shown to the public. */
    NOTICED(ClaimOwner.FINANCE, 10),
    /** The bank is told to pay it. */
    INSTRUCTED(ClaimOwner.BANK, 3),
    PAID(null, 0),
    /** The bank could not pay it: whoever is paid mends his account. */
    BANK_FAILED(ClaimOwner.CLAIMANT, 10);

    private final ClaimOwner owner;
    private final int workingDays;

    ClaimStatus(ClaimOwner owner, int workingDays) {
        this.owner = owner;
        this.workingDays = workingDays;
    }

    /** Whose turn it is; null where nothing more happens. */
    public ClaimOwner owner() {
        return owner;
    }

    /** How many working days that takes at most; 0 where nothing more happens. */
    public int workingDays() {
        return workingDays;
    }

    /** Whether nothing more happens. */
    public boolean isEnd() {
        return owner == null;
    }

    /** Whether its capture may be claimed anew. */
    public boolean isGivenUp() {
        return this == REJECTED || this == WITHDRAWN;
    }

    /** Whether the numbers that it rests on are taken by it. */
    public boolean holdsNumbers() {
        return !isGivenUp() && this != RETURNED;
    }

    /** Whether its amount still follows what is refunded of the capture. */
    public boolean isLowerable() {
        return !isEnd() && this != INSTRUCTED;
    }
}
