package cn.dengyun.events;

import cn.dengyun.platform.outbox.FactFilter;
import cn.dengyun.platform.outbox.FactReader;
import cn.dengyun.platform.outbox.FactVisibility;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Reads the feed, and waits for those who ask it to; a bounded number of them, for each holds a request open. */
@ApplicationScoped
class EventFeed {

    static final int LONGEST_WAIT_SECONDS = 25;

    private static final int MAX_WAITING = 64;
    private static final int LOOKS_A_SECOND = 2;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1_000L / LOOKS_A_SECOND);

    private final FactReader facts;
    private final Semaphore places = new Semaphore(MAX_WAITING);

    EventFeed(FactReader facts) {
        this.facts = facts;
    }

    /** Facts behind a place; while there are none, looks again for some seconds if there is a place to wait. */
    Uni<FactReader.Batch> read(long after, FactVisibility reader, FactFilter filter, int limit, int waitSeconds) {
        return facts.after(after, reader, filter, limit)
                .chain(batch -> isSomething(batch) || waitSeconds == 0 || !places.tryAcquire()
                        ? Uni.createFrom().item(batch)
                        : awaited(batch.next(), reader, filter, limit, waitSeconds * LOOKS_A_SECOND)
                                .onTermination()
                                .invoke(places::release));
    }

    private Uni<FactReader.Batch> awaited(
            long after, FactVisibility reader, FactFilter filter, int limit, int looksLeft) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(BETWEEN_LOOKS)
                .chain(() -> facts.after(after, reader, filter, limit))
                .chain(batch -> isSomething(batch) || looksLeft == 1
                        ? Uni.createFrom().item(batch)
                        : awaited(batch.next(), reader, filter, limit, looksLeft - 1));
    }

    private static boolean isSomething(FactReader.Batch batch) {
        return !batch.facts().isEmpty() || batch.hasMore();
    }
}
