package cn.dengyun.catalogue.duty;

import java.time.Instant;
import java.util.UUID;

/**
 * That an app was hosted on a platform of a provider.
 *
 * @param endedAt null as long as it is
 */
record HostedSpan(UUID offeringId, UUID hostId, Instant confirmedAt, Instant endedAt) {

    boolean covers(Instant moment) {
        return !confirmedAt.isAfter(moment) && (endedAt == null || endedAt.isAfter(moment));
    }
}
