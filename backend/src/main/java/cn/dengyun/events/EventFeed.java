package cn.dengyun.events;

import cn.dengyun.platform.outbox.EventFilter;
import cn.dengyun.platform.outbox.EventReader;
import cn.dengyun.platform.outbox.EventVisibility;
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

    private final EventReader events;
    private final Semaphore places = new Semaphore(MAX_WAITING);

    EventFeed(EventReader events) {
        this.events = events;
    }

    /** Events behind a place; while there are none, looks again for some seconds if there is a place to wait. */
    Uni<EventReader.Batch> read(long after, EventVisibility reader, EventFilter filter, int limit, int waitSeconds) {
        return events.after(after, reader, filter, limit)
                .chain(batch -> isSomething(batch) || waitSeconds == 0 || !places.tryAcquire()
                        ? Uni.createFrom().item(batch)
                        : awaited(batch.next(), reader, filter, limit, waitSeconds * LOOKS_A_SECOND)
                                .onTermination()
                                .invoke(places::release));
    }

    private Uni<EventReader.Batch> awaited(
            long after, EventVisibility reader, EventFilter filter, int limit, int looksLeft) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(BETWEEN_LOOKS)
                .chain(() -> events.after(after, reader, filter, limit))
                .chain(batch -> isSomething(batch) || looksLeft == 1
                        ? Uni.createFrom().item(batch)
                        : awaited(batch.next(), reader, filter, limit, looksLeft - 1));
    }

    private static boolean isSomething(EventReader.Batch batch) {
        return !batch.events().isEmpty() || batch.hasMore();
    }
}
