package cn.dengyun.platform.security;

import cn.dengyun.shared.Actor;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/** An access token whose signature and claims were found good, with the actor that it speaks for. */
final class VerifiedToken extends DefaultJWTCallerPrincipal {

    /** What the claim {@code limited_to} of a token says that is good for the caller's own account only. */
    private static final String OWN_ACCOUNT = "own-account";

    private final Actor actor;
    private final Instant issuedAt;
    private final Instant expiresAt;
    private final boolean isOwnAccountOnly;

    private VerifiedToken(JwtClaims claims, Actor actor, Instant issuedAt, Instant expiresAt) {
        super(claims);
        this.actor = actor;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
        // Read here: what the principal gives out is wrapped as JSON.
        this.isOwnAccountOnly = OWN_ACCOUNT.equals(claims.getClaimValue("limited_to"));
    }

    static VerifiedToken of(JwtClaims claims) throws ParseException {
        try {
            return of(claims, actorOf(claims));
        } catch (MalformedClaimException | IllegalArgumentException e) {
            throw new ParseException("a claim of the token is malformed", e);
        }
    }

    /** The same for an actor that is known otherwise. */
    static VerifiedToken of(JwtClaims claims, Actor actor) throws ParseException {
        try {
            return new VerifiedToken(
                    claims,
                    actor,
                    Instant.ofEpochSecond(claims.getIssuedAt().getValue()),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
        } catch (MalformedClaimException | IllegalArgumentException e) {
            throw new ParseException("a claim of the token is malformed", e);
        }
    }

    private static Actor actorOf(JwtClaims claims) throws MalformedClaimException {
        String organization = claims.getClaimValue("org", String.class);
        String session = claims.getClaimValue("sid", String.class);
        return new Actor(
                UUID.fromString(claims.getSubject()),
                claims.hasClaim("client_id"),
                organization == null ? null : UUID.fromString(organization),
                groups(claims),
                scopes(claims.getClaimValue("scope", String.class)),
                claims.getClaimValue("region", String.class),
                claims.getClaimValue("org_role", String.class),
                session == null ? null : UUID.fromString(session));
    }

    private static Set<String> groups(JwtClaims claims) throws MalformedClaimException {
        return claims.hasClaim("groups") ? Set.copyOf(claims.getStringListClaimValue("groups")) : Set.of();
    }

    private static Set<String> scopes(String joined) {
        if (joined == null || joined.isBlank()) {
            return Set.of();
        }
        return Arrays.stream(joined.trim().split(" +")).collect(Collectors.toUnmodifiableSet());
    }

    /** The roles of the actor, whatever else the token of another issuer may say. */
    @Override
    public Set<String> getGroups() {
        return actor.roles();
    }

    Actor actor() {
        return actor;
    }

    /** Whether all it is good for is the caller's own account: enrolling a second factor, say. */
    boolean isOwnAccountOnly() {
        return isOwnAccountOnly;
    }

    Instant issuedAt() {
        return issuedAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
