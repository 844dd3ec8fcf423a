package cn.dengyun.adoption.certificate;

/** What a certificate says that its holder is (code list {@code certificate-levels}). */
public enum CertificateLevel {
    /** 登云. */
    CLOUD,
    /** 深度对接. */
    DEEP,
    L1,
    L2,
    L3,
    L4,
    L5,
    /** Somebody of it was there. */
    ATTENDED
}
