package cn.dengyun.identity.delegation;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An enterprise's permission for another organisation to act for it. It binds the agent to nothing, so it needs no
 * consent: an agent that does not want it does not use it.
 *
 * @param scopes texts of {@link DelegationScope}, sorted
 * @param validUntil the first moment at which it is no longer valid
 * @param note may be null
 * @param revokedAt null while it was not revoked
 */
record Delegation(
        UUID id,
        UUID principalOrganizationId,
        UUID agentOrganizationId,
        List<String> scopes,
        Instant validFrom,
        Instant validUntil,
        String note,
        Instant createdAt,
        Instant revokedAt) {

    /** An agent acts as an enterprise would. */
    private static final Set<String> ROLES_OF_PRINCIPALS = Set.of(Roles.ENTERPRISE);

    DelegationStatus statusAt(Instant now) {
        if (revokedAt != null) {
            return DelegationStatus.REVOKED;
        }
        if (now.isBefore(validFrom)) {
            return DelegationStatus.PENDING;
        }
        return now.isBefore(validUntil) ? DelegationStatus.ACTIVE : DelegationStatus.EXPIRED;
    }

    /**
     * The agent's person or system as it acts for the principal.
     *
     * <p>Rejects with {@code delegation-not-found} (404) unless the actor is of the agent, so that nobody learns of the
     * delegations of others, and with {@code delegation-not-in-force} (403; its status).
     */
    Actor actFor(Actor agent, Instant now) {
        if (!agent.actsFor(agentOrganizationId)) {
            throw Rejection.notFound("delegation-not-found");
        }
        DelegationStatus status = statusAt(now);
        if (status != DelegationStatus.ACTIVE) {
            throw Rejection.forbidden("delegation-not-in-force", status);
        }
        return agent.onBehalfOf(principalOrganizationId, ROLES_OF_PRINCIPALS, id);
    }

    /** Rejects with {@code delegation-scope-missing} (403). */
    void require(String scope) {
        if (!scopes.contains(scope)) {
            throw Rejection.forbidden("delegation-scope-missing", scope);
        }
    }

    boolean concerns(UUID organizationId) {
        return principalOrganizationId.equals(organizationId) || agentOrganizationId.equals(organizationId);
    }
}
