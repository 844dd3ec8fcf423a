package cn.dengyun.identity.member;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody who was asked to join an organisation.
 *
 * @param roles what the account will be on the platform
 * @param acceptedAt null until it was accepted
 * @param accountId the account that came of it; null until then
 * @param withdrawnAt null unless it was withdrawn or replaced by another one
 */
record Invitation(
        UUID id,
        UUID organizationId,
        String email,
        OrganizationRole organizationRole,
        Set<String> roles,
        Instant createdAt,
        Instant expiresAt,
        Instant acceptedAt,
        UUID accountId,
        Instant withdrawnAt) {

    /** What became of it by now. */
    Status status(Instant now) {
        if (acceptedAt != null) {
            return Status.ACCEPTED;
        }
        if (withdrawnAt != null) {
            return Status.WITHDRAWN;
        }
        return now.isBefore(expiresAt) ? Status.PENDING : Status.EXPIRED;
    }

    /** What may become of an invitation. */
    public enum Status {
        PENDING,
        ACCEPTED,
        WITHDRAWN,
        EXPIRED
    }
}
