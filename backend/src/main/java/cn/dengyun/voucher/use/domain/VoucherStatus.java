package cn.dengyun.voucher.use.domain;

/** Where a voucher stands; it follows from its facts, its balances and the clock and is stored nowhere. */
public enum VoucherStatus {
    /** Issued, and to be accepted by the enterprise before it can be used. */
    ISSUED,
    /** It can be used. */
    ACTIVE,
    /** An authority has stopped it, and the clock of its validity. */
    FROZEN,
    /** All of it was captured; a refund makes it active again. */
    EXHAUSTED,
    /** Its validity has ended, or it was not accepted in time. */
    EXPIRED,
    /** An authority took it back. */
    REVOKED;

    /** What follows from the facts of a voucher, the strongest first. */
    public static VoucherStatus of(
            boolean isRevoked, boolean isFrozen, boolean isOver, boolean awaitsAcceptance, boolean isEmpty) {
        if (isRevoked) {
            return REVOKED;
        }
        if (isFrozen) {
            return FROZEN;
        }
        if (isOver) {
            return EXPIRED;
        }
        if (awaitsAcceptance) {
            return ISSUED;
        }
        return isEmpty ? EXHAUSTED : ACTIVE;
    }
}
