package cn.dengyun.platform.job;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What streams of a job's progress are made of. */
public final class ProgressWatch {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    private ProgressWatch() {}

    /**
     * Looks twice a second (design.md §2, long work); what a slow reader has missed is left out. A look that fails ends
     * the stream with its failure.
     *
     * @param isOver whether nothing can change any more
     * @param first the first look: a stream of events has sent its status before it can fail, so whether there is
     *     anything to see is found out before
     * @param look asked for each further look, never before the one before has come
     * @return the looks, and the one that is over as the last
     */
    public static <T> Multi<T> until(Predicate<T> isOver, T first, Supplier<Uni<T>> look) {
        Multi<T> further = Multi.createFrom()
                .ticks()
                .startingAfter(INTERVAL)
                .every(INTERVAL)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> look.get());
        AtomicBoolean hasEnded = new AtomicBoolean();
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(first), further)
                .select()
                .first(seen -> !hasEnded.getAndSet(isOver.test(seen)));
    }
}
