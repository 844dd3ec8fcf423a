package cn.dengyun.application;

import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What nobody does but the clock: what was not corrected in time lapses, and who waits is served with what came back to
 * a budget by other ways than an application. Every node does it, which is harmless.
 */
@ApplicationScoped
class ApplicationKeeper implements DueWork {

    private static final Logger LOG = Logger.getLogger(ApplicationKeeper.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int MAX_AT_ONCE = 100;

    private final Pool pool;
    private final ApplicationStore applications;
    private final ExitService exits;
    private final Clock clock;
    private final Rounds rounds;

    ApplicationKeeper(Pool pool, Vertx vertx, ApplicationStore applications, ExitService exits, Clock clock) {
        this.pool = pool;
        this.applications = applications;
        this.exits = exits;
        this.clock = clock;
        this.rounds = new Rounds(
                vertx, () -> look().replaceWith(false), new FailureReport(LOG, "wait-lists are looked at again later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(EVERY);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        return applications.nextDue(pool, now);
    }

    /** One look at what is due. */
    Uni<Void> look() {
        return applications
                .due(pool, clock.instant(), MAX_AT_ONCE)
                .chain(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(exits::lapse)
                        .collect()
                        .last())
                .chain(() -> applications.servable(pool))
                .chain(servable -> Multi.createFrom()
                        .iterable(servable)
                        .onItem()
                        .transformToUniAndConcatenate(each -> exits.serve(each.programmeId(), each.budgetId()))
                        .collect()
                        .last())
                .replaceWithVoid();
    }
}
