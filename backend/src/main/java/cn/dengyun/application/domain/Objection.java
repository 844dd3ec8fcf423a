package cn.dengyun.application.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody's objection to an application in a public notice.
 *
 * @param organizationId of whoever objects; null when he has none
 * @param outcome UPHELD or DISMISSED; null until it is decided, as the members behind it
 */
public record Objection(
        UUID id,
        UUID noticeId,
        UUID applicationId,
        String statement,
        Instant filedAt,
        UUID filedBy,
        UUID organizationId,
        Instant dueAt,
        String outcome,
        String decisionReason,
        Instant decidedAt,
        UUID decidedBy) {

    public Objection decided(String what, String why, Instant at, UUID by) {
        return new Objection(
                id, noticeId, applicationId, statement, filedAt, filedBy, organizationId, dueAt, what, why, at, by);
    }
}
