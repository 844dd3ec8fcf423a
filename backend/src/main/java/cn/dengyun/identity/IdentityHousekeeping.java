package cn.dengyun.identity;

import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.rows.Parameters;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/** Deletes what says nothing any more, once an hour. Every node does it, which is harmless. */
@ApplicationScoped
class IdentityHousekeeping {

    private static final Logger LOG = Logger.getLogger(IdentityHousekeeping.class);
    private static final Duration EVERY = Duration.ofHours(1);

    /** An ended session is kept for so long, that a stolen old refresh token is still recognised. */
    private static final Duration SESSIONS = Duration.ofDays(30);

    /** Longer than any access token lives and any failed sign-in counts. */
    private static final Duration MOMENTARY = Duration.ofDays(2);

    /** Nobody is at home for ever where he was once. */
    private static final Duration PLACES = Duration.ofDays(90);

    private static final Map<String, Duration> DELETIONS = Map.of(
            "DELETE FROM session WHERE ends_at < $1", SESSIONS,
            "DELETE FROM token_revocation WHERE revoked_at < $1", MOMENTARY,
            "DELETE FROM sign_in_failure WHERE last_at < $1", MOMENTARY,
            "DELETE FROM sign_in_place WHERE last_at < $1", PLACES,
            "DELETE FROM client_assertion WHERE expires_at < $1", MOMENTARY,
            "DELETE FROM password_reset WHERE expires_at < $1", MOMENTARY);

    private final Pool pool;
    private final Vertx vertx;
    private final Clock clock;
    private final FailureReport failures = new FailureReport(LOG, "what is outdated is deleted later");

    IdentityHousekeeping(Pool pool, Vertx vertx, @WallClock Clock clock) {
        this.pool = pool;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(EVERY.toMillis(), timer -> tidyUp());
    }

    private void tidyUp() {
        Multi.createFrom()
                .iterable(DELETIONS.entrySet())
                .onItem()
                .transformToUniAndConcatenate(deletion -> pool.preparedQuery(deletion.getKey())
                        .execute(Parameters.of(clock.instant().minus(deletion.getValue()))))
                .subscribe()
                .with(done -> {}, failures);
    }
}
