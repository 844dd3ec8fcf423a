package cn.dengyun.trade.demand;

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
 * Ends demands on which nobody decided in time, for which nobody waits: a status follows the clock. And gives those
 * back whose order did not come about.
 */
@ApplicationScoped
class DemandRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(DemandRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int PAGE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final DemandService demands;
    private final DemandRows rows;
    private final UnitsOfWork units;
    private final Rounds rounds;

    DemandRounds(DemandService demands, DemandRows rows, UnitsOfWork units, Vertx vertx) {
        this.demands = demands;
        this.rows = rows;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "demands whose time is over are looked for again later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        return rows.nextDue(now);
    }

    /** Everything that is due now. */
    Uni<Void> round() {
        Instant now = demands.now();
        return InTurn.pages(
                        FIRST,
                        PAGE,
                        after -> rows.due(now, after, PAGE),
                        Demand::id,
                        due -> units.carryOut(demands.lapse(due)).replaceWithVoid())
                .chain(this::reopen);
    }

    /** Not with the order: whoever ends that may hold what an award waits for. */
    private Uni<Void> reopen() {
        return InTurn.pages(
                FIRST,
                PAGE,
                after -> rows.failed(after, PAGE),
                Demand::id,
                failed -> units.carryOut(demands.reopen(failed)).replaceWithVoid());
    }
}
