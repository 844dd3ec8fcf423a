package cn.dengyun.settlement.claim.domain;

/** What a number that a claim rests on is the number of. */
public enum ClaimEvidenceKind {
    CONTRACT,
    INVOICE,
    BANK_RECEIPT
}
