package cn.dengyun.assessment.level;

import java.time.Instant;
import java.util.UUID;

/**
 * One rating of all certified enterprises beforehand.
 *
 * @param standardId of the standard that was published when it was asked for
 * @param afterId the last enterprise that it has come to
 * @param rated how many enterprises it has rated
 * @param finishedAt null until it has come to the end
 */
record PreRatingRun(
        UUID id,
        UUID standardId,
        int standardNumber,
        UUID requestedBy,
        Instant createdAt,
        UUID afterId,
        long rated,
        Instant finishedAt) {}
