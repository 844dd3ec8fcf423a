package cn.dengyun.voucher.status;

import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.voucher.status.domain.CompactToken;
import cn.dengyun.voucher.status.domain.CredentialKey;
import cn.dengyun.voucher.status.domain.CredentialVerifier;
import cn.dengyun.voucher.status.store.CredentialKeyStore;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The keys of credentials and status lists, in memory; read anew every few minutes, a day's notice before each is used.
 */
@ApplicationScoped
public class CredentialKeys {

    private static final Logger LOG = Logger.getLogger(CredentialKeys.class);
    private static final Duration REFRESH = Duration.ofMinutes(5);

    private final CredentialKeyStore store;
    private final StatusLimits limits;
    private final Vertx vertx;
    private final Clock clock;
    private final FailureReport failures = new FailureReport(LOG, "the keys of credentials that are known stay");
    private volatile List<CredentialKey> keys = List.of();
    private volatile CredentialVerifier verifier;

    CredentialKeys(CredentialKeyStore store, StatusLimits limits, Vertx vertx, Clock clock) {
        this.store = store;
        this.limits = limits;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) throws SQLException {
        refresh();
        vertx.setPeriodic(REFRESH.toMillis(), timer -> refreshAside());
    }

    /** Oldest first. */
    public List<CredentialKey> published() {
        return keys;
    }

    /** Knows the published keys. */
    CredentialVerifier verifier() {
        return verifier;
    }

    /**
     * Signs claims with the key of now, as a compact JWS.
     *
     * @param type its {@code typ}, so that it passes for nothing else that is signed
     */
    public String sign(String type, String claims) {
        CredentialKey key = active();
        return CompactToken.sign(type, key.kid(), claims, key.privateKey());
    }

    /** The key to sign with now. */
    CredentialKey active() {
        Instant now = clock.instant();
        return keys.stream()
                .filter(key -> !key.activeFrom().isAfter(now))
                .reduce((older, younger) -> younger)
                // Only the very first key, made a moment ago by a node whose clock is ahead of this one's.
                .orElseGet(() -> keys.get(0));
    }

    /** Reads the keys anew; waits for the database. */
    void refresh() throws SQLException {
        keys = List.copyOf(store.current(clock.instant(), limits.keyLifetime()));
        verifier = new CredentialVerifier(
                keys.stream().collect(Collectors.toMap(CredentialKey::kid, CredentialKey::publicKey)));
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
