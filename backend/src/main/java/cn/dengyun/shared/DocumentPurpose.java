package cn.dengyun.shared;

/** What a document proves. */
public enum DocumentPurpose {
    BUSINESS_LICENCE,
    CONTRACT,
    INVOICE,
    PAYMENT_PROOF,
    DELIVERY_PROOF,
    QUALIFICATION,
    SECURITY_REPORT,
    FINANCIAL_REPORT,
    COMMITMENT,
    AUTHORISATION,
    OTHER
}
