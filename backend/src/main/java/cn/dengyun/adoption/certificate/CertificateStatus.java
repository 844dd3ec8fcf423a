package cn.dengyun.adoption.certificate;

/** Whether what a certificate says is so (code list {@code certificate-states}). */
public enum CertificateStatus {
    VALID,
    /** It was, and is not any more, or another certificate says what is. */
    LAPSED
}
