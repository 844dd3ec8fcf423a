package cn.dengyun.sheet;

import cn.dengyun.platform.job.JobLease;
import cn.dengyun.platform.job.WorkerThread;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;

/** Keeps the lease of a job while a large file is read, where nothing is committed for a while. */
final class Pulse implements Runnable {

    private static final long INTERVAL_NANOS = Duration.ofSeconds(3).toNanos();

    private final Pool pool;
    private final JobLease lease;
    private long done;
    private long lastNanos = System.nanoTime();

    Pulse(Pool pool, JobLease lease) {
        this.pool = pool;
        this.lease = lease;
        this.done = lease.job().done();
    }

    /** Ends a turn at this point: the owner has cancelled the job, or this node is going down. */
    static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Stopped() {
            super("stopped", null, false, false);
        }
    }

    @Override
    public void run() {
        if (System.nanoTime() - lastNanos < INTERVAL_NANOS) {
            return;
        }
        WorkerThread.await(pool.withTransaction(connection -> lease.advance(connection, done)));
        lastNanos = System.nanoTime();
        requireGoingOn();
    }

    void requireGoingOn() {
        if (lease.shouldStop()) {
            throw new Stopped();
        }
    }

    /** Units that are done and committed. */
    long done() {
        return done;
    }

    /** Says now and then how far it is, where nothing is committed at all. */
    void progress(long units) {
        done = units;
        run();
    }

    /** Notes what has been committed. */
    void reached(long units) {
        done = units;
        lastNanos = System.nanoTime();
    }
}
