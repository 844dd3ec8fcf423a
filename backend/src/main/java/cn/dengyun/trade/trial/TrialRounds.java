package cn.dengyun.trade.trial;

import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Carries out what the clock has decided of trials, and tells enterprises that theirs end soon. Nobody waits for it: a
 * status follows the clock.
 */
@ApplicationScoped
class TrialRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(TrialRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final int PAGE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final TrialService trials;
    private final TrialStore store;
    private final UnitsOfWork units;
    private final Rounds rounds;

    TrialRounds(TrialService trials, TrialStore store, UnitsOfWork units, Vertx vertx) {
        this.trials = trials;
        this.store = store;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "trials whose time is over are looked for again later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        return store.nextDue(now);
    }

    /** Everything that is due now. */
    Uni<Void> round() {
        Instant now = trials.now();
        return InTurn.pages(
                        FIRST,
                        PAGE,
                        after -> store.due(now, after, PAGE),
                        ServiceTrial::id,
                        due -> units.carryOut(trials.passTime(due)).replaceWithVoid())
                .chain(() -> InTurn.pages(
                        FIRST,
                        PAGE,
                        after -> store.toRemind(now, after, PAGE),
                        ServiceTrial::id,
                        due -> units.carryOut(trials.remind(due)).replaceWithVoid()));
    }
}
