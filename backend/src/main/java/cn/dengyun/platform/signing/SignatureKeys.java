package cn.dengyun.platform.signing;

import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.signing.domain.SignatureKey;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The keys of one use, in memory; read anew every few minutes, a day's notice before each is used. A slice that signs
 * extends it with a bean that says where its keys are.
 */
public abstract class SignatureKeys {

    private static final Duration REFRESH = Duration.ofMinutes(5);

    /** Before anything of ours that signs at start. */
    private static final int EARLY = 110;

    private final SignatureKeyStore store;
    private final SignatureKeyTable table;
    private final Vertx vertx;
    private final Clock clock;
    private final FailureReport failures;
    private volatile List<SignatureKey> keys = List.of();

    protected SignatureKeys(SignatureKeyStore store, SignatureKeyTable table, Vertx vertx, Clock clock) {
        this.store = store;
        this.table = table;
        this.vertx = vertx;
        this.clock = clock;
        this.failures =
                new FailureReport(Logger.getLogger(getClass()), "the keys of " + table.name() + " that are known stay");
    }

    /** The first request finds a key. */
    public void start(@Observes @Priority(EARLY) StartupEvent event) throws SQLException {
        refresh();
        vertx.setPeriodic(REFRESH.toMillis(), timer -> refreshAside());
    }

    /** Those in use, the next, and those that verify what was signed before; oldest first. */
    public List<SignatureKey> published() {
        return keys;
    }

    /** The key to sign with now. */
    public SignatureKey active() {
        Instant now = clock.instant();
        return keys.stream()
                .filter(key -> key.maySignAt(now))
                .reduce((older, younger) -> younger)
                // Only the very first key, made a moment ago by a node whose clock is ahead of this one's.
                .orElseGet(() -> keys.get(0));
    }

    /**
     * Signs claims with the key of now, as a compact JWS.
     *
     * @param type its {@code typ}, so that it passes for nothing else that is signed
     */
    public String sign(String type, String claims) {
        return active().sign(type, claims);
    }

    /** Reads the keys anew; waits for the database. */
    public void refresh() throws SQLException {
        keys = List.copyOf(store.current(table, clock.instant()));
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
