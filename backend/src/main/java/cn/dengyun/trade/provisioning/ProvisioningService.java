package cn.dengyun.trade.provisioning;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.trade.order.OrderService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Provisionings, as both sides see them and their provider mends them. What is not there for the actor is refused with
 * {@code provisioning-not-found} (404), and with {@code not-yours} (403) who is not the provider.
 */
@ApplicationScoped
class ProvisioningService {

    private final AggregateStore<Provisioning> provisionings;
    private final ProvisioningStore store;
    private final OrderService orders;
    private final Cursors cursors;
    private final Clock clock;

    ProvisioningService(ProvisioningStore store, OrderService orders, Cursors cursors, Clock clock) {
        this.provisionings = store.aggregates();
        this.store = store;
        this.orders = orders;
        this.cursors = cursors;
        this.clock = clock;
    }

    Uni<Provisioning> find(Actor actor, UUID id) {
        return provisionings.find(actor, id);
    }

    /** That of an order, where it has one. Rejects with {@code service-order-not-found} (404). */
    Uni<Optional<Provisioning>> ofOrder(Actor actor, UUID orderId) {
        return orders.find(actor, orderId).chain(() -> store.ofOrder(orderId)).map(Optional::ofNullable);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    Uni<Page<Provisioning>> list(Actor actor, Filter filter, String cursor, int limit) {
        return provisionings.page(actor, filter, cursor, limit);
    }

    /** The calls of one, newest first. Rejects with {@code cursor-invalid}. */
    Uni<Page<ProvisioningCall>> calls(Actor actor, UUID id, String cursor, int limit) {
        String query = "provisioning-calls?" + id;
        return provisionings
                .find(actor, id)
                .chain(found -> store.calls(id, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1)
                        .map(calls -> cursors.pageById(query, calls, limit, ProvisioningCall::id))
                        .map(page -> page.map(call -> found.isEndpointKnownTo(actor) ? call : call.withoutUrl())));
    }

    /** It is tried again: to make it, or to remove it. Rejects with {@code transition-not-allowed} (409). */
    Effect<Provisioning> retry(Actor actor, UUID id) {
        return move(actor, id, Provisioning::retried);
    }

    /** The provider sees to it by hand. Rejects with {@code transition-not-allowed} (409). */
    Effect<Provisioning> abandon(Actor actor, UUID id, String reason) {
        return move(actor, id, (found, now) -> found.abandoned(reason, now));
    }

    private Effect<Provisioning> move(Actor actor, UUID id, BiFunction<Provisioning, Instant, Provisioning> step) {
        return Effect.of(
                () -> provisionings.find(actor, id).invoke(found -> found.requireProvider(actor)),
                (connection, found) -> provisionings
                        .lock(connection, actor, id)
                        .chain(locked -> store.write(connection, locked, step.apply(locked, now()))));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
