package cn.dengyun.identity.token;

import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.security.TokenProfile;
import cn.dengyun.platform.security.TokenTrust;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.PublicKey;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keys and revocations of the built-in issuer, held in memory and refreshed every
 * {@code dengyun.identity.trust-refresh}. A refresh that fails leaves what is known: tokens end by themselves after
 * minutes.
 */
@ApplicationScoped
public class IssuerTrust implements TokenTrust {

    private static final Logger LOG = Logger.getLogger(IssuerTrust.class);

    /** Before anything of ours that needs a token at start. */
    private static final int EARLY = 100;

    /** {@link TokenTrust#isRevoked} promises 30 seconds, of which a slow refresh takes some. */
    private static final Duration REFRESH = Duration.ofSeconds(20);

    private final SigningKeyStore keyStore;
    private final RevocationStore revocationStore;
    private final Vertx vertx;
    private final Clock clock;
    private volatile List<SigningKey> keys = List.of();
    private volatile Map<String, SigningKey> keysByKid = Map.of();
    private final Map<UUID, Instant> revoked = new ConcurrentHashMap<>();
    private final FailureReport failures =
            new FailureReport(LOG, "the signing keys and revocations that are known stay");

    public IssuerTrust(SigningKeyStore keyStore, RevocationStore revocationStore, Vertx vertx, @WallClock Clock clock) {
        this.keyStore = keyStore;
        this.revocationStore = revocationStore;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes @Priority(EARLY) StartupEvent event) throws SQLException {
        refresh();
        vertx.setPeriodic(REFRESH.toMillis(), timer -> refreshAside());
    }

    @Override
    public Optional<PublicKey> publicKey(String kid) {
        return Optional.ofNullable(keysByKid.get(kid)).map(SigningKey::publicKey);
    }

    @Override
    public boolean isRevoked(UUID subject, Instant issuedAt) {
        Instant moment = revoked.get(subject);
        return moment != null && !issuedAt.isAfter(moment);
    }

    /** Makes a revocation known to this node at once; the others learn of it with their next refresh. */
    public void revoke(UUID subject, Instant moment) {
        revoked.merge(subject, moment, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** The key to sign with now. */
    SigningKey active() {
        Instant now = clock.instant();
        return keys.stream()
                .filter(key -> !key.activeFrom().isAfter(now))
                .reduce((older, younger) -> younger)
                // Only the very first key, made a moment ago by a node whose clock is ahead of this one's.
                .orElseGet(() -> keys.get(0));
    }

    /** Every key that a token may be signed with, now or within minutes; oldest first. */
    public List<SigningKey> published() {
        return keys;
    }

    /** Reads keys and revocations anew; waits for the database. */
    public void refresh() throws SQLException {
        Instant now = clock.instant();
        List<SigningKey> read = keyStore.current(now);
        keys = List.copyOf(read);
        keysByKid = read.stream().collect(Collectors.toUnmodifiableMap(SigningKey::kid, Function.identity()));
        Instant oldest = now.minus(TokenProfile.LIFETIME).minus(TokenProfile.CLOCK_SKEW);
        revocationStore.since(oldest).forEach(this::revoke);
        revoked.values().removeIf(moment -> moment.isBefore(oldest));
    }

    private void refreshAside() {
        Uni<Void> done = vertx.executeBlocking(
                () -> {
                    refresh();
                    return null;
                },
                false);
        done.subscribe().with(ignored -> {}, failures);
    }
}
