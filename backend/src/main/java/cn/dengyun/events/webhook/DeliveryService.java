package cn.dengyun.events.webhook;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Deliveries: looked at, repeated, tried out. */
@ApplicationScoped
class DeliveryService {

    private final DeliveryStore store;
    private final EndpointStore endpoints;
    private final ProgressStore progress;
    private final DeliveryDispatcher dispatcher;
    private final AuditTrail audit;
    private final Cursors cursors;
    private final Pool pool;
    private final Clock clock;

    DeliveryService(
            DeliveryStore store,
            EndpointStore endpoints,
            ProgressStore progress,
            DeliveryDispatcher dispatcher,
            AuditTrail audit,
            Cursors cursors,
            Pool pool,
            Clock clock) {
        this.store = store;
        this.endpoints = endpoints;
        this.progress = progress;
        this.dispatcher = dispatcher;
        this.audit = audit;
        this.cursors = cursors;
        this.pool = pool;
        this.clock = clock;
    }

    /** Newest first. Rejects with {@code cursor-invalid} (400), {@code forbidden} (403). */
    Uni<Page<Delivery>> list(
            Actor actor, UUID endpointId, Delivery.State state, UUID eventId, String cursor, int limit) {
        DeliveryStore.Filter filter = new DeliveryStore.Filter(WebhookOwner.reader(actor), endpointId, state, eventId);
        String query = "webhook-deliveries?" + filter;
        UUID before = cursors.idBehind(query, cursor, null);
        return store.page(filter, before, limit + 1).map(found -> cursors.pageById(query, found, limit, Delivery::id));
    }

    /** Rejects with {@code webhook-delivery-not-found} (404), also for another organisation's. */
    Uni<Delivery> find(Actor actor, UUID id) {
        return store.get(pool, id, WebhookOwner.reader(actor));
    }

    /**
     * Delivers a finished one once more, as a delivery of its own with the same {@code webhook-id}.
     *
     * <p>Rejects with {@code webhook-delivery-not-found} (404), {@code webhook-delivery-unfinished} or
     * {@code webhook-endpoint-not-active} (409).
     */
    Effect<Delivery> redeliver(Actor actor, UUID id) {
        UUID owner = WebhookOwner.writer(actor);
        return Effect.<Delivery>of(connection -> store.get(connection, id, owner)
                        .invoke(DeliveryService::requireFinished)
                        .chain(delivery -> added(
                                connection,
                                delivery.endpointId(),
                                owner,
                                Delivery.Kind.REDELIVERY,
                                endpoint -> delivery.event()))
                        .call(made -> noted(connection, "webhook-delivery.repeated", Delivery.path(id), owner)))
                .afterCommit(made -> dispatcher.soon());
    }

    /**
     * Delivers a test event, which is in nobody's feed.
     *
     * <p>Rejects with {@code webhook-endpoint-not-found} (404), {@code webhook-endpoint-not-active} (409).
     */
    Effect<Delivery> test(Actor actor, UUID endpointId) {
        UUID owner = WebhookOwner.writer(actor);
        return Effect.<Delivery>of(connection -> added(
                                connection,
                                endpointId,
                                owner,
                                Delivery.Kind.TEST,
                                endpoint -> new Delivery.EventKey(
                                        Ids.next(), WebhookTestEvent.TESTED.type(), endpoint.path(), 0, 0))
                        .call(made ->
                                noted(connection, "webhook-endpoint.tested", WebhookEndpoint.path(endpointId), owner)))
                .afterCommit(made -> dispatcher.soon());
    }

    /**
     * Tells a range of events again, those that the endpoint would be told of today, in their order.
     *
     * <p>Rejects with {@code invalid-request} (400), {@code webhook-endpoint-not-found} (404),
     * {@code webhook-endpoint-not-active} or {@code webhook-replay-running} (409), {@code webhook-replay-empty} (422).
     */
    Effect<EndpointProgress> replay(Actor actor, UUID endpointId, ReplayRange wanted) {
        UUID owner = WebhookOwner.writer(actor);
        wanted.requireRange();
        return Effect.<EndpointProgress>of(connection -> endpoints
                        .get(connection, endpointId, owner)
                        .invoke(EndpointService::requireActive)
                        .chain(() -> progress.lock(connection, endpointId))
                        .invoke(DeliveryService::requireNoReplay)
                        .chain(present ->
                                range(connection, wanted, present).map(range -> present.replaying(range[0], range[1])))
                        .call(changed -> progress.saveDue(connection, endpointId, changed, now()))
                        .call(changed -> noted(
                                connection, "webhook-endpoint.replayed", WebhookEndpoint.path(endpointId), owner)))
                .afterCommit(begun -> dispatcher.soon());
    }

    /** What is behind the cursor is told anyway, so a replay ends there at the latest. */
    private Uni<long[]> range(SqlConnection connection, ReplayRange wanted, EndpointProgress present) {
        Uni<long[]> range = wanted.rangesOverTime()
                ? progress.span(connection, wanted.from(), wanted.to() == null ? now() : wanted.to())
                : Uni.createFrom().item(new long[] {
                    wanted.fromPosition(), wanted.toPosition() == null ? Long.MAX_VALUE : wanted.toPosition()
                });
        return range.map(found -> {
            if (found == null || found[0] > Math.min(found[1], present.cursor())) {
                throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "webhook-replay-empty");
            }
            return new long[] {found[0], Math.min(found[1], present.cursor())};
        });
    }

    private Uni<Delivery> added(
            SqlConnection connection,
            UUID endpointId,
            UUID owner,
            Delivery.Kind kind,
            Function<WebhookEndpoint, Delivery.EventKey> event) {
        Instant now = now();
        return endpoints
                .get(connection, endpointId, owner)
                .invoke(EndpointService::requireActive)
                .chain(endpoint -> progress.lock(connection, endpointId)
                        .chain(present -> inserted(connection, endpoint, kind, event.apply(endpoint), present, now)));
    }

    private Uni<Delivery> inserted(
            SqlConnection connection,
            WebhookEndpoint endpoint,
            Delivery.Kind kind,
            Delivery.EventKey event,
            EndpointProgress present,
            Instant now) {
        return store.busy(connection, endpoint.id(), Set.of(event.subject()))
                .map(busy -> Delivery.fresh(
                        Ids.next(),
                        endpoint,
                        kind,
                        event,
                        busy.isEmpty() ? Delivery.State.PENDING : Delivery.State.WAITING,
                        now))
                .call(fresh -> store.insert(connection, List.of(fresh), present.nextOrdinal()))
                .call(fresh -> progress.saveDue(connection, endpoint.id(), present.grown(1), now));
    }

    private Uni<Void> noted(SqlConnection connection, String action, String subject, UUID organization) {
        return audit.write(connection, new AuditNote(action, subject, organization, null, null, null));
    }

    private static void requireFinished(Delivery delivery) {
        if (!delivery.state().isFinal()) {
            throw Rejection.conflict("webhook-delivery-unfinished");
        }
    }

    private static void requireNoReplay(EndpointProgress present) {
        if (present.replayNext() != null) {
            throw Rejection.conflict("webhook-replay-running");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
