package cn.dengyun.adoption.certificate;

import java.time.Instant;
import java.time.LocalDate;

/**
 * How a certificate stands.
 *
 * @param level what its holder is by it now, or was last
 * @param since from when on without a break
 * @param deepOn null unless the holder is, or was, deeply connected
 * @param activity what somebody of the holder was at; null of other certificates
 * @param participant who that was, masked; null of other certificates
 */
public record CertificateStanding(
        CertificateSubject subject,
        String code,
        CertificateStatus status,
        CertificateLevel level,
        String holderName,
        String holderCode,
        String regionCode,
        LocalDate since,
        LocalDate deepOn,
        Instant validUntil,
        String activity,
        String participant) {

    /** Of one that is about the holder itself. */
    public CertificateStanding(
            CertificateSubject subject,
            String code,
            CertificateStatus status,
            CertificateLevel level,
            String holderName,
            String holderCode,
            String regionCode,
            LocalDate since,
            LocalDate deepOn,
            Instant validUntil) {
        this(subject, code, status, level, holderName, holderCode, regionCode, since, deepOn, validUntil, null, null);
    }
}
