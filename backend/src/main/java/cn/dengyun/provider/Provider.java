package cn.dengyun.provider;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An organisation that offers services on the platform.
 *
 * @param id stands in the paths {@code /providers/{providerId}/…}; not the id of the organisation
 * @param kinds at least one, in the order of the enum
 * @param nameEn may be null, as hotline and homepage may
 */
public record Provider(
        UUID id,
        UUID organizationId,
        List<ProviderKind> kinds,
        String nameZh,
        String nameEn,
        String hotline,
        String homepage,
        ProviderStatus status,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    public Provider {
        kinds = kinds.stream().sorted().toList();
    }

    /** Whether it may publish offerings now. */
    public boolean mayPublish() {
        return status == ProviderStatus.QUALIFIED;
    }

    /** The English name where there is one. */
    public String nameEnOrZh() {
        return nameEn == null ? nameZh : nameEn;
    }
}
