package cn.dengyun.settlement.claim;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.settlement.claim.domain.ClaimWindow;
import cn.dengyun.settlement.claim.store.WindowRows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Reminds whoever may claim a capture and has not, 30 and 7 days before the last day; each time once. */
@ApplicationScoped
class WindowRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(WindowRounds.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int PAGE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final WindowRows rows;
    private final Outbox outbox;
    private final UnitsOfWork units;
    private final Clock clock;
    private final Rounds rounds;

    WindowRounds(WindowRows rows, Outbox outbox, UnitsOfWork units, Clock clock, Vertx vertx) {
        this.rows = rows;
        this.outbox = outbox;
        this.units = units;
        this.clock = clock;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "claimants are reminded of their captures later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        return rows.next(now);
    }

    /** All of which somebody is to be reminded now. */
    Uni<Void> round() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return InTurn.pages(
                FIRST,
                PAGE,
                after -> rows.due(now, after, PAGE),
                ClaimWindow::redemptionId,
                due -> units.carryOut(remind(due.redemptionId(), now)).replaceWithVoid());
    }

    private Effect<Boolean> remind(UUID redemptionId, Instant now) {
        return Effect.of(connection -> rows.remind(connection, redemptionId, now)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(false)
                        : outbox.write(connection, CaptureEvent.CLAIM_DUE_SOON.told(found.get(), now))
                                .replaceWith(true)));
    }
}
