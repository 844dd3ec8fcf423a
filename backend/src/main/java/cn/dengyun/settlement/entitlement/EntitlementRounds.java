package cn.dengyun.settlement.entitlement;

import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.DueWork;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.settlement.entitlement.domain.SettlementEntitlement;
import cn.dengyun.settlement.entitlement.store.EntitlementRows;
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

/** Gives back what nobody has claimed in time. */
@ApplicationScoped
class EntitlementRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(EntitlementRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int PAGE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final EntitlementService entitlements;
    private final EntitlementRows rows;
    private final UnitsOfWork units;
    private final Rounds rounds;

    EntitlementRounds(EntitlementService entitlements, EntitlementRows rows, UnitsOfWork units, Vertx vertx) {
        this.entitlements = entitlements;
        this.rows = rows;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "entitlements that nobody claimed go back later"));
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

    /** All that can be claimed no more. */
    Uni<Void> round() {
        Instant now = entitlements.now();
        return InTurn.pages(
                FIRST,
                PAGE,
                after -> rows.late(now, after, PAGE),
                SettlementEntitlement::id,
                late -> units.carryOut(entitlements.lapse(late)).replaceWithVoid());
    }
}
