package cn.dengyun.catalogue.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * An offering as it stands.
 *
 * @param isSuspended see {@link RecordedOffering}
 * @param contentJson canonical JSON of the current version's content
 * @param lastConfirmedAt when the provider last changed or confirmed it
 * @param publishedAt when it first became public; null while it never was
 */
public record Offering(
        UUID id,
        UUID providerId,
        String externalId,
        OfferingStatus status,
        int version,
        long revision,
        boolean isSuspended,
        String contentHash,
        String contentJson,
        Instant createdAt,
        Instant updatedAt,
        Instant publishedAt,
        Instant lastConfirmedAt) {

    public RecordedOffering recorded() {
        return new RecordedOffering(id, externalId, status, version, revision, contentHash, isSuspended);
    }
}
