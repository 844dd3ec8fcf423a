package cn.dengyun.settlement.recovery.domain;

/** Where a recovery stands (code list {@code recovery-states}). */
public enum RecoveryStatus {
    /** Whoever was paid owes all of it by one day. */
    DEMANDED,
    /** Finance has agreed that it is paid back by and by. */
    IN_INSTALMENTS,
    /** All of it was paid back. */
    RECOVERED,
    /** Two people have given up what is still open; what was received stays received. */
    WRITTEN_OFF;

    /** Whether something is still to be paid back. */
    public boolean isOpen() {
        return this == DEMANDED || this == IN_INSTALMENTS;
    }
}
