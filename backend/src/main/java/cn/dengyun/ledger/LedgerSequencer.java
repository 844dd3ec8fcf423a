package cn.dengyun.ledger;

import cn.dengyun.ledger.store.NumberingStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Gives committed transfers their positions within their programme and keeps the balances, off the path of those who
 * move money. Whichever node holds the sequencer's row numbers what it sees in the order in which it occurred; what
 * commits later comes later, and nothing comes before what it rests on.
 */
@ApplicationScoped
class LedgerSequencer {

    private static final Logger LOG = Logger.getLogger(LedgerSequencer.class);
    private static final long IDLE_MILLIS = 500;
    private static final long SOON_MILLIS = 20;

    private final Pool pool;
    private final NumberingStore store;
    private final Vertx vertx;
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private final AtomicBoolean isAwaited = new AtomicBoolean();
    private volatile boolean isStopped = true;

    LedgerSequencer(Pool pool, NumberingStore store, Vertx vertx) {
        this.pool = pool;
        this.store = store;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        isStopped = false;
        vertx.setPeriodic(IDLE_MILLIS, timer -> run());
    }

    void stop(@Observes ShutdownEvent event) {
        isStopped = true;
    }

    /** Asks for a run shortly: the writer calls this before its commit, so the run waits a little for it. */
    void soon() {
        if (!isStopped && isAwaited.compareAndSet(false, true)) {
            vertx.setTimer(SOON_MILLIS, timer -> {
                isAwaited.set(false);
                run();
            });
        }
    }

    private void run() {
        if (isStopped || !isRunning.compareAndSet(false, true)) {
            return;
        }
        sequence()
                .onTermination()
                .invoke(() -> isRunning.set(false))
                .subscribe()
                .with(
                        count -> {
                            if (count == NumberingStore.BATCH) {
                                run();
                            }
                        },
                        failure -> LOG.debug("transfers wait for their positions until the database is back", failure));
    }

    /** Numbers one batch; the number of transfers that got a position. */
    Uni<Integer> sequence() {
        // The look before the lock keeps an idle platform from writing anything.
        return store.isAnyPending()
                .chain(any -> any
                        ? pool.withTransaction(store::number)
                        : Uni.createFrom().item(0));
    }
}
