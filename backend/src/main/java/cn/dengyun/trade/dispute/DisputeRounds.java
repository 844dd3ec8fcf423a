package cn.dengyun.trade.dispute;

import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.dispute.domain.OrderDispute;
import cn.dengyun.trade.dispute.store.DisputeRows;
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
 * Carries out what nobody can appeal against any more, and lets orders go on whose disputes nobody decides. Nobody
 * waits for it: where a dispute stands follows the clock.
 */
@ApplicationScoped
class DisputeRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(DisputeRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int PAGE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final DisputeService disputes;
    private final DisputeRows rows;
    private final UnitsOfWork units;
    private final Rounds rounds;

    DisputeRounds(DisputeService disputes, DisputeRows rows, UnitsOfWork units, Vertx vertx) {
        this.disputes = disputes;
        this.rows = rows;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "disputes that are settled are looked for again later"));
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
        Instant now = disputes.now();
        return InTurn.pages(FIRST, PAGE, after -> rows.due(now, after, PAGE), OrderDispute::id, this::tried);
    }

    /**
     * It ends without what was decided only where that is refused for good, not because others were faster three times.
     */
    private Uni<Void> tried(OrderDispute due) {
        return InTurn.orNextTime(
                units.carryOut(disputes.pass(due))
                        .onFailure(DisputeRounds::isFinal)
                        .recoverWithUni(refused -> {
                            LOG.errorf(refused, "Dispute %s ends without what was decided", due.id());
                            return units.carryOut(disputes.passAlone(due));
                        }),
                LOG,
                "What was decided of dispute %s is tried again",
                due.id());
    }

    private static boolean isFinal(Throwable failed) {
        return failed instanceof Rejection refused && !"changed-meanwhile".equals(refused.code());
    }
}
