package cn.dengyun.ledger;

import cn.dengyun.ledger.store.NumberingStore;
import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Gives committed transfers their positions within their programme and keeps the balances, off the path of those who
 * move money. Whichever node holds the sequencer's row numbers what it sees in the order in which it occurred; what
 * commits later comes later, and nothing comes before what it rests on.
 */
@ApplicationScoped
class LedgerSequencer {

    private static final Logger LOG = Logger.getLogger(LedgerSequencer.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofMillis(20);

    private final Pool pool;
    private final NumberingStore store;
    private final Clock clock;
    private final Rounds rounds;

    LedgerSequencer(Pool pool, NumberingStore store, Clock clock, Vertx vertx) {
        this.pool = pool;
        this.store = store;
        this.clock = clock;
        this.rounds = new Rounds(
                vertx,
                () -> sequence().map(count -> count == NumberingStore.BATCH),
                new FailureReport(LOG, "transfers wait for their positions"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(IDLE);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    /** Asks for a run shortly: the writer calls this before its commit, so the run waits a little for it. */
    void soon() {
        rounds.soon(SOON);
    }

    /** Numbers one batch; the number of transfers that got a position. */
    Uni<Integer> sequence() {
        // The look before the lock keeps an idle platform from writing anything.
        return store.isAnyPending()
                .chain(any -> any
                        ? pool.withTransaction(connection -> store.number(connection, clock))
                        : Uni.createFrom().item(0));
    }
}
