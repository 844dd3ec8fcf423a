package cn.dengyun.provider.qualification;

/** What a certificate of a provider says. */
enum CertificateKind {
    /** 可信云 */
    TRUSTED_CLOUD,
    ISO_9001,
    ISO_20000,
    ISO_27001,
    ISO_27017,
    ISO_27018,
    /** CSA STAR */
    CSA_STAR,
    /** CMMI */
    CMMI,
    /** 两化融合管理体系 */
    INTEGRATION_MANAGEMENT,
    OTHER
}
