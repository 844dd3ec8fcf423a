package cn.dengyun.settlement.recovery;

import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.settlement.recovery.domain.Recovery;
import cn.dengyun.settlement.recovery.store.RecoveryRows;
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

/** Tells of recoveries of which something was not paid in time; of each instalment once. */
@ApplicationScoped
class RecoveryRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(RecoveryRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int PAGE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final RecoveryService recoveries;
    private final RecoveryRows rows;
    private final UnitsOfWork units;
    private final Rounds rounds;

    RecoveryRounds(RecoveryService recoveries, RecoveryRows rows, UnitsOfWork units, Vertx vertx) {
        this.recoveries = recoveries;
        this.rows = rows;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "recoveries that are late are told of later"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(INTERVAL);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    @Override
    public Uni<Optional<Instant>> nextAfter(Instant now) {
        return rows.nextLate(now);
    }

    /** All that is late now and was not told of. */
    Uni<Void> round() {
        Instant now = recoveries.now();
        return InTurn.pages(FIRST, PAGE, after -> rows.late(now, after, PAGE), Recovery::id, this::tried);
    }

    /** One that fails is told of in the next round, and keeps no other from its turn. */
    private Uni<Void> tried(Recovery late) {
        return units.carryOut(recoveries.tellLate(late.id()))
                .replaceWithVoid()
                .onFailure()
                .invoke(failed -> LOG.errorf(failed, "That recovery %s is late is told again", late.id()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
