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

/** Lets levels take effect after their notice, reminds of confirmations, and lets levels lapse. */
@ApplicationScoped
class AssessmentRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(AssessmentRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final int PAGE = 100;

    private final AssessmentService assessments;
    private final AssessmentStore store;
    private final UnitsOfWork units;
    private final Rounds rounds;

    AssessmentRounds(AssessmentService assessments, AssessmentStore store, UnitsOfWork units, Vertx vertx) {
        this.assessments = assessments;
        this.store = store;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "levels that are due are looked for again later"));
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
        Instant now = assessments.now();
        return InTurn.pages(Ids.OLDEST, PAGE, after -> store.due(now, after, PAGE), Assessment::id, this::tried);
    }

    private Uni<Void> tried(Assessment due) {
        return InTurn.orNextTime(
                units.carryOut(assessments.passTime(due)), LOG, "What is due of the level %s is tried again", due.id());
    }
}
