package cn.dengyun.identity.external;

import cn.dengyun.platform.clock.WallClock;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/**
 * Verifies tokens of the external issuer with its published keys. It waits for the network, so it is asked on worker
 * threads. A key that it does not know makes it read the keys anew, at most every ten seconds; keys that cannot be read
 * are used on for an hour.
 */
@ApplicationScoped
class ExternalIssuer {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration REREAD_AT_MOST_EVERY = Duration.ofSeconds(10);
    private static final Duration KEPT_WITHOUT_ANSWER = Duration.ofHours(1);
    private static final int OK = 200;
    /** A token that lives longer is refused: so long may somebody stay who was blocked at the issuer. */
    private static final int MAX_MINUTES = 15 + 1;

    private static final int CLOCK_SKEW_SECONDS = 5;

    private final ExternalConfig config;
    private final Clock clock;
    private volatile HttpsJwksVerificationKeyResolver keys;

    ExternalIssuer(ExternalConfig config, @WallClock Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** The claims of a genuine token. */
    JwtClaims verify(String token) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        ConstraintType.PERMIT,
                        AlgorithmIdentifiers.RSA_USING_SHA256,
                        AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                .setVerificationKeyResolver(keys())
                .setExpectedIssuer(config.issuer().orElseThrow())
                .setExpectedAudience(config.audience())
                .setRequireSubject()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                .setMaxFutureValidityInMinutes(MAX_MINUTES)
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                .build()
                .processToClaims(token);
    }

    private HttpsJwksVerificationKeyResolver keys() {
        HttpsJwksVerificationKeyResolver known = keys;
        if (known == null) {
            HttpsJwks published = new HttpsJwks(discovered());
            published.setRefreshReprieveThreshold(REREAD_AT_MOST_EVERY.toMillis());
            published.setRetainCacheOnErrorDuration(KEPT_WITHOUT_ANSWER.toSeconds());
            known = new HttpsJwksVerificationKeyResolver(published);
            keys = known;
        }
        return known;
    }

    /** OpenID Connect Discovery 1.0 §4. */
    private String discovered() {
        String issuer = config.issuer().orElseThrow();
        URI address = URI.create(issuer.replaceAll("/$", "") + "/.well-known/openid-configuration");
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(
                            HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.ofString());
            JsonObject description = new JsonObject(answer.statusCode() == OK ? answer.body() : "{}");
            if (!issuer.equals(description.getString("issuer"))) {
                throw new IllegalStateException(address + " does not describe " + issuer + ".");
            }
            return description.getString("jwks_uri");
        } catch (IOException e) {
            throw new IllegalStateException(address + " cannot be read.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading " + address, e);
        }
    }
}
