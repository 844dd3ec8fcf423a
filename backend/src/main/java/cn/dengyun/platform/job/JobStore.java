package cn.dengyun.platform.job;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * The job table: making, claiming, finishing, looking. Times of leases are the database's own, so nodes' clocks do not
 * matter.
 */
@ApplicationScoped
public class JobStore {

    private static final RowMapper<JobProgress> JOB_PROGRESSES =
            RowMapper.of(JobProgress.class).named("isCancelRequested", "cancel_requested");
    static final int LEASE_SECONDS = 15;
    private static final int ATTEMPTS_WITHOUT_PROGRESS = 10;

    private static final String COLUMNS = JOB_PROGRESSES.columns();
    private static final Statement CREATE =
            Statement.of("INSERT INTO job (id, kind, lane, state, created_at) VALUES ($1, $2, $3, 'PREPARING', now())");
    private static final Statement ENQUEUE = Statement.of("""
            UPDATE job SET state = 'QUEUED', total = $2, queued_at = clock_timestamp() WHERE id = $1
                AND state = 'PREPARING'
            """);
    private static final Statement FIND = Statement.of("SELECT %s FROM job WHERE id = $1".formatted(COLUMNS));
    private static final Statement FIND_ALL = Statement.of("SELECT %s FROM job WHERE id = ANY($1)".formatted(COLUMNS));
    private static final Statement CANCEL = Statement.of("""
            UPDATE job
            SET cancel_requested = true, finished_at = CASE WHEN state = 'RUNNING' THEN NULL ELSE now() END,
                state = CASE WHEN state = 'RUNNING' THEN state ELSE 'CANCELLED' END
            WHERE id = $1 AND state IN ('PREPARING', 'QUEUED', 'RUNNING') RETURNING %s
            """.formatted(COLUMNS));
    // Only the oldest unfinished job of a lane may run, so two pushes of one provider never overtake each other.
    private static final Statement CLAIM = Statement.of("""
            UPDATE job
            SET state = 'RUNNING', lease_owner = $2, lease_until = now() + interval '%s seconds',
                attempt = CASE WHEN done > attempt_from THEN 1 ELSE attempt + 1 END, attempt_from = done,
                attempt_at = clock_timestamp()
            WHERE id = (SELECT id FROM job waiting WHERE kind = $1 AND state IN ('QUEUED', 'RUNNING')
                AND (lease_until IS NULL OR lease_until < now())
                AND NOT EXISTS (SELECT 1 FROM job older WHERE older.kind = waiting.kind
                AND older.lane = waiting.lane AND older.state IN ('QUEUED', 'RUNNING') AND (older.queued_at,
                older.id) < (waiting.queued_at, waiting.id)) ORDER BY queued_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING %s, lane
            """.formatted(LEASE_SECONDS, COLUMNS));
    private static final Statement FINISH = Statement.of("""
            UPDATE job
            SET state = $3, failure_code = $4, finished_at = clock_timestamp(), lease_owner = NULL, lease_until = NULL
            WHERE id = $1 AND lease_owner = $2
            """);
    private static final Statement RELEASE =
            Statement.of("""
            UPDATE job SET state = CASE WHEN $3
                AND attempt >= %s THEN 'FAILED' ELSE 'QUEUED' END, failure_code = CASE WHEN $3
                AND attempt >= %s THEN 'internal-error' END, lease_owner = NULL, lease_until = CASE WHEN $3
                THEN now() + least(attempt, 10) * interval '1 second' END
            WHERE id = $1 AND lease_owner = $2
            """.formatted(ATTEMPTS_WITHOUT_PROGRESS, ATTEMPTS_WITHOUT_PROGRESS));

    private final Pool pool;

    JobStore(Pool pool) {
        this.pool = pool;
    }

    /** Makes a job whose input is still to come. */
    public Uni<Void> create(SqlClient connection, UUID id, String kind, UUID lane) {
        return CREATE.execute(connection, id, kind, lane).replaceWithVoid();
    }

    /**
     * The input is complete: the job takes its place in its lane. Does nothing to a job that was cancelled meanwhile.
     */
    public Uni<Void> enqueue(SqlClient connection, UUID id, long total) {
        return ENQUEUE.execute(connection, id, total).replaceWithVoid();
    }

    /** Rejects with {@code job-not-found}. */
    public Uni<JobProgress> get(UUID id) {
        return FIND.execute(pool, id).map(JOB_PROGRESSES.orNotFound("job-not-found", id));
    }

    /** A job that exists, as it stands in the connection's unit of work. */
    public Uni<JobProgress> find(SqlClient connection, UUID id) {
        return FIND.execute(connection, id).map(JOB_PROGRESSES::first);
    }

    /** Those of the jobs that exist, by id. */
    public Uni<Map<UUID, JobProgress>> find(List<UUID> ids) {
        return FIND_ALL.execute(pool, Parameters.ids(ids)).map(rows -> JOB_PROGRESSES.by(JobProgress::id, rows));
    }

    /** Cancels what has not ended. A running job stops at its next step. Rejects with {@code job-already-finished}. */
    public Uni<JobProgress> cancel(SqlClient connection, UUID id) {
        return CANCEL.execute(connection, id).map(rows -> {
            if (rows.size() == 0) {
                throw Rejection.conflict("job-already-finished", id);
            }
            return JOB_PROGRESSES.first(rows);
        });
    }

    Uni<JobLease> claim(String kind, UUID owner, BooleanSupplier isNodeStopping) {
        return CLAIM.execute(pool, kind, owner).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            Row row = rows.iterator().next();
            return new JobLease(JOB_PROGRESSES.read(row), row.getUUID("lane"), owner, isNodeStopping);
        });
    }

    Uni<Void> finish(JobLease lease, JobState state) {
        return FINISH.execute(pool, lease.job().id(), lease.owner(), state, null)
                .replaceWithVoid();
    }

    /** Gives the job back for another attempt: at once, or after a pause when the attempt failed. */
    Uni<Void> release(JobLease lease, boolean hasFailed) {
        return RELEASE.execute(pool, lease.job().id(), lease.owner(), hasFailed).replaceWithVoid();
    }
}
