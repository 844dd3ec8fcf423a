package cn.dengyun.platform.job;

import cn.dengyun.Patience;
import io.smallrye.mutiny.Uni;

/**
 * The background of the node under test, its jobs and its rounds, in the hands of a test: nobody has to wait for it, or
 * win a race.
 */
public final class Background implements AutoCloseable {

    /**
     * The longest way through the workers: an event is given its number, people are told of it, and the mail to them is
     * sent. In which order they do a round is not known.
     */
    private static final int STAGES = 3;

    private Background() {}

    /** Nothing is under way any more, and all begins by {@link #settle} only, until this is closed. */
    public static Background paused() {
        JobRunner.started().forEach(jobs -> jobs.pause(true));
        Rounds.started().forEach(rounds -> rounds.pause(true));
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
        for (int stage = 0; stage < STAGES; stage++) {
            Rounds.started().forEach(rounds -> await(rounds.step()));
        }
    }

    @Override
    public void close() {
        Rounds.started().forEach(rounds -> rounds.pause(false));
        JobRunner.started().forEach(jobs -> jobs.pause(false));
    }

    private static void await(Uni<Void> round) {
        round.await().atMost(Patience.LONG);
    }
}
