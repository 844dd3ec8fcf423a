package cn.dengyun.voucher.status;

import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.outbox.EventFilter;
import cn.dengyun.platform.outbox.EventReader;
import cn.dengyun.platform.outbox.EventSequencer;
import cn.dengyun.platform.outbox.EventVisibility;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.status.domain.VoucherStanding;
import cn.dengyun.voucher.status.store.StandingStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Tells all watchers of vouchers on this node what changes. It follows the events, which come from every node, once for
 * all of them, reads the rows that the events name, and looks by the clock for those that end. While nobody watches, it
 * does nothing.
 */
@ApplicationScoped
public class StatusWatch {

    private static final Logger LOG = Logger.getLogger(StatusWatch.class);
    private static final long LOOK_MILLIS = 500;
    private static final int FACTS_A_LOOK = 1_000;
    private static final long ASLEEP = -1;
    private static final EventFilter ABOUT_VOUCHERS = new EventFilter(List.of("cn.dengyun.voucher."), null, null);

    private final EventReader domainEvents;
    private final EventSequencer sequencer;
    private final StandingStore store;
    private final StatusLimits limits;
    private final Vertx vertx;
    private final Clock clock;
    private final FailureReport failures = new FailureReport(LOG, "changes of vouchers are told later");
    private final Map<UUID, Set<VoucherListener>> listeners = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private final AtomicBoolean isWanted = new AtomicBoolean();
    /** Up to where the events were told; {@link #ASLEEP} when nobody was watching. */
    private volatile long position = ASLEEP;

    StatusWatch(
            EventReader domainEvents,
            EventSequencer sequencer,
            StandingStore store,
            StatusLimits limits,
            Vertx vertx,
            Clock clock,
            MeterRegistry meters) {
        this.domainEvents = domainEvents;
        this.sequencer = sequencer;
        this.store = store;
        this.limits = limits;
        this.vertx = vertx;
        this.clock = clock;
        meters.gauge("dengyun.voucher.watchers", count);
    }

    void start(@Observes StartupEvent event) {
        sequencer.onNumbered(this::look);
        vertx.setPeriodic(LOOK_MILLIS, timer -> look());
        vertx.setPeriodic(limits.heartbeat().toMillis(), timer -> beat());
    }

    /**
     * Begins to watch a voucher. Whoever reads how it stands after this misses nothing: every later change is told.
     *
     * <p>Rejects with {@code overloaded} (503) when too many watch already.
     */
    public Uni<VoucherListener> open(UUID voucherId) {
        if (count.incrementAndGet() > limits.listeners()) {
            count.decrementAndGet();
            return Uni.createFrom().failure(Rejection.of(Rejection.Kind.UNAVAILABLE, "overloaded"));
        }
        VoucherListener listener = new VoucherListener(voucherId, clock, this::close);
        listeners.compute(voucherId, (id, others) -> {
            Set<VoucherListener> together = others == null ? ConcurrentHashMap.newKeySet(1) : others;
            together.add(listener);
            return together;
        });
        return awake().replaceWith(listener).onFailure().invoke(listener::close);
    }

    /** How many watch on this node. */
    int watchers() {
        return count.get();
    }

    private void close(VoucherListener listener) {
        count.decrementAndGet();
        listeners.computeIfPresent(listener.voucherId(), (id, together) -> {
            together.remove(listener);
            return together.isEmpty() ? null : together;
        });
    }

    private Uni<Void> awake() {
        return isAwake()
                ? Uni.createFrom().voidItem()
                : domainEvents.head().invoke(this::wake).replaceWithVoid();
    }

    /** Asked after one was counted, under the lock that falling asleep takes: it cannot fall asleep any more. */
    private synchronized boolean isAwake() {
        return position != ASLEEP;
    }

    private synchronized void wake(long head) {
        if (position == ASLEEP) {
            position = head;
        }
    }

    private synchronized void sleepUnlessWatched() {
        if (count.get() == 0) {
            position = ASLEEP;
        }
    }

    private void look() {
        if (position == ASLEEP) {
            return;
        }
        isWanted.set(true);
        if (!isLooking.compareAndSet(false, true)) {
            return;
        }
        isWanted.set(false);
        sleepUnlessWatched();
        long from = position;
        if (from == ASLEEP) {
            isLooking.set(false);
            return;
        }
        lookFrom(from)
                .onTermination()
                .invoke(() -> isLooking.set(false))
                .subscribe()
                .with(
                        hasMore -> {
                            if (hasMore || isWanted.get()) {
                                look();
                            }
                        },
                        failures);
    }

    private Uni<Boolean> lookFrom(long from) {
        return domainEvents
                .after(from, EventVisibility.ALL, ABOUT_VOUCHERS, FACTS_A_LOOK)
                .call(batch -> tell(changed(batch.events())))
                .invoke(batch -> moveOn(from, batch.next()))
                .map(EventReader.Batch::hasMore);
    }

    private synchronized void moveOn(long from, long next) {
        if (position == from) {
            position = next;
        }
    }

    private Set<UUID> changed(List<EventReader.Numbered> told) {
        Set<UUID> changed = new HashSet<>();
        for (EventReader.Numbered each : told) {
            UUID voucher = voucherOf(each);
            if (voucher != null && listeners.containsKey(voucher)) {
                changed.add(voucher);
            }
        }
        Instant now = clock.instant();
        listeners.forEach((id, together) -> {
            if (together.stream().anyMatch(listener -> listener.isOvertaken(now))) {
                changed.add(id);
            }
        });
        return changed;
    }

    /** An event is about a voucher, or about something that belongs to one. */
    private static UUID voucherOf(EventReader.Numbered told) {
        String subject = told.event().subject();
        String id = subject.startsWith(StatusService.VOUCHERS)
                ? subject.substring(StatusService.VOUCHERS.length())
                : new JsonObject(told.event().data()).getString("voucherId");
        try {
            return id == null ? null : UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Uni<Void> tell(Set<UUID> changed) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store.watched(changed)
                .invoke(found -> found.forEach(this::offer))
                .replaceWithVoid();
    }

    private void offer(VoucherStanding standing) {
        Set<VoucherListener> together = listeners.getOrDefault(standing.id(), Set.of());
        together.forEach(listener -> listener.offer(standing));
    }

    private void beat() {
        listeners.values().forEach(together -> together.forEach(VoucherListener::beat));
    }
}
