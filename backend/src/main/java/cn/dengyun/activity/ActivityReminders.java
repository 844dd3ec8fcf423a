package cn.dengyun.activity;

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

/** Reminds enterprises, a day before an activity begins, of those of theirs who have a seat; of each once. */
@ApplicationScoped
class ActivityReminders implements DueWork {

    private static final Logger LOG = Logger.getLogger(ActivityReminders.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int PAGE = 100;

    private final RegistrationService registrations;
    private final ActivityStore store;
    private final UnitsOfWork units;
    private final Rounds rounds;

    ActivityReminders(RegistrationService registrations, ActivityStore store, UnitsOfWork units, Vertx vertx) {
        this.registrations = registrations;
        this.store = store;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "enterprises are reminded of activities later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        return store.nextBeginning(now.plus(RegistrationService.REMINDER))
                .map(next -> next.map(begins -> begins.minus(RegistrationService.REMINDER)));
    }

    /** All that begin within a day. */
    Uni<Void> round() {
        Instant now = registrations.now();
        return InTurn.pages(
                Ids.OLDEST,
                PAGE,
                after -> store.toRemind(now, now.plus(RegistrationService.REMINDER), after, PAGE),
                Activity::id,
                due -> InTurn.orNextTime(
                        units.carryOut(registrations.remind(due.id())),
                        LOG,
                        "Who comes to activity %s is reminded later",
                        due.id()));
    }
}
