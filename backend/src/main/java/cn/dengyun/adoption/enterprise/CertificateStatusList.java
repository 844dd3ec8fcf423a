package cn.dengyun.adoption.enterprise;

import cn.dengyun.adoption.enterprise.AdoptedStore.Place;
import cn.dengyun.platform.signing.domain.TokenStatusList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How every certificate stands: 0 it is good, 1 it has lapsed, 3 it is good for 登云 and not for 深度对接. */
final class CertificateStatusList {

    /** The {@code sub} of its claims. */
    static final String ADDRESS = "/api/v1/certificate-status-list";

    private static final int LAPSED = 1;
    private static final int CLOUD_ONLY = 3;

    private CertificateStatusList() {}

    /**
     * The list of so many certificates.
     *
     * @param others those that are not deeply connected; places beyond the end are left out
     */
    static TokenStatusList of(int issued, List<Place> others, Instant issuedAt, Duration lifetime) {
        Map<Integer, Integer> places = others.stream()
                .collect(Collectors.toMap(Place::statusIndex, each -> each.isAdopted() ? CLOUD_ONLY : LAPSED));
        return TokenStatusList.of(ADDRESS, issued, places, issuedAt, issuedAt.plus(lifetime));
    }
}
