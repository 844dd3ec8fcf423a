package cn.dengyun.trade.order;

import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.domain.Delivery;
import cn.dengyun.trade.order.domain.DeliverySource;
import cn.dengyun.trade.order.domain.OrderOrigin;
import cn.dengyun.trade.order.store.DeliveryRows;
import cn.dengyun.trade.order.store.OrderRows;
import cn.dengyun.voucher.domain.HoldPart;
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
     * @param isAgreed whether its price was quoted for it alone
     * @param contractNumber of the contract on which both sides have agreed; null where they have not, or it has none
     * @param begunAt when the service began; null where it has not
     * @param acceptedAt when the delivery was accepted; null where none was named, or it was not
     * @param isMeasured whether the delivery is what a bill has measured
     * @param delivered the accepted deliveries
     */
    public record Proof(
            String number,
            boolean isAgreed,
            String contractNumber,
            Instant placedAt,
            Instant begunAt,
            Instant acceptedAt,
            boolean isMeasured,
            Map<UUID, Delivered> delivered,
            List<OrderLineFacts> lines) {}

    /**
     * A delivery as it is now.
     *
     * @param netFen what it costs, tax included, in fen
     * @param paidFen what each voucher pays of it, in fen; what was given back without it having become cheaper counts
     * @param askedBackFen what had been paid beyond that and is asked back, in fen
     */
    public record Delivered(long netFen, Map<UUID, Long> paidFen, long askedBackFen) {

        static Delivered of(Delivery delivery) {
            return new Delivered(
                    delivery.netFen(),
                    delivery.paid().stream()
                            .collect(Collectors.toMap(HoldPart::voucherId, HoldPart::amountFen, Math::addExact)),
                    HoldPart.sum(delivery.askedBack()));
        }

        /** What these vouchers pay of it together, in fen. */
        public long paidFen(Collection<UUID> vouchers) {
            return vouchers.stream()
                    .mapToLong(voucher -> paidFen.getOrDefault(voucher, 0L))
                    .reduce(0, Math::addExact);
        }
    }

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
                                        order.origin() == OrderOrigin.QUOTE,
                                        order.contractConfirmedAt() == null ? null : order.contractNumber(),
                                        order.placedAt(),
                                        order.activatedAt(),
                                        accepted.stream()
                                                .filter(each -> each.id().equals(deliveryId))
                                                .findFirst()
                                                .map(Delivery::decidedAt)
                                                .orElse(null),
                                        accepted.stream()
                                                .anyMatch(each -> each.id().equals(deliveryId)
                                                        && each.source() == DeliverySource.BILL),
                                        accepted.stream().collect(Collectors.toMap(Delivery::id, Delivered::of)),
                                        lines.getOrDefault(orderId, List.of()).stream()
                                                .map(OrderLineFacts::of)
                                                .toList()))));
    }

    /**
     * Those of the orders whose sides do not agree, and those of which something that a decision or a bill takes back
     * could not be taken back yet: what else was captured for them may have to serve for it.
     */
    public Uni<Set<UUID>> unsettled(SqlClient client, Collection<UUID> orderIds) {
        return orders.unsettled(client, orderIds);
    }

    private Uni<List<Delivery>> accepted(SqlClient client, UUID orderId) {
        return deliveries
                .ofOrder(client, orderId)
                .map(all -> all.stream().filter(Delivery::isAccepted).toList());
    }
}
