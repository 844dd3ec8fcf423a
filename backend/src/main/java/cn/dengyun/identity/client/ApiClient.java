package cn.dengyun.identity.client;

import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A system of an organisation, which gets its tokens with a client id and a secret (RFC 6749 §4.4) or an assertion that
 * it signs (RFC 7523 §2.2).
 *
 * @param clientId what the system calls itself when it asks for a token
 * @param credentials what proves that it is the one
 * @param scopes what it may ask for
 * @param expiresAt when it ends by itself; null for never
 * @param lastUsedAt when it last got a token, a minute late at most; null for never
 * @param revokedAt null while it may ask for tokens
 */
public record ApiClient(
        UUID id,
        String clientId,
        UUID organizationId,
        OrganizationKind organizationKind,
        String name,
        Credentials credentials,
        Set<String> scopes,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt,
        Instant revokedAt) {

    boolean isRevoked() {
        return revokedAt != null;
    }

    boolean isUsable(Instant now) {
        return !isRevoked() && (expiresAt == null || now.isBefore(expiresAt));
    }

    Actor toActor(Set<String> granted) {
        return new Actor(id, true, organizationId, organizationKind.clientRoles(), granted, null);
    }

    /**
     * What a client proves itself with; at least one of secret and keys is there.
     *
     * @param secretDigest null for a client that only signs
     * @param previousDigest the secret before, as long as it is still good; null otherwise
     * @param previousUntil when the secret before stops being good
     * @param jwks the public keys that it signs with, as a JWK Set; null for none
     */
    record Credentials(byte[] secretDigest, byte[] previousDigest, Instant previousUntil, String jwks) {

        /** Without the digests, in case a log ever asks. */
        @Override
        public String toString() {
            return "Credentials[]";
        }
    }
}
