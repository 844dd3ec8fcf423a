package cn.dengyun.trade.capacity;

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
 * Carries out what the clock has decided of slots. Nobody waits for it: a status follows the clock, and whoever books
 * lets go first what nobody answered in time.
 */
@ApplicationScoped
class SlotRounds implements DueWork {

    private static final Logger LOG = Logger.getLogger(SlotRounds.class);
    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final int PAGE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final SlotService slots;
    private final SlotStore store;
    private final UnitsOfWork units;
    private final Rounds rounds;

    SlotRounds(SlotService slots, SlotStore store, UnitsOfWork units, Vertx vertx) {
        this.slots = slots;
        this.store = store;
        this.units = units;
        this.rounds = new Rounds(
                vertx,
                () -> round().replaceWith(false),
                new FailureReport(LOG, "slots whose time is over are looked for again later"));
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
        Instant now = slots.now();
        return InTurn.pages(
                FIRST,
                PAGE,
                after -> store.due(now, after, PAGE),
                CapacitySlot::id,
                due -> units.carryOut(slots.passTime(due)).replaceWithVoid());
    }
}
