package cn.dengyun.adoption.record;

import cn.dengyun.catalogue.push.UploadState;
import java.time.Instant;
import java.util.UUID;

/**
 * What a provider says in bulk.
 *
 * @param id also the id of the job that carries it out
 * @param organizationId of the provider
 * @param callerId the person or the system that has sent it
 * @param isDryRun whether it only says what would happen
 * @param receivedLines that are safely stored, blank ones included
 * @param touchedAt when the last of them were stored
 * @param createdCount how many lines came to this end so far, and the same of the other ends
 */
record AdoptionImport(
        UUID id,
        UUID providerId,
        UUID organizationId,
        String providerName,
        UUID callerId,
        String fingerprint,
        AdoptionFormat format,
        boolean isDryRun,
        UploadState upload,
        long receivedLines,
        int receivedChunks,
        Instant touchedAt,
        long createdCount,
        long changedCount,
        long unchangedCount,
        long rejectedCount,
        long conflictCount,
        Instant createdAt) {}
