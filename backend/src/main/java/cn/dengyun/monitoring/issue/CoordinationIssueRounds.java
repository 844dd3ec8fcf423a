package cn.dengyun.monitoring.issue;

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

/** Hands issues that a city has not answered in time to the province, and closes what nobody takes further. */
@ApplicationScoped
class CoordinationIssueRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(CoordinationIssueRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final int PAGE = 100;

    private final CoordinationIssueService issues;
    private final CoordinationIssueStore store;
    private final UnitsOfWork units;
    private final Rounds rounds;

    CoordinationIssueRounds(
            CoordinationIssueService issues, CoordinationIssueStore store, UnitsOfWork units, Vertx vertx) {
        this.issues = issues;
        this.store = store;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "issues whose time is over are looked for again later"));
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
        Instant now = issues.now();
        return InTurn.pages(Ids.OLDEST, PAGE, after -> store.due(now, after, PAGE), CoordinationIssue::id, this::tried);
    }

    private Uni<Void> tried(CoordinationIssue due) {
        return InTurn.orNextTime(
                units.carryOut(issues.passTime(due)),
                LOG,
                "What the clock decides of issue %s is tried again",
                due.id());
    }
}
