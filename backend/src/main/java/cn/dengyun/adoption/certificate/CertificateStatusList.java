package cn.dengyun.adoption.certificate;

import cn.dengyun.platform.signing.domain.TokenStatusList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** How every certificate stands: 0 it is good, else what its {@link CertificatePlace} says. */
final class CertificateStatusList {

    /** The {@code sub} of its claims. */
    static final String ADDRESS = "/api/v1/certificate-status-list";

    private CertificateStatusList() {}

    /**
     * The list of so many certificates.
     *
     * @param others those that are not 0; places beyond the end are left out
     */
    static TokenStatusList of(int issued, List<CertificatePlace> others, Instant issuedAt, Duration lifetime) {
        return TokenStatusList.of(
                ADDRESS,
                issued,
                others.stream().collect(Collectors.toMap(CertificatePlace::statusIndex, CertificatePlace::status)),
                issuedAt,
                issuedAt.plus(lifetime));
    }
}
