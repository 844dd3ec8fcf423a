package cn.dengyun.platform.security;

import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Hashes;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Verifies access tokens for SmallRye JWT: RS256 and nothing else, a key that {@link TokenTrust} knows by its
 * {@code kid}, issuer, audience, expiry. A verified token is remembered by its digest for a minute, so that a client
 * which sends a thousand requests with one token costs one signature check; expiry and revocation are looked at each
 * time.
 */
@ApplicationScoped
@Alternative
@Priority(1)
public class TokenVerifier extends JWTCallerPrincipalFactory {

    /** No token of ours comes near this; a longer one is not worth a signature check. */
    public static final int LONGEST_TOKEN = 8_192;

    /** Never past its expiry, which is looked at each time. */
    private static final Duration REMEMBERED_FOR = Duration.ofSeconds(60);

    private static final int MAX_REMEMBERED = 20_000;
    private static final long MINUTE_SECONDS = 60;

    private final TokenTrust trust;
    private final Clock clock;
    private final Counter verifications;
    private final Cache<String, VerifiedToken> verified;

    @Inject
    TokenVerifier(TokenTrust trust, @WallClock Clock clock, MeterRegistry meters) {
        this.trust = trust;
        this.clock = clock;
        this.verifications = Counter.builder("dengyun.token.verifications")
                .description("Signature checks of access tokens, cached answers left out")
                .register(meters);
        this.verified = Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(REMEMBERED_FOR)
                .build();
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo ignored) throws ParseException {
        if (token.length() > LONGEST_TOKEN) {
            throw new ParseException("the token is too long");
        }
        String digest = Hashes.sha256Hex(token);
        VerifiedToken known = verified.getIfPresent(digest);
        if (known == null) {
            known = verify(token);
            verified.put(digest, known);
        }
        if (isExpired(known)) {
            throw new ParseException("the token is expired");
        }
        if (isRevoked(known)) {
            throw new ParseException("the token is revoked");
        }
        return known;
    }

    /** Whether the token was verified less than a minute ago. */
    public boolean isKnown(String token) {
        return verified.getIfPresent(Hashes.sha256Hex(token)) != null;
    }

    /** Whom the token speaks for, if it was verified less than a minute ago; otherwise null. */
    public Actor callerOf(String token) {
        VerifiedToken known = token.length() > LONGEST_TOKEN ? null : verified.getIfPresent(Hashes.sha256Hex(token));
        return known == null ? null : known.actor();
    }

    /** Accepts a token for a minute that somebody else has verified, and whom it speaks for. */
    public void remember(String token, JwtClaims claims, Actor actor) {
        verifications.increment();
        try {
            verified.put(Hashes.sha256Hex(token), VerifiedToken.of(claims, actor));
        } catch (ParseException e) {
            throw new IllegalArgumentException("claims that were verified", e);
        }
    }

    /** Whether a token that was good is so still. */
    boolean isTrusted(VerifiedToken token) {
        return !isExpired(token) && !isRevoked(token);
    }

    private boolean isExpired(VerifiedToken token) {
        return !clock.instant().isBefore(token.expiresAt().plus(TokenProfile.CLOCK_SKEW));
    }

    private boolean isRevoked(VerifiedToken token) {
        UUID session = token.actor().sessionId();
        return trust.isRevoked(token.actor().id(), token.issuedAt())
                || session != null && trust.isRevoked(session, token.issuedAt());
    }

    private VerifiedToken verify(String token) throws ParseException {
        verifications.increment();
        try {
            return VerifiedToken.of(consumer(clock.instant()).build().processToClaims(token));
        } catch (InvalidJwtException e) {
            throw new ParseException("the token is not valid", e);
        }
    }

    private JwtConsumerBuilder consumer(Instant now) {
        VerificationKeyResolver keys = this::keyOf;
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                .setVerificationKeyResolver(keys)
                .setExpectedIssuer(TokenProfile.ISSUER)
                .setExpectedAudience(TokenProfile.AUDIENCE)
                .setRequireSubject()
                .setRequireJwtId()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                .setMaxFutureValidityInMinutes(Math.toIntExact(longest()))
                .setAllowedClockSkewInSeconds(Math.toIntExact(TokenProfile.CLOCK_SKEW.toSeconds()))
                .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()));
    }

    /** Whole minutes, rounded up, after which even a correctly signed token must have expired. */
    private long longest() {
        return TokenProfile.LIFETIME.plus(TokenProfile.CLOCK_SKEW).toSeconds() / MINUTE_SECONDS + 1;
    }

    private Key keyOf(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        String kid = signature.getKeyIdHeaderValue();
        if (kid == null) {
            throw new UnresolvableKeyException("the token names no key");
        }
        return trust.publicKey(kid).orElseThrow(() -> new UnresolvableKeyException("the key is unknown"));
    }
}
