package cn.dengyun.platform.job;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import java.time.Duration;

/**
 * The one bridge from blocking code to the reactive database client. Streams and long jobs run on worker threads of
 * their own, where straight-line code is easier to get right than a chain; everything that answers a request stays
 * reactive.
 */
public final class WorkerThread {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private WorkerThread() {}

    /** Waits for the outcome. Refuses to do so on an event loop, which would stop the whole platform. */
    public static <T> T await(Uni<T> work) {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("an event loop must never wait");
        }
        return work.await().atMost(PATIENCE);
    }
}
