package cn.dengyun.identity.token;

import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.security.TokenProfile;
import cn.dengyun.shared.Actor;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * Issues access tokens: RS256, in the manner of RFC 9068. Claims {@code iss}, {@code aud}, {@code sub} (account or API
 * client), {@code jti}, {@code iat}, {@code exp}, {@code groups} (roles), {@code scope}; {@code org}, {@code org_role},
 * {@code region}, {@code sid} (session), {@code limited_to} and {@code client_id} where they apply.
 */
@ApplicationScoped
public class AccessTokens {

    private final IssuerTrust trust;
    private final Clock clock;
    private final Vertx vertx;

    AccessTokens(IssuerTrust trust, @WallClock Clock clock, Vertx vertx) {
        this.trust = trust;
        this.clock = clock;
        this.vertx = vertx;
    }

    /**
     * A signed token of a person. Signing takes about a millisecond of a core, so it is done beside the event loop.
     *
     * @param isOwnAccountOnly whether it is good for nothing but the person's own account
     */
    public Uni<String> issue(Actor actor, boolean isOwnAccountOnly) {
        return vertx.executeBlocking(() -> sign(actor, null, isOwnAccountOnly, lifetimeSeconds()), false);
    }

    /**
     * A signed token of an API client.
     *
     * @param seconds how long it lives; at most {@link #lifetimeSeconds()}
     */
    public Uni<String> issue(Actor actor, String clientId, long seconds) {
        return vertx.executeBlocking(() -> sign(actor, clientId, false, seconds), false);
    }

    public long lifetimeSeconds() {
        return TokenProfile.LIFETIME.toSeconds();
    }

    private String sign(Actor actor, String clientId, boolean isOwnAccountOnly, long seconds) {
        SigningKey key = trust.active();
        long now = clock.instant().getEpochSecond();
        JwtClaimsBuilder claims = Jwt.claims()
                .issuer(TokenProfile.ISSUER)
                .audience(TokenProfile.AUDIENCE)
                .subject(actor.id().toString())
                .claim("jti", UUID.randomUUID().toString())
                .issuedAt(now)
                .expiresAt(now + seconds)
                .groups(actor.roles());
        if (actor.isClient()) {
            claims.claim("scope", Scopes.joined(actor.scopes()));
        }
        if (actor.organizationId() != null) {
            claims.claim("org", actor.organizationId().toString());
        }
        if (actor.regionCode() != null) {
            claims.claim("region", actor.regionCode());
        }
        if (actor.organizationRole() != null) {
            claims.claim("org_role", actor.organizationRole());
        }
        if (actor.sessionId() != null) {
            claims.claim("sid", actor.sessionId().toString());
        }
        if (isOwnAccountOnly) {
            claims.claim("limited_to", "own-account");
        }
        if (clientId != null) {
            claims.claim("client_id", clientId);
        }
        return claims.jws()
                .algorithm(SignatureAlgorithm.RS256)
                .keyId(key.kid())
                .type("at+jwt")
                .sign(key.privateKey());
    }
}
