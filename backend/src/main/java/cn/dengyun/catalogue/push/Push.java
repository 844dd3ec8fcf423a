package cn.dengyun.catalogue.push;

import java.time.Instant;
import java.util.UUID;

/**
 * A bulk push.
 *
 * @param id also the id of the job that carries it out
 * @param receivedLines lines of the body that are safely stored, blank ones included
 * @param touchedAt when the last of them were stored
 * @param retirementWithheld code of the reason why a snapshot retired nothing; null when nothing was withheld
 * @param createdCount how many offerings came to this end so far, and the same of the other ends
 */
public record Push(
        UUID id,
        UUID providerId,
        UUID organizationId,
        UUID callerId,
        String fingerprint,
        PushMode mode,
        boolean isDryRun,
        UploadState upload,
        long receivedLines,
        int receivedChunks,
        Instant touchedAt,
        String retirementWithheld,
        long createdCount,
        long updatedCount,
        long unchangedCount,
        long retiredCount,
        long rejectedCount,
        long conflictCount,
        Instant createdAt) {}
