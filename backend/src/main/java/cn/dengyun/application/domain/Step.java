package cn.dengyun.application.domain;

import cn.dengyun.shared.Ids;
import java.time.Instant;
import java.util.UUID;

/**
 * One move of an application.
 *
 * @param status that it led to
 * @param actorId null for what the platform does by itself
 * @param actorRegion of the authority; null for everybody else
 * @param reason null where none has to be given
 */
public record Step(
        UUID id,
        UUID applicationId,
        ApplicationMove move,
        ApplicationStatus status,
        UUID actorId,
        String actorRegion,
        String reason,
        Instant takenAt) {

    /** Something that the platform or the applicant does. */
    public static Step of(VoucherApplication moved, ApplicationMove move, UUID actorId, Instant now) {
        return new Step(Ids.next(), moved.id(), move, moved.status(), actorId, null, null, now);
    }
}
