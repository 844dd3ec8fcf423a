package cn.dengyun.catalogue.push;

import cn.dengyun.catalogue.domain.DeclarationOutcome;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A bulk push.
 *
 * @param id also the id of the job that carries it out
 * @param receivedLines lines of the body that are safely stored, blank ones included
 * @param touchedAt when the last of them were stored
 * @param retirementWithheld code of the reason why a snapshot retired nothing; null when nothing was withheld
 * @param counts how many offerings came to which end so far
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
        Map<DeclarationOutcome, Long> counts,
        Instant createdAt) {}
