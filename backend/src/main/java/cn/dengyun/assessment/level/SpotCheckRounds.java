package cn.dengyun.assessment.level;

import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.shared.Ids;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Puts on record that an enterprise has not answered to a spot check in time. */
@ApplicationScoped
class SpotCheckRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(SpotCheckRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final int PAGE = 100;

    private final SpotCheckService checks;
    private final SpotCheckStore store;
    private final UnitsOfWork units;
    private final Rounds rounds;

    SpotCheckRounds(SpotCheckService checks, SpotCheckStore store, UnitsOfWork units, Vertx vertx) {
        this.checks = checks;
        this.store = store;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "spot checks that are due are looked for again later"));
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
        Instant now = checks.now();
        return InTurn.pages(Ids.OLDEST, PAGE, after -> checks.due(now, after, PAGE), SpotCheck::id, this::tried);
    }

    private Uni<Void> tried(SpotCheck due) {
        return InTurn.orNextTime(
                units.carryOut(checks.passTime(due)), LOG, "What is due of the spot check %s is tried again", due.id());
    }
}
