package cn.dengyun.voucher.domain;

/** Where a voucher stands; it follows from its {@link VoucherValidity} and is stored nowhere. */
public enum VoucherStatus {
    /** Issued, and to be accepted by the enterprise before it can be used. */
    ISSUED,
    /** It can be used. */
    ACTIVE,
    /** An authority has stopped it, and the clock of its validity; so does a proposal to revoke it. */
    FROZEN,
    /** All of it was captured; a refund makes it active again. */
    EXHAUSTED,
    /** Its validity has ended, or it was not accepted in time. */
    EXPIRED,
    /** An authority took it back. */
    REVOKED
}
