package cn.dengyun.trade.complaint;

import cn.dengyun.platform.frame.Effect;
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
 * Carries out what the clock has decided of complaints, and reminds providers. Nobody waits for it: a status follows
 * the clock.
 */
@ApplicationScoped
class ComplaintRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(ComplaintRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int PAGE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final ComplaintService complaints;
    private final ComplaintStore store;
    private final UnitsOfWork units;
    private final Rounds rounds;

    ComplaintRounds(ComplaintService complaints, ComplaintStore store, UnitsOfWork units, Vertx vertx) {
        this.complaints = complaints;
        this.store = store;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "complaints whose time is over are looked for again later"));
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
        Instant now = complaints.now();
        return InTurn.pages(
                        FIRST,
                        PAGE,
                        after -> store.due(now, after, PAGE),
                        OrderComplaint::id,
                        due -> tried(due, complaints.passTime(due)))
                .chain(() -> InTurn.pages(
                        FIRST,
                        PAGE,
                        after -> store.toRemind(now, after, PAGE),
                        OrderComplaint::id,
                        due -> tried(due, complaints.remind(due))));
    }

    private Uni<Void> tried(OrderComplaint due, Effect<OrderComplaint> effect) {
        return InTurn.orNextTime(
                units.carryOut(effect), LOG, "What the clock decides of complaint %s is tried again", due.id());
    }
}
