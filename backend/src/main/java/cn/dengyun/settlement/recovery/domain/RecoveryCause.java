package cn.dengyun.settlement.recovery.domain;

/** What asks money back, and what its id is of (code list {@code recovery-causes}). */
public enum RecoveryCause {
    /** A decision in a dispute has lowered a delivery that was paid already. */
    DISPUTE_DECISION(RecoveryGround.UNJUST_ENRICHMENT),
    /** Two people have taken a voucher back with what was captured of it, and it was paid already. */
    VOUCHER_REVOCATION(RecoveryGround.UNJUST_ENRICHMENT),
    /** Two people have taken back an award, or the acceptance of a stage of a purchase, that was paid already. */
    ENTITLEMENT_REVOCATION(RecoveryGround.UNJUST_ENRICHMENT);

    private final RecoveryGround ground;

    RecoveryCause(RecoveryGround ground) {
        this.ground = ground;
    }

    public RecoveryGround ground() {
        return ground;
    }
}
