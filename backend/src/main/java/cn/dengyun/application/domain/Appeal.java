package cn.dengyun.application.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * An applicant's appeal against a refusal.
 *
 * @param dueAt until when it should be decided
 * @param outcome UPHELD or DISMISSED; null until it is decided, as the members behind it
 */
public record Appeal(
        UUID id,
        UUID applicationId,
        String reason,
        Instant filedAt,
        UUID filedBy,
        Instant dueAt,
        String outcome,
        String decisionReason,
        Instant decidedAt,
        UUID decidedBy) {

    public Appeal decided(String what, String why, Instant at, UUID by) {
        return new Appeal(id, applicationId, reason, filedAt, filedBy, dueAt, what, why, at, by);
    }
}
