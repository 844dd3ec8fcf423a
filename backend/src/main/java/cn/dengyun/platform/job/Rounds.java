package cn.dengyun.platform.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Short background work that comes again and again on this node: a worker that looks, at a fixed interval and whenever
 * it is asked to, for what is due.
 *
 * <p>There is one round at a time; a tick that finds one under way is left out. While a round says that there is more,
 * the next follows at once. A failed round is reported and costs nothing but itself: the next comes as usual. Between
 * nodes nothing is agreed, so what a round does has to be right if every node does it.
 */
public final class Rounds {

    private final Vertx vertx;
    private final Supplier<Uni<Boolean>> round;
    private final Consumer<Throwable> onFailure;
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private final AtomicBoolean isAwaited = new AtomicBoolean();
    private volatile boolean isStopped = true;
    private volatile long timer;

    /**
     * Nothing runs before {@link #start}.
     *
     * @param round does a bounded piece of work without blocking; whether there may be more at once
     * @param onFailure logs why a round failed, also if it threw instead of returning anything
     */
    public Rounds(Vertx vertx, Supplier<Uni<Boolean>> round, Consumer<Throwable> onFailure) {
        this.vertx = vertx;
        this.round = round;
        this.onFailure = onFailure;
    }

    /** Begins; the first round comes after one interval, or {@link #soon}. */
    public void start(Duration interval) {
        isStopped = false;
        timer = vertx.setPeriodic(interval.toMillis(), tick -> run());
    }

    /**
     * Ends: no round begins any more until the next {@link #start}. One under way is neither stopped nor waited for.
     */
    public void stop() {
        isStopped = true;
        vertx.cancelTimer(timer);
    }

    /**
     * Asks for a round after the delay, besides those of the interval; whoever writes something to be seen asks before
     * the commit. However many ask meanwhile, it is one round. Does nothing while stopped.
     */
    public void soon(Duration delay) {
        if (!isStopped && isAwaited.compareAndSet(false, true)) {
            vertx.setTimer(delay.toMillis(), tick -> {
                isAwaited.set(false);
                run();
            });
        }
    }

    private void run() {
        if (isStopped || !isRunning.compareAndSet(false, true)) {
            return;
        }
        Uni.createFrom()
                .deferred(round::get)
                .onTermination()
                .invoke(() -> isRunning.set(false))
                .subscribe()
                .with(
                        hasMore -> {
                            if (hasMore) {
                                run();
                            }
                        },
                        onFailure);
    }
}
