package cn.dengyun.provider;

import cn.dengyun.provider.domain.ProviderStanding;
import cn.dengyun.provider.domain.ProviderStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An organisation that offers services on the platform.
 *
 * @param id stands in the paths {@code /providers/{providerId}/…}; not the id of the organisation
 * @param kinds at least one, in the order of the enum
 * @param nameEn may be null, as hotline and homepage may
 * @param standing from which its status follows at each moment
 */
public record Provider(
        UUID id,
        UUID organizationId,
        List<ProviderKind> kinds,
        String nameZh,
        String nameEn,
        String hotline,
        String homepage,
        ProviderStanding standing,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    public Provider {
        kinds = kinds.stream().sorted().toList();
    }

    public ProviderStatus statusAt(Instant moment) {
        return standing.statusAt(moment);
    }

    /** Whether it may publish offerings and sell them. */
    public boolean isFitAt(Instant moment) {
        return standing.isFitAt(moment);
    }

    /** The English name where there is one. */
    public String nameEnOrZh() {
        return nameEn == null ? nameZh : nameEn;
    }
}
