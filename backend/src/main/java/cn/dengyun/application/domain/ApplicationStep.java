package cn.dengyun.application.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * One move of an application.
 *
 * @param status that it led to
 * @param actorId null for what the platform does by itself
 * @param actorRegion of the authority; null for everybody else
 * @param inPlaceOf the region of the overdue authority whose turn it was; null when nobody acted for another
 * @param reason null where none has to be given
 */
public record ApplicationStep(
        UUID id,
        UUID applicationId,
        ApplicationMove move,
        ApplicationStatus status,
        UUID actorId,
        String actorRegion,
        String inPlaceOf,
        String reason,
        Instant takenAt) {}
