package cn.dengyun.platform.job;

import cn.dengyun.Patience;
import io.smallrye.mutiny.Uni;

/** The background rounds of the node under test, in the hands of a test: nobody has to wait for one, or win a race. */
public final class Background implements AutoCloseable {

    private Background() {}

    /** None is under way any more, and rounds begin by {@link #settle} only, until this is closed. */
    public static Background paused() {
        Rounds.started().forEach(rounds -> rounds.pause(true));
        settle();
        return new Background();
    }

    /** Does what is due now: a round of each worker, and those that it has follow at once. */
    public static void settle() {
        Rounds.started().forEach(rounds -> await(rounds.step()));
    }

    @Override
    public void close() {
        Rounds.started().forEach(rounds -> rounds.pause(false));
    }

    private static void await(Uni<Void> round) {
        round.await().atMost(Patience.LONG);
    }
}
