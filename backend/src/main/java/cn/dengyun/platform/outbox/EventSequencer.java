package cn.dengyun.platform.outbox;

import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/**
 * Gives committed events their positions, off the path of those who write them. Whichever node holds the head row
 * numbers the events it sees in the order of their ids; a event that commits later gets a later position, so a reader
 * that has read up to a position has missed nothing before it. Within a subject it counts them: 1, 2, 3 without a gap.
 */
@ApplicationScoped
public class EventSequencer {

    private static final Logger LOG = Logger.getLogger(EventSequencer.class);
    private static final int BATCH = 1_000;
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofMillis(5);

    private static final String LOCK_HEAD = "SELECT position FROM event_head WHERE id = 1 FOR UPDATE";
    // A subject's last number is the end of its index, so there is no counter to keep and nothing to lock for it. It is
    // looked up for each event rather than joined for each subject: nothing tells the planner how many there are, and
    // it
    // would take few, and every one of them with every event.
    private static final Statement NUMBER = Statement.of("""
            WITH fresh AS MATERIALIZED (SELECT id, $1::bigint + row_number() OVER (ORDER BY id) AS position,
                last + row_number() OVER (PARTITION BY subject ORDER BY id) AS sequence FROM (SELECT one.id,
                one.subject, coalesce((SELECT told.sequence FROM event told WHERE told.subject = one.subject
                AND told.sequence IS NOT NULL ORDER BY told.sequence DESC LIMIT 1),
                0) AS last FROM event one WHERE one.position IS NULL ORDER BY one.id LIMIT $2) unsequenced)
            UPDATE event SET position = fresh.position, sequence = fresh.sequence FROM fresh
            WHERE event.id = fresh.id
            """);
    private static final Statement MOVE_HEAD =
            Statement.of("UPDATE event_head SET position = position + $1 WHERE id = 1");
    private static final String ANY = "SELECT 1 FROM event WHERE position IS NULL LIMIT 1";

    private final Pool pool;
    private final Rounds rounds;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    EventSequencer(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.rounds = new Rounds(
                vertx,
                () -> sequence().invoke(this::tell).map(count -> count == BATCH),
                new FailureReport(LOG, "events wait for their positions"));
    }

    void start(@Observes StartupEvent event) {
        rounds.start(IDLE);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    /** Has somebody told, on this node, whenever events got their positions. It must return at once. */
    public void onNumbered(Runnable listener) {
        listeners.add(listener);
    }

    /** Asks for a run shortly: the writer calls this before its commit, so the run waits a few milliseconds for it. */
    void soon() {
        rounds.soon(SOON);
    }

    private void tell(int count) {
        if (count > 0) {
            listeners.forEach(Runnable::run);
        }
    }

    /** Numbers one batch; the number of events that got a position. */
    Uni<Integer> sequence() {
        // The look before the lock keeps an idle platform from writing anything.
        return pool.query(ANY)
                .execute()
                .chain(any -> any.size() == 0 ? Uni.createFrom().item(0) : pool.withTransaction(this::number));
    }

    private Uni<Integer> number(SqlConnection connection) {
        // Two statements on purpose: the second must see what committed while the first waited for the lock.
        return connection
                .query(LOCK_HEAD)
                .execute()
                .map(Rows::number)
                .chain(head -> NUMBER.execute(connection, head, BATCH))
                .chain(numbered -> MOVE_HEAD
                        .execute(connection, (long) numbered.rowCount())
                        .replaceWith(numbered.rowCount()));
    }
}
