package cn.dengyun.provider.qualification;

import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.provider.ProviderRegister;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Of which kinds a provider is follows from what is in force, and that changes with the years: what is on its record is
 * brought up to date within a minute. Whether it may offer at all follows from the clock alone and waits for nobody.
 */
@ApplicationScoped
class QualificationTurns implements DueWork {

    private static final Logger LOG = Logger.getLogger(QualificationTurns.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final QualificationStore store;
    private final ProviderRegister register;
    private final Pool pool;
    private final Clock clock;
    private final Rounds rounds;

    QualificationTurns(QualificationStore store, ProviderRegister register, Pool pool, Clock clock, Vertx vertx) {
        this.store = store;
        this.register = register;
        this.pool = pool;
        this.clock = clock;
        this.rounds = new Rounds(
                vertx,
                () -> turn().replaceWith(false),
                new FailureReport(LOG, "the kinds of providers follow their qualifications later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        return store.nextTurn(now);
    }

    Uni<Void> turn() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return store.stale(now).chain(stale -> InTurn.each(stale, provider -> turn(provider, now)));
    }

    private Uni<Void> turn(UUID provider, Instant now) {
        return pool.withTransaction(connection -> register.settle(connection, provider, now))
                .invoke(register::known)
                .replaceWithVoid();
    }
}
