package cn.dengyun.platform.audit;

import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.rows.Parameters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Entries that nobody waits for: they are made and written some hundred at a time, beside the requests. At most about
 * half a second of them is lost with a node that dies.
 */
@ApplicationScoped
class AuditBuffer {

    private static final Logger LOG = Logger.getLogger(AuditBuffer.class);
    private static final int BATCH = 200;
    /** Reads and refusals that may wait to be written before further ones are only counted. */
    private static final int MAX_WAITING = 20_000;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Pool pool;
    private final LinkedBlockingDeque<Supplier<AuditRow>> waiting;
    private final Counter dropped;
    private final Rounds rounds;

    AuditBuffer(Pool pool, Vertx vertx, MeterRegistry meters) {
        this.pool = pool;
        this.waiting = new LinkedBlockingDeque<>(MAX_WAITING);
        this.dropped = Counter.builder("dengyun.audit.dropped")
                .description("Reads and refusals that were not put on record because too many came at once")
                .register(meters);
        meters.gauge("dengyun.audit.waiting", waiting, LinkedBlockingDeque::size);
        this.rounds = new Rounds(vertx, this::write, new FailureReport(LOG, "audit entries of reads wait"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(PAUSE);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
        try {
            List<AuditRow> rows = take();
            while (!rows.isEmpty()) {
                WorkerThread.await(insert(rows));
                rows = take();
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "%d audit entries of reads were lost at the end", waiting.size());
        }
    }

    /** Takes an entry to be made and written; never waits. */
    void add(Supplier<AuditRow> entry) {
        if (!waiting.offer(entry)) {
            dropped.increment();
        }
    }

    /** Writes a batch at most; whether there may be more. */
    private Uni<Boolean> write() {
        List<AuditRow> rows = take();
        return insert(rows).onFailure().invoke(() -> giveBack(rows)).replaceWith(rows.size() == BATCH);
    }

    private List<AuditRow> take() {
        List<Supplier<AuditRow>> taken = new ArrayList<>(BATCH);
        waiting.drainTo(taken, BATCH);
        return taken.stream().map(Supplier::get).toList();
    }

    private Uni<Void> insert(List<AuditRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> tuples = rows.stream().map(Parameters::of).toList();
        return pool.withTransaction(connection -> AuditRow.INSERT_LATER.executeAll(connection, tuples))
                .replaceWithVoid();
    }

    private void giveBack(List<AuditRow> rows) {
        for (int i = rows.size() - 1; i >= 0; i--) {
            AuditRow row = rows.get(i);
            if (!waiting.offerFirst(() -> row)) {
                dropped.increment();
            }
        }
    }
}
