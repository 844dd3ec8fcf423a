package cn.dengyun.adoption.certificate;

/** What a certificate is about (code list {@code certificate-subjects}). */
public enum CertificateSubject {
    /** That an enterprise has moved to the cloud. */
    ADOPTION,
    /** How far it has, by levels. */
    LEVEL,
    /** That somebody of an enterprise was at an activity. */
    ATTENDANCE
}
