package cn.dengyun.platform.job;

import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * The right of one worker to work on a job. A worker that lost it, because it stood still too long, can commit nothing.
 */
public final class JobLease {

    private static final Statement ADVANCE = Statement.of("""
            UPDATE job SET done = $3, lease_until = now() + interval '%s seconds' WHERE id = $1
                AND lease_owner = $2 AND state = 'RUNNING'
            RETURNING cancel_requested
            """.formatted(JobStore.LEASE_SECONDS));

    private final JobProgress job;
    private final UUID lane;
    private final UUID owner;
    private final BooleanSupplier isNodeStopping;
    private volatile boolean isCancelRequested;

    JobLease(JobProgress job, UUID lane, UUID owner, BooleanSupplier isNodeStopping) {
        this.job = job;
        this.lane = lane;
        this.owner = owner;
        this.isNodeStopping = isNodeStopping;
        this.isCancelRequested = job.isCancelRequested();
    }

    /** The job as it stood when it was taken. */
    public JobProgress job() {
        return job;
    }

    public UUID lane() {
        return lane;
    }

    UUID owner() {
        return owner;
    }

    /** Whether to return at this step: the owner of the job cancelled it, or this node is going down. */
    public boolean shouldStop() {
        return isCancelRequested || isNodeStopping.getAsBoolean();
    }

    /** Whether the owner of the job cancelled it: there is no step behind this one. */
    public boolean isCancelled() {
        return isCancelRequested;
    }

    /** Records progress and renews the lease in the step's own unit of work; fails when the lease is lost. */
    public Uni<Void> advance(SqlConnection connection, long done) {
        return ADVANCE.execute(connection, job.id(), owner, done)
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new LeaseLostException();
                    }
                    isCancelRequested = rows.iterator().next().getBoolean(0);
                })
                .replaceWithVoid();
    }

    /** Somebody else has taken the job over; whatever this worker was doing must not be committed. */
    static final class LeaseLostException extends RuntimeException {
        LeaseLostException() {
            super("somebody else has taken this job over");
        }
    }
}
