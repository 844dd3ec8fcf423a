package cn.dengyun.platform.database;

import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Many small pieces of work as few statements: while one batch is at work, what arrives queues up; the next batch takes
 * it all. There is no timer, so one that comes alone goes alone and at once. For writes to one row this is group
 * commit.
 *
 * <p>A batch that fails is done again in halves, down to single members, so that one that cannot be done harms no
 * other.
 *
 * @param <T> what arrives
 * @param <R> what becomes of it
 */
public final class BatchQueue<T, R> {

    private final Context context;
    private final int maxWaiting;
    private final int maxAtOnce;
    private final Function<List<T>, Uni<List<Outcome<R>>>> work;
    private final AtomicInteger waiting = new AtomicInteger();
    // Only touched on the context, so nothing here needs a lock.
    private final Deque<Arrival<T, R>> queue = new ArrayDeque<>();
    private boolean isAtWork;

    /**
     * @param context on which the queue lives
     * @param maxWaiting above which an arrival is turned away with {@code overloaded} (503)
     * @param maxAtOnce in one batch
     * @param work does a batch in one unit of work; one outcome for each member, in their order; when it fails, nothing
     *     of it was done, or what was done is found again when it is repeated
     */
    public BatchQueue(Context context, int maxWaiting, int maxAtOnce, Function<List<T>, Uni<List<Outcome<R>>>> work) {
        this.context = context;
        this.maxWaiting = maxWaiting;
        this.maxAtOnce = maxAtOnce;
        this.work = work;
    }

    /** What became of a member: a value, or the failure that concerns it alone. */
    public record Outcome<R>(R value, Throwable failure) {

        public static <R> Outcome<R> of(R value) {
            return new Outcome<>(value, null);
        }

        public static <R> Outcome<R> failed(Throwable failure) {
            return new Outcome<>(null, failure);
        }
    }

    private record Arrival<T, R>(T member, CompletableFuture<R> outcome) {}

    /** Rejects with {@code overloaded} (503) when too many wait, and with whatever becomes of the member. */
    public Uni<R> add(T member) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return Uni.createFrom().failure(Rejection.of(Rejection.Kind.UNAVAILABLE, "overloaded"));
        }
        Arrival<T, R> arrival = new Arrival<>(member, new CompletableFuture<>());
        context.runOnContext(ignored -> {
            queue.add(arrival);
            next();
        });
        return CallersContext.goOn(Uni.createFrom().completionStage(arrival.outcome()));
    }

    private void next() {
        if (isAtWork || queue.isEmpty()) {
            return;
        }
        isAtWork = true;
        List<Arrival<T, R>> batch = new ArrayList<>();
        while (batch.size() < maxAtOnce && !queue.isEmpty()) {
            batch.add(queue.poll());
        }
        waiting.addAndGet(-batch.size());
        carryOut(batch).subscribe().with(done -> goOn(), failure -> goOn());
    }

    private void goOn() {
        context.runOnContext(ignored -> {
            isAtWork = false;
            next();
        });
    }

    /** Never fails: each member is told what became of it. */
    private Uni<Void> carryOut(List<Arrival<T, R>> batch) {
        Uni<List<Outcome<R>>> done = Uni.createFrom()
                .deferred(() -> work.apply(batch.stream().map(Arrival::member).toList()));
        return done.invoke(outcomes -> tell(batch, outcomes))
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> again(batch, failure));
    }

    private Uni<Void> again(List<Arrival<T, R>> batch, Throwable failure) {
        if (batch.size() == 1) {
            batch.get(0).outcome().completeExceptionally(failure);
            return Uni.createFrom().voidItem();
        }
        int middle = batch.size() / 2;
        return carryOut(batch.subList(0, middle)).chain(() -> carryOut(batch.subList(middle, batch.size())));
    }

    private static <T, R> void tell(List<Arrival<T, R>> batch, List<Outcome<R>> outcomes) {
        for (int i = 0; i < batch.size(); i++) {
            Outcome<R> outcome = outcomes.get(i);
            if (outcome.failure() == null) {
                batch.get(i).outcome().complete(outcome.value());
            } else {
                batch.get(i).outcome().completeExceptionally(outcome.failure());
            }
        }
    }
}
