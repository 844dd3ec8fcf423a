package cn.dengyun.platform.job;

import cn.dengyun.shared.Ids;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jboss.logging.Logger;

/** The worker threads of this node that take jobs and do them, a bounded number at a time. */
@ApplicationScoped
public class JobRunner {

    private static final Logger LOG = Logger.getLogger(JobRunner.class);
    /** More of them would serve more providers at once and slow everybody's reads. */
    private static final int WORKERS = 2;

    private static final long IDLE_MILLIS = 1_000;
    private static final long STOP_MILLIS = 20_000;

    /** Those of this node; tests pause and step them. */
    private static final Set<JobRunner> STARTED = ConcurrentHashMap.newKeySet();

    private final JobStore jobs;
    private final Instance<JobHandler> handlers;
    private final Semaphore newWork = new Semaphore(0);
    private final List<Thread> workers = new ArrayList<>();
    /** A worker holds the one lock while it has a turn, and whoever steps this holds the other. */
    private final ReadWriteLock turns = new ReentrantReadWriteLock();

    private final FailureReport failures = new FailureReport(LOG, "no job can be taken for now");
    private volatile boolean isStopping;
    private volatile boolean isPaused;

    JobRunner(JobStore jobs, Instance<JobHandler> handlers) {
        this.jobs = jobs;
        this.handlers = handlers;
    }

    void start(@Observes StartupEvent event) {
        isStopping = false;
        STARTED.add(this);
        for (int i = 1; i <= WORKERS; i++) {
            Thread worker = new Thread(this::work, "dengyun-job-" + i);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        isStopping = true;
        STARTED.remove(this);
        newWork.release(workers.size());
        for (Thread worker : workers) {
            worker.join(STOP_MILLIS);
        }
        workers.clear();
    }

    /** Tells this node that there is something to do, so that it need not wait for its next look. */
    public void wake() {
        newWork.release();
    }

    static Set<JobRunner> started() {
        return Set.copyOf(STARTED);
    }

    /** Whether jobs are taken by {@link #step} only. One under way is neither stopped nor waited for. */
    void pause(boolean isSo) {
        isPaused = isSo;
    }

    /** Waits for the jobs under way and does those that may be taken now, one after the other. */
    void step() {
        turns.writeLock().lock();
        try {
            boolean hasMore = true;
            while (hasMore) {
                hasMore = workOnce();
            }
        } finally {
            turns.writeLock().unlock();
        }
    }

    private void work() {
        while (!isStopping) {
            try {
                if (!takeTurn()) {
                    // Idle: the next look comes with the next wake-up, or after a second for what other nodes left.
                    boolean unused = newWork.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                failures.accept(e);
                pause();
            }
        }
    }

    private boolean takeTurn() {
        turns.readLock().lock();
        try {
            return !isPaused && workOnce();
        } finally {
            turns.readLock().unlock();
        }
    }

    private boolean workOnce() {
        boolean didSomething = false;
        for (JobHandler handler : handlers) {
            // Of this turn alone: when it lapses, another worker of this node may take the job too.
            UUID owner = Ids.next();
            JobLease lease = WorkerThread.await(jobs.claim(handler.kind(), owner, () -> isStopping));
            if (lease != null) {
                didSomething = true;
                run(handler, lease);
            }
        }
        return didSomething;
    }

    private void run(JobHandler handler, JobLease lease) {
        try {
            handler.run(lease);
        } catch (JobLease.LeaseLostException e) {
            LOG.infof("job %s was taken over", lease.job().id());
            return;
        } catch (RuntimeException e) {
            LOG.errorf(e, "job %s failed at this attempt", lease.job().id());
            WorkerThread.await(jobs.release(lease, true));
            return;
        }
        if (lease.isCancelled()) {
            WorkerThread.await(jobs.finish(lease, JobState.CANCELLED));
        } else if (isStopping) {
            WorkerThread.await(jobs.release(lease, false));
        } else {
            WorkerThread.await(jobs.finish(lease, JobState.SUCCEEDED));
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
