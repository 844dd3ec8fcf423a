package cn.dengyun.voucher.status.domain;

import cn.dengyun.voucher.domain.VoucherStatus;

/** What two bits of a status list say; the first three are those of the Token Status List draft of the IETF. */
public enum ListedStatus {
    /** 0: it can be used. */
    VALID,
    /** 1: it is over for good: expired or revoked. */
    ENDED,
    /** 2: it cannot be used now: frozen, or not accepted yet. */
    SUSPENDED,
    /** 3: nothing of it is left; a refund may change that. */
    USED_UP;

    public static ListedStatus of(VoucherStatus status) {
        return switch (status) {
            case ACTIVE -> VALID;
            case EXPIRED, REVOKED -> ENDED;
            case FROZEN, ISSUED -> SUSPENDED;
            case EXHAUSTED -> USED_UP;
        };
    }
}
