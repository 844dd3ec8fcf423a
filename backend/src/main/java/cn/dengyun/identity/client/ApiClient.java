package cn.dengyun.identity.client;

import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A system of an organisation, which gets its tokens with a client id and a secret (RFC 6749 §4.4).
 *
 * @param clientId what the system calls itself when it asks for a token
 * @param scopes what it may ask for
 * @param revokedAt null while it may ask for tokens
 */
public record ApiClient(
        UUID id,
        String clientId,
        UUID organizationId,
        OrganizationKind organizationKind,
        String name,
        byte[] secretDigest,
        Set<String> scopes,
        Instant createdAt,
        Instant revokedAt) {

    boolean isRevoked() {
        return revokedAt != null;
    }

    Actor toActor(Set<String> granted) {
        return new Actor(id, true, organizationId, organizationKind.clientRoles(), granted, null);
    }
}
