package cn.dengyun.identity.client;

import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.security.TokenProfile;
import cn.dengyun.shared.Hashes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * Assertions that API clients sign instead of sending a secret: {@code private_key_jwt} (RFC 7523 §2.2, §3). Issuer and
 * subject are the client id, the audience is our issuer or its token endpoint, the life is five minutes at most, and
 * each {@code jti} is good once.
 */
@ApplicationScoped
class ClientAssertions {

    private static final int MAX_MINUTES = 5;
    private static final int LONGEST = 8_192;
    private static final String REFUSED = "The client assertion is not valid.";

    private final ApiClientStore store;
    private final Vertx vertx;
    private final Clock clock;

    ClientAssertions(ApiClientStore store, Vertx vertx, @WallClock Clock clock) {
        this.store = store;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Whom an assertion speaks for, if it is genuine. Fails with {@code invalid_client} when it names nobody. */
    String clientIdOf(String assertion) {
        try {
            if (assertion.length() > LONGEST) {
                throw new OAuthError("invalid_client", REFUSED);
            }
            String subject = new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setDisableRequireSignature()
                    .setSkipSignatureVerification()
                    .build()
                    .processToClaims(assertion)
                    .getSubject();
            if (subject == null) {
                throw new OAuthError("invalid_client", REFUSED);
            }
            return subject;
        } catch (InvalidJwtException | MalformedClaimException e) {
            throw new OAuthError("invalid_client", REFUSED);
        }
    }

    /** Fails with {@code invalid_client} unless the client has signed it and it was not used before. */
    Uni<Void> verify(ApiClient client, String assertion) {
        if (client.credentials().jwks() == null) {
            throw new OAuthError("invalid_client", REFUSED);
        }
        return vertx.executeBlocking(() -> verified(client, assertion), false)
                .chain(claims -> store.useAssertion(client.id(), digest(claims), expiry(claims)))
                .map(isNew -> {
                    if (!isNew) {
                        throw new OAuthError("invalid_client", "The client assertion was used before.");
                    }
                    return null;
                });
    }

    private JwtClaims verified(ApiClient client, String assertion) {
        try {
            JsonWebKeySet keys = new JsonWebKeySet(client.credentials().jwks());
            return new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(
                            ConstraintType.PERMIT,
                            AlgorithmIdentifiers.RSA_USING_SHA256,
                            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
                            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                    .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                    .setExpectedIssuer(client.clientId())
                    .setExpectedSubject(client.clientId())
                    .setExpectedAudience(TokenProfile.ISSUER, TokenProfile.ISSUER + "/api/v1/oauth/token")
                    .setRequireJwtId()
                    .setRequireExpirationTime()
                    .setMaxFutureValidityInMinutes(MAX_MINUTES)
                    .setAllowedClockSkewInSeconds(Math.toIntExact(TokenProfile.CLOCK_SKEW.toSeconds()))
                    .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                    .build()
                    .processToClaims(assertion);
        } catch (InvalidJwtException | JoseException e) {
            throw new OAuthError("invalid_client", REFUSED);
        }
    }

    private static byte[] digest(JwtClaims claims) {
        try {
            return Hashes.sha256(claims.getJwtId().getBytes(StandardCharsets.UTF_8));
        } catch (MalformedClaimException e) {
            throw new OAuthError("invalid_client", REFUSED);
        }
    }

    private static Instant expiry(JwtClaims claims) {
        try {
            return Instant.ofEpochSecond(claims.getExpirationTime().getValue());
        } catch (MalformedClaimException e) {
            throw new OAuthError("invalid_client", REFUSED);
        }
    }
}
