package cn.dengyun.settlement.recovery.domain;

/** What asks money back (code list {@code recovery-causes}). */
public enum RecoveryCause {
    /** A decision in a dispute has lowered a delivery that was paid already. */
    DISPUTE_DECISION(RecoveryGround.UNJUST_ENRICHMENT);

    private final RecoveryGround ground;

    RecoveryCause(RecoveryGround ground) {
        this.ground = ground;
    }

    public RecoveryGround ground() {
        return ground;
    }
}
