package cn.dengyun.trade.order;

import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.domain.Delivery;
import cn.dengyun.trade.order.store.DeliveryRows;
import cn.dengyun.trade.order.store.OrderRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What orders prove of what was captured for them; whoever asks has seen to who may know of one. */
@ApplicationScoped
public class OrderProofs {

    private final OrderRows orders;
    private final DeliveryRows deliveries;

    OrderProofs(OrderRows orders, DeliveryRows deliveries) {
        this.orders = orders;
        this.deliveries = deliveries;
    }

    /**
     * What an order proves.
     *
     * @param contractNumber of the contract on which both sides have agreed; null where they have not, or it has none
     * @param begunAt when the service began; null where it has not
     * @param acceptedAt when the delivery was accepted; null where none was named, or it was not
     * @param deliveredFen what each accepted delivery costs now, tax included, in fen
     */
    public record Proof(
            String number,
            String contractNumber,
            Instant placedAt,
            Instant begunAt,
            Instant acceptedAt,
            Map<UUID, Long> deliveredFen,
            List<OrderLineFacts> lines) {}

    /**
     * Of an order, and of one of its deliveries. Rejects with {@code service-order-not-found} (404).
     *
     * @param deliveryId null where none is asked for
     */
    public Uni<Proof> of(SqlClient client, UUID orderId, UUID deliveryId) {
        return orders.find(client, orderId)
                .onItem()
                .ifNull()
                .failWith(() -> Rejection.notFound("service-order-not-found"))
                .chain(order -> orders.lines(client, List.of(orderId))
                        .chain(lines -> accepted(client, orderId)
                                .map(accepted -> new Proof(
                                        order.number(),
                                        order.contractConfirmedAt() == null ? null : order.contractNumber(),
                                        order.placedAt(),
                                        order.activatedAt(),
                                        accepted.stream()
                                                .filter(each -> each.id().equals(deliveryId))
                                                .findFirst()
                                                .map(Delivery::decidedAt)
                                                .orElse(null),
                                        accepted.stream().collect(Collectors.toMap(Delivery::id, Delivery::netFen)),
                                        lines.getOrDefault(orderId, List.of()).stream()
                                                .map(OrderLineFacts::of)
                                                .toList()))));
    }

    /** Those of the orders whose sides do not agree: nothing of them moves meanwhile. */
    public Uni<Set<UUID>> disputed(SqlClient client, Collection<UUID> orderIds) {
        return orders.disputed(client, orderIds);
    }

    private Uni<List<Delivery>> accepted(SqlClient client, UUID orderId) {
        return deliveries
                .ofOrder(client, orderId)
                .map(all -> all.stream().filter(Delivery::isAccepted).toList());
    }
}
