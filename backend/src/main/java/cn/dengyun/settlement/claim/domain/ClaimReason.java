package cn.dengyun.settlement.claim.domain;

/** Why a claim is returned or rejected. */
public enum ClaimReason {
    EVIDENCE_MISSING,
    EVIDENCE_UNREADABLE,
    AMOUNT_DIFFERS,
    PARTIES_DIFFER,
    DATES_CONFLICT,
    NUMBERS_REPEATED,
    NOT_DELIVERED,
    NOT_IN_USE,
    RELATED_PARTIES,
    PRICE_RAISED,
    PAID_BACK,
    OTHER_REASON
}
