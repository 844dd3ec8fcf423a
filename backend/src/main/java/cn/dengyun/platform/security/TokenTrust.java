package cn.dengyun.platform.security;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What the issuer of access tokens tells those who verify them. Both questions are asked on the event loop of every
 * request, so both are answered from memory.
 */
public interface TokenTrust {

    /** The public key with this {@code kid}, or nothing if tokens signed with it are not to be trusted (any more). */
    Optional<PublicKey> publicKey(String kid);

    /**
     * Whether tokens that the subject got at that moment have been withdrawn since; known at most 30 seconds late.
     *
     * @param subject an account, an API client or a session
     */
    boolean isRevoked(UUID subject, Instant issuedAt);
}
