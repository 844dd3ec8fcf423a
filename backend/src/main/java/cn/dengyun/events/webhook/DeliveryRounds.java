package cn.dengyun.events.webhook;

import cn.dengyun.events.webhook.Delivery.EventKey;
import cn.dengyun.events.webhook.ProgressStore.Held;
import cn.dengyun.platform.outbox.EventFilter;
import cn.dengyun.platform.outbox.EventReader;
import cn.dengyun.platform.outbox.EventVisibility;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One round of an endpoint in one unit of work: what came of attempts is written, new events become deliveries while
 * the cursor moves on, and what is due is handed out. A crash between two rounds loses nothing: what was attempted but
 * not written is attempted again, with the same id.
 */
@ApplicationScoped
class DeliveryRounds {

    private static final int EVENTS_AT_ONCE = 500;
    private static final int FAILURES_BEFORE_CAUTION = 10;

    private final Pool pool;
    private final ProgressStore progress;
    private final DeliveryStore deliveries;
    private final EndpointClosing closing;
    private final EventReader domainEvents;
    private final DeliveryLimits limits;
    private final Clock clock;

    DeliveryRounds(
            Pool pool,
            ProgressStore progress,
            DeliveryStore deliveries,
            EndpointClosing closing,
            EventReader domainEvents,
            DeliveryLimits limits,
            Clock clock) {
        this.pool = pool;
        this.progress = progress;
        this.deliveries = deliveries;
        this.closing = closing;
        this.domainEvents = domainEvents;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * What a round brought.
     *
     * @param due to be attempted now, each of another subject
     * @param isOver whether the endpoint is out of this node's hands
     * @param hasMore whether there are more events to be made deliveries of at once
     */
    record Round(WebhookEndpoint endpoint, List<DueDelivery> due, boolean isOver, boolean hasMore) {

        static final Round LOST = new Round(null, List.of(), true, false);
    }

    /**
     * @param outcomes of attempts since the last round, in their order
     * @param room how many deliveries may be handed out
     * @param underWay deliveries handed out in earlier rounds, without an outcome yet
     */
    Uni<Round> round(UUID endpointId, UUID node, List<DeliveryOutcome> outcomes, int room, Set<UUID> underWay) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return pool.withTransaction(connection -> progress.hold(connection, endpointId, node)
                .chain(held -> held == null
                        ? Uni.createFrom().item(Round.LOST)
                        : settled(connection, held, outcomes, now)
                                .chain(settled -> filled(connection, settled, now))
                                .chain(filled -> handedOut(connection, filled, room, underWay, now))));
    }

    private Uni<Held> settled(SqlConnection connection, Held held, List<DeliveryOutcome> outcomes, Instant now) {
        if (outcomes.isEmpty()) {
            return Uni.createFrom().item(held);
        }
        UUID id = held.endpoint().id();
        Set<String> freed = outcomes.stream()
                .filter(outcome -> outcome.state().isFinal())
                .map(outcome -> outcome.delivery().subject())
                .collect(Collectors.toSet());
        return deliveries
                .record(connection, id, outcomes, now)
                .call(() ->
                        freed.isEmpty() ? Uni.createFrom().voidItem() : deliveries.promote(connection, id, freed, now))
                .map(finished -> held.progress().after(outcomes, finished))
                .chain(after -> closing.closedIfDue(connection, held.endpoint(), after, outcomes, now)
                        .map(endpoint -> new Held(endpoint, after)));
    }

    /** New events, and those of a replay, become deliveries. */
    private Uni<Filled> filled(SqlConnection connection, Held held, Instant now) {
        if (held.endpoint().state() != WebhookEndpoint.State.ACTIVE) {
            return Uni.createFrom().item(new Filled(held.endpoint(), held.progress(), false));
        }
        return replayed(connection, held, now).chain(replayed -> told(connection, replayed, now));
    }

    private record Filled(WebhookEndpoint endpoint, EndpointProgress progress, boolean hasMore) {}

    private Uni<Held> replayed(SqlConnection connection, Held held, Instant now) {
        EndpointProgress before = held.progress();
        if (before.replayNext() == null || room(before) == 0) {
            return Uni.createFrom().item(held);
        }
        return read(connection, held, before.replayNext() - 1).chain(batch -> {
            List<EventReader.Numbered> within = batch.events().stream()
                    .filter(domainEvent -> domainEvent.position() <= before.replayUntil())
                    .toList();
            boolean isOver = batch.next() >= before.replayUntil() || !batch.hasMore();
            EndpointProgress after = before.grown(within.size())
                    .replaying(isOver ? null : batch.next() + 1, isOver ? null : before.replayUntil());
            return inserted(connection, held, Delivery.Kind.REPLAY, within, now)
                    .replaceWith(new Held(held.endpoint(), after));
        });
    }

    private Uni<Filled> told(SqlConnection connection, Held held, Instant now) {
        EndpointProgress before = held.progress();
        if (room(before) == 0) {
            return Uni.createFrom().item(new Filled(held.endpoint(), before, false));
        }
        return read(connection, held, before.cursor()).chain(batch -> {
            EndpointProgress after = before.grown(batch.events().size()).told(batch.next());
            boolean hasMore = batch.hasMore() || before.replayNext() != null;
            return inserted(connection, held, Delivery.Kind.EVENT, batch.events(), now)
                    .replaceWith(new Filled(held.endpoint(), after, hasMore && room(after) > 0));
        });
    }

    private int room(EndpointProgress present) {
        return Math.max(0, Math.min(EVENTS_AT_ONCE, limits.waiting() - present.unfinished()));
    }

    private Uni<EventReader.Batch> read(SqlConnection connection, Held held, long after) {
        WebhookEndpoint endpoint = held.endpoint();
        Oversight oversight = endpoint.regionCode() == null ? Oversight.NONE : Oversight.of(endpoint.regionCode());
        return domainEvents.after(
                connection,
                after,
                new EventVisibility(false, endpoint.organizationId(), oversight),
                new EventFilter(endpoint.types(), null, null),
                room(held.progress()));
    }

    private Uni<Void> inserted(
            SqlConnection connection, Held held, Delivery.Kind kind, List<EventReader.Numbered> events, Instant now) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        WebhookEndpoint endpoint = held.endpoint();
        Set<String> subjects =
                events.stream().map(event -> event.event().subject()).collect(Collectors.toSet());
        return deliveries.busy(connection, endpoint.id(), subjects).chain(busy -> {
            Set<String> taken = new HashSet<>(busy);
            List<Delivery> fresh = new ArrayList<>(events.size());
            for (EventReader.Numbered event : events) {
                boolean isNext = taken.add(event.event().subject());
                Delivery.State state = isNext ? Delivery.State.PENDING : Delivery.State.WAITING;
                fresh.add(Delivery.fresh(Ids.next(), endpoint, kind, key(event), state, now));
            }
            return deliveries.insert(connection, fresh, held.progress().nextOrdinal());
        });
    }

    private static EventKey key(EventReader.Numbered event) {
        return new EventKey(
                event.event().id(), event.event().type(), event.event().subject(), event.sequence(), event.position());
    }

    private Uni<Round> handedOut(SqlConnection connection, Filled filled, int room, Set<UUID> underWay, Instant now) {
        UUID id = filled.endpoint().id();
        int allowed =
                filled.progress().failures() < FAILURES_BEFORE_CAUTION ? room : Math.min(room, 1 - underWay.size());
        boolean mayGo = filled.endpoint().state() == WebhookEndpoint.State.ACTIVE && allowed > 0;
        Uni<List<DueDelivery>> due = mayGo
                ? deliveries.due(connection, id, now, allowed + underWay.size())
                : Uni.createFrom().item(List.of());
        return due.chain(found -> {
            List<DueDelivery> fresh = found.stream()
                    .filter(one -> !underWay.contains(one.delivery().id()))
                    .limit(Math.max(0, allowed))
                    .toList();
            boolean isOver = fresh.isEmpty() && underWay.isEmpty() && (!filled.hasMore() || room == 0);
            Uni<Void> saved = isOver
                    ? progress.saveAndRelease(connection, id, filled.progress())
                    : progress.save(connection, id, filled.progress());
            return saved.replaceWith(new Round(filled.endpoint(), fresh, isOver, filled.hasMore()));
        });
    }
}
