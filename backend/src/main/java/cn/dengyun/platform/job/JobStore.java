package cn.dengyun.platform.job;

import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
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

    static final int LEASE_SECONDS = 15;
    private static final int ATTEMPTS_WITHOUT_PROGRESS = 10;

    private static final String COLUMNS = "id, lane, state, done, total, attempt_from, attempt_at, cancel_requested,"
            + " failure_code, created_at, queued_at, finished_at";
    private static final String CREATE =
            "INSERT INTO job (id, kind, lane, state, created_at) VALUES ($1, $2, $3, 'PREPARING', now())";
    private static final String ENQUEUE = "UPDATE job SET state = 'QUEUED', total = $2, queued_at = clock_timestamp()"
            + " WHERE id = $1 AND state = 'PREPARING'";
    private static final String FIND = "SELECT " + COLUMNS + " FROM job WHERE id = $1";
    private static final String FIND_ALL = "SELECT " + COLUMNS + " FROM job WHERE id = ANY($1)";
    private static final String CANCEL = "UPDATE job SET cancel_requested = true,"
            + " finished_at = CASE WHEN state = 'RUNNING' THEN NULL ELSE now() END,"
            + " state = CASE WHEN state = 'RUNNING' THEN state ELSE 'CANCELLED' END"
            + " WHERE id = $1 AND state IN ('PREPARING', 'QUEUED', 'RUNNING') RETURNING " + COLUMNS;
    // Only the oldest unfinished job of a lane may run, so two pushes of one provider never overtake each other.
    private static final String CLAIM =
            "UPDATE job SET state = 'RUNNING', lease_owner = $2, lease_until = now() + interval '"
                    + LEASE_SECONDS + " seconds', attempt = CASE WHEN done > attempt_from THEN 1 ELSE attempt + 1 END,"
                    + " attempt_from = done, attempt_at = clock_timestamp() WHERE id = (SELECT id FROM job waiting WHERE kind = $1"
                    + " AND state IN ('QUEUED', 'RUNNING') AND (lease_until IS NULL OR lease_until < now())"
                    + " AND NOT EXISTS (SELECT 1 FROM job older WHERE older.kind = waiting.kind AND older.lane = waiting.lane"
                    + " AND older.state IN ('QUEUED', 'RUNNING') AND (older.queued_at, older.id) < (waiting.queued_at, waiting.id))"
                    + " ORDER BY queued_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING " + COLUMNS;
    private static final String FINISH =
            "UPDATE job SET state = $3, failure_code = $4, finished_at = clock_timestamp(),"
                    + " lease_owner = NULL, lease_until = NULL WHERE id = $1 AND lease_owner = $2";
    private static final String RELEASE =
            "UPDATE job SET state = CASE WHEN $3 AND attempt >= " + ATTEMPTS_WITHOUT_PROGRESS
                    + " THEN 'FAILED' ELSE 'QUEUED' END, failure_code = CASE WHEN $3 AND attempt >= "
                    + ATTEMPTS_WITHOUT_PROGRESS
                    + " THEN 'internal-error' END, lease_owner = NULL,"
                    + " lease_until = CASE WHEN $3 THEN now() + least(attempt, 10) * interval '1 second' END"
                    + " WHERE id = $1 AND lease_owner = $2";

    private final Pool pool;

    JobStore(Pool pool) {
        this.pool = pool;
    }

    /** Makes a job whose input is still to come. */
    public Uni<Void> create(SqlClient connection, UUID id, String kind, UUID lane) {
        return connection
                .preparedQuery(CREATE)
                .execute(Tuple.of(id, kind, lane))
                .replaceWithVoid();
    }

    /**
     * The input is complete: the job takes its place in its lane. Does nothing to a job that was cancelled meanwhile.
     */
    public Uni<Void> enqueue(SqlClient connection, UUID id, long total) {
        return connection.preparedQuery(ENQUEUE).execute(Tuple.of(id, total)).replaceWithVoid();
    }

    /** Rejects with {@code job-not-found}. */
    public Uni<JobProgress> get(UUID id) {
        return pool.preparedQuery(FIND).execute(Tuple.of(id)).map(rows -> {
            if (rows.size() == 0) {
                throw Rejection.notFound("job-not-found", id);
            }
            return progress(rows.iterator().next());
        });
    }

    /** A job that exists, as it stands in the connection's unit of work. */
    public Uni<JobProgress> find(SqlClient connection, UUID id) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> progress(rows.iterator().next()));
    }

    /** Those of the jobs that exist, by id. */
    public Uni<Map<UUID, JobProgress>> find(List<UUID> ids) {
        return pool.preparedQuery(FIND_ALL)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, JobProgress> found = new HashMap<>();
                    rows.forEach(row -> found.put(row.getUUID("id"), progress(row)));
                    return found;
                });
    }

    /** Cancels what has not ended. A running job stops at its next step. Rejects with {@code job-already-finished}. */
    public Uni<JobProgress> cancel(SqlClient connection, UUID id) {
        return connection.preparedQuery(CANCEL).execute(Tuple.of(id)).map(rows -> {
            if (rows.size() == 0) {
                throw Rejection.conflict("job-already-finished", id);
            }
            return progress(rows.iterator().next());
        });
    }

    Uni<JobLease> claim(String kind, UUID owner, BooleanSupplier isNodeStopping) {
        return pool.preparedQuery(CLAIM).execute(Tuple.of(kind, owner)).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            Row row = rows.iterator().next();
            return new JobLease(progress(row), row.getUUID("lane"), owner, isNodeStopping);
        });
    }

    Uni<Void> finish(JobLease lease, JobState state) {
        return pool.preparedQuery(FINISH)
                .execute(Tuple.of(lease.job().id(), lease.owner(), state.name(), null))
                .replaceWithVoid();
    }

    /** Gives the job back for another attempt: at once, or after a pause when the attempt failed. */
    Uni<Void> release(JobLease lease, boolean hasFailed) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(lease.job().id(), lease.owner(), hasFailed))
                .replaceWithVoid();
    }

    private static JobProgress progress(Row row) {
        return new JobProgress(
                row.getUUID("id"),
                JobState.valueOf(row.getString("state")),
                row.getLong("done"),
                row.getLong("total"),
                row.getLong("attempt_from"),
                instant(row, "attempt_at"),
                row.getBoolean("cancel_requested"),
                row.getString("failure_code"),
                instant(row, "created_at"),
                instant(row, "queued_at"),
                instant(row, "finished_at"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
