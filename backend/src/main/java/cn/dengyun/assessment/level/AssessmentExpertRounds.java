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

/** Puts on record that an expert has not stated an opinion in time, and has the next asked. */
@ApplicationScoped
class AssessmentExpertRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(AssessmentExpertRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final int PAGE = 100;

    private final AssessmentExpertService experts;
    private final AssessmentExpertStore store;
    private final UnitsOfWork units;
    private final Rounds rounds;

    AssessmentExpertRounds(
            AssessmentExpertService experts, AssessmentExpertStore store, UnitsOfWork units, Vertx vertx) {
        this.experts = experts;
        this.store = store;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "opinions that are due are looked for again later"));
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
        Instant now = experts.now();
        return InTurn.pages(
                Ids.OLDEST, PAGE, after -> experts.due(now, after, PAGE), AssessmentOpinion::id, this::tried);
    }

    private Uni<Void> tried(AssessmentOpinion due) {
        return InTurn.orNextTime(
                units.carryOut(experts.passTime(due)), LOG, "What is due of the opinion %s is tried again", due.id());
    }
}
