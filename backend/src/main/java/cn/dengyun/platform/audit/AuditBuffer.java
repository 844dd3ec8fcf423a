package cn.dengyun.platform.audit;

import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.problem.OverloadFailures;
import cn.dengyun.platform.rows.Parameters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
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
    private final Counter unwritable;
    private final Rounds rounds;

    AuditBuffer(Pool pool, Vertx vertx, MeterRegistry meters) {
        this.pool = pool;
        this.waiting = new LinkedBlockingDeque<>(MAX_WAITING);
        this.dropped = Counter.builder("dengyun.audit.dropped")
                .description("Reads and refusals that were not put on record because too many came at once")
                .register(meters);
        this.unwritable = Counter.builder("dengyun.audit.unwritable")
                .description("Reads and refusals that the database does not take; the log has them")
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
            while (!waiting.isEmpty()) {
                WorkerThread.await(write());
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
        return insert(rows)
                .onFailure(OverloadFailures::isOverload)
                .invoke(() -> giveBack(rows))
                .onFailure(failure -> !OverloadFailures.isOverload(failure))
                .recoverWithUni(() -> insertEach(rows))
                .replaceWith(rows.size() == BATCH);
    }

    /** One that cannot be written holds up no other: what is wrong with it will not go away. */
    private Uni<Void> insertEach(List<AuditRow> rows) {
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> insert(List.of(row))
                        .onFailure()
                        .invoke(failure -> unwritable(row, failure))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private void unwritable(AuditRow row, Throwable failure) {
        if (OverloadFailures.isOverload(failure)) {
            giveBack(List.of(row));
            return;
        }
        unwritable.increment();
        LOG.errorf(
                failure,
                "an audit entry cannot be written and is lost: %s by %s at %s",
                row.entry().action(),
                row.entry().actor().id(),
                row.entry().occurredAt());
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
