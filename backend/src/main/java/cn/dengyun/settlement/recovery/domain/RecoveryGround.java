package cn.dengyun.settlement.recovery.domain;

/** The rule of law by which money is asked back (code list {@code recovery-grounds}). */
public enum RecoveryGround {
    /**
     * Who has got something to which he has no right gives it back (民法总则 of 2017, article 122): what a decision that
     * binds both sides says was never due.
     */
    UNJUST_ENRICHMENT
}
