package cn.dengyun.trade.provisioning;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.shared.Ids;
import cn.dengyun.trade.order.OrderChange;
import cn.dengyun.trade.order.OrderEffect;
import cn.dengyun.trade.order.OrderFacts;
import cn.dengyun.trade.order.domain.OrderStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * What provisionings have to do with orders: one begins with the acceptance of an order, and is over when that is over.
 * What was completed stays until its last day, for it was paid for as long.
 */
@ApplicationScoped
class ProvisioningOrders implements OrderEffect {

    private final ProvisioningStore store;
    private final CertifiedStandings standings;

    ProvisioningOrders(ProvisioningStore store, CertifiedStandings standings) {
        this.store = store;
        this.standings = standings;
    }

    @Override
    public Uni<Void> changed(SqlConnection connection, OrderFacts order, OrderChange what, Instant now) {
        return switch (what) {
            case ACCEPTED -> begin(connection, order, now);
            case ACTIVATED -> change(connection, order, now, (found, at) -> found.begun(now));
            case REST_ENDED -> change(connection, order, now, (found, at) -> found.ended(at, now));
            case ENDED ->
                change(
                        connection,
                        order,
                        order.status() == OrderStatus.COMPLETED ? order.endsAt() : now,
                        (found, at) -> found.ended(at, now));
            case AMENDED -> amend(connection, order, now);
            case DISPUTED, DISPUTE_SETTLED, BARRED, UNBARRED -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> change(
            SqlConnection connection,
            OrderFacts order,
            Instant at,
            BiFunction<Provisioning, Instant, Provisioning> step) {
        return store.lockOfOrder(connection, order.id())
                .chain(found -> found == null
                        ? Uni.createFrom().voidItem()
                        : store.write(connection, found, step.apply(found, at)).replaceWithVoid());
    }

    /** What is not asked for yet is asked for as both sides have agreed last. */
    private Uni<Void> amend(SqlConnection connection, OrderFacts order, Instant now) {
        return store.lockOfOrder(connection, order.id())
                .chain(found -> found == null || !found.isOpen()
                        ? Uni.createFrom().voidItem()
                        : enterprise(connection, order)
                                .map(enterprise -> found.amended(request(found.id(), order, enterprise), now))
                                .chain(after -> store.write(connection, found, after))
                                .replaceWithVoid());
    }

    private Uni<CertifiedStanding> enterprise(SqlConnection connection, OrderFacts order) {
        return standings
                .of(connection, List.of(order.organizationId()))
                .map(found -> found.get(order.organizationId()));
    }

    private Uni<Void> begin(SqlConnection connection, OrderFacts order, Instant now) {
        return ProvisioningEndpointService.of(connection, order.providerOrganizationId())
                .chain(endpoint -> endpoint == null || !endpoint.takes(order.offeringId())
                        ? Uni.createFrom().voidItem()
                        : enterprise(connection, order)
                                .chain(enterprise ->
                                        store.insert(connection, made(order, endpoint.id(), enterprise, now))));
    }

    private static Provisioning made(OrderFacts order, UUID endpointId, CertifiedStanding enterprise, Instant now) {
        UUID id = Ids.next();
        return new Provisioning(
                id,
                0,
                order.id(),
                order.number(),
                order.organizationId(),
                order.organizationName(),
                order.regionCode(),
                order.providerId(),
                order.providerOrganizationId(),
                order.providerName(),
                order.offeringId(),
                order.offeringVersion(),
                order.offeringName(),
                endpointId,
                request(id, order, enterprise),
                ProvisioningStatus.PENDING,
                true,
                false,
                0,
                0,
                0,
                0,
                null,
                null,
                now,
                now,
                now,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                now,
                null,
                null,
                now);
    }

    /** The body. */
    private static String request(UUID id, OrderFacts order, CertifiedStanding enterprise) {
        JsonArray lines = new JsonArray();
        order.lines().stream()
                .filter(line -> line.quantity().signum() > 0)
                .forEach(line -> lines.add(new JsonObject()
                        .put("line", line.line())
                        .put("planCode", line.planCode())
                        .put("quantity", line.quantity().stripTrailingZeros().toPlainString())));
        return new JsonObject()
                .put("instanceId", id.toString())
                .put(
                        "order",
                        new JsonObject()
                                .put("id", order.id().toString())
                                .put("number", order.number())
                                .put("endsAt", order.endsAt().toString()))
                .put(
                        "offering",
                        new JsonObject()
                                .put("id", order.offeringId().toString())
                                .put("version", order.offeringVersion())
                                .put("name", order.offeringName()))
                .put("lines", lines)
                .put(
                        "enterprise",
                        new JsonObject().put("name", enterprise.nameZh()).put("creditCode", enterprise.creditCode()))
                .encode();
    }
}
