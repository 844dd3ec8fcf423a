package cn.dengyun.platform.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final int UNDER_WAY_MILLIS = 1;

    /** Those that have been started on this node, for {@link AllRounds}. */
    private static final Set<Rounds> STARTED = ConcurrentHashMap.newKeySet();

    private final Vertx vertx;
    private final Supplier<Uni<Boolean>> round;
    private final Consumer<Throwable> onFailure;
    private final String meanwhile;
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private final AtomicBoolean isAwaited = new AtomicBoolean();
    private volatile boolean isStopped = true;
    private volatile boolean isPaused;
    private volatile long timer;
    private volatile Long failingSinceNanos;

    /**
     * Nothing runs before {@link #start}.
     *
     * @param round does a bounded piece of work without blocking; whether there may be more at once
     * @param failures makes known why a round failed, also if it threw instead of returning anything
     */
    public Rounds(Vertx vertx, Supplier<Uni<Boolean>> round, FailureReport failures) {
        this(vertx, round, failures, failures.meanwhile());
    }

    Rounds(Vertx vertx, Supplier<Uni<Boolean>> round, Consumer<Throwable> onFailure, String meanwhile) {
        this.vertx = vertx;
        this.round = round;
        this.onFailure = onFailure;
        this.meanwhile = meanwhile;
    }

    /** What it means that rounds fail, in words. */
    String meanwhile() {
        return meanwhile;
    }

    /** For how long every round has failed; nothing when the last one did not, or none has ended yet. */
    Duration failingFor() {
        Long since = failingSinceNanos;
        return since == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    /** Begins; the first round comes after one interval, or {@link #soon}. */
    public void start(Duration interval) {
        isStopped = false;
        STARTED.add(this);
        timer = vertx.setPeriodic(interval.toMillis(), tick -> run());
    }

    /**
     * Ends: no round begins any more until the next {@link #start}. One under way is neither stopped nor waited for; if
     * it fails, that is because of the end and not reported.
     */
    public void stop() {
        isStopped = true;
        STARTED.remove(this);
        vertx.cancelTimer(timer);
    }

    /** Those that have been started and not stopped. */
    static Set<Rounds> started() {
        return Set.copyOf(STARTED);
    }

    /** Whether rounds begin by {@link #step} only. One under way is neither stopped nor waited for. */
    void pause(boolean isSo) {
        isPaused = isSo;
    }

    /** A round that begins now, or after the one under way, and those that follow at once; it ends when they have. */
    Uni<Void> step() {
        return Uni.createFrom().emitter(done -> step(done::complete, done::fail));
    }

    private void step(Consumer<Void> done, Consumer<Throwable> failed) {
        if (!isRunning.compareAndSet(false, true)) {
            vertx.setTimer(UNDER_WAY_MILLIS, tick -> step(done, failed));
            return;
        }
        round().subscribe()
                .with(
                        hasMore -> {
                            if (hasMore) {
                                step(done, failed);
                            } else {
                                done.accept(null);
                            }
                        },
                        failed);
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
        if (isStopped || isPaused || !isRunning.compareAndSet(false, true)) {
            return;
        }
        round().subscribe()
                .with(
                        hasMore -> {
                            if (hasMore) {
                                run();
                            }
                        },
                        failure -> {
                            if (!isStopped) {
                                onFailure.accept(failure);
                            }
                        });
    }

    private Uni<Boolean> round() {
        return Uni.createFrom()
                .deferred(round::get)
                .onItem()
                .invoke(() -> failingSinceNanos = null)
                .onFailure()
                .invoke(() -> failingSinceNanos =
                        failingSinceNanos == null ? Long.valueOf(System.nanoTime()) : failingSinceNanos)
                .onTermination()
                .invoke(() -> isRunning.set(false));
    }
}
