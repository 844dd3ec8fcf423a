package cn.dengyun.platform.job;

import cn.dengyun.Patience;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The background of the node under test, its jobs and its rounds, in the hands of a test: nobody has to wait for it, or
 * win a race.
 */
public final class Background implements AutoCloseable {

    /** How many have paused it. */
    private static final AtomicInteger HOLDS = new AtomicInteger();

    private Background() {}

    /** Nothing is under way any more, and all begins by {@link #settle} only, until all of these are closed. */
    public static Background paused() {
        HOLDS.incrementAndGet();
        JobRunner.started().forEach(jobs -> jobs.pause(true));
        AllRounds.pause(true);
        settle();
        return new Background();
    }

    /**
     * Waits for the jobs under way and does those that wait; what failed and is to be tried later is not waited for.
     */
    public static void finishJobs() {
        JobRunner.started().forEach(JobRunner::step);
    }

    /** Does what is due now, and what follows from it at once: jobs, and the rounds of all workers. */
    public static void settle() {
        finishJobs();
        AllRounds.settle().await().atMost(Patience.LONG);
    }

    @Override
    public void close() {
        if (HOLDS.decrementAndGet() > 0) {
            return;
        }
        AllRounds.pause(false);
        JobRunner.started().forEach(jobs -> jobs.pause(false));
    }
}
