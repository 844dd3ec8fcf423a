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
 * @param roleGrantId by which the roles were proposed; null for roles that need no consent
 * @param isProposed whether nobody has consented, so that there is no token yet
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
        Instant withdrawnAt,
        UUID roleGrantId,
        boolean isProposed) {

    /** What became of it by now. */
    Status status(Instant now) {
        if (acceptedAt != null) {
            return Status.ACCEPTED;
        }
        if (withdrawnAt != null) {
            return Status.WITHDRAWN;
        }
        if (!now.isBefore(expiresAt)) {
            return Status.EXPIRED;
        }
        return isProposed ? Status.PROPOSED : Status.PENDING;
    }

    /** What may become of an invitation. */
    public enum Status {
        /** Another person has to consent to its roles; nobody can accept it. */
        PROPOSED,
        PENDING,
        ACCEPTED,
        WITHDRAWN,
        EXPIRED
    }
}
