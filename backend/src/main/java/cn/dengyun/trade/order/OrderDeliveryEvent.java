package cn.dengyun.trade.order;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.trade.order.domain.Delivery;
import cn.dengyun.trade.order.domain.DeliveryMove;
import cn.dengyun.trade.order.domain.DeliveryStatus;
import cn.dengyun.trade.order.domain.OrderStatus;
import cn.dengyun.trade.order.domain.ServiceOrder;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of what was delivered of orders: to both sides and the authorities of the enterprise. */
@Events(family = "cn.dengyun.trade.order.", subject = "/api/v1/orders/{orderId}")
enum OrderDeliveryEvent implements EventType<OrderDeliveryEvent.Data> {
    DELIVERED,
    DELIVERY_ACCEPTED,
    DELIVERY_REJECTED,
    DELIVERY_WITHDRAWN,
    DELIVERY_LAPSED,
    DELIVERY_LOWERED,
    REFUNDED;

    static OrderDeliveryEvent of(DeliveryMove move) {
        return switch (move) {
            case ACCEPT, PASS -> DELIVERY_ACCEPTED;
            case REJECT -> DELIVERY_REJECTED;
            case WITHDRAW -> DELIVERY_WITHDRAWN;
            case LAPSE -> DELIVERY_LAPSED;
        };
    }

    DomainEvent told(ServiceOrder order, Delivery delivery, long returnedFen) {
        Data data = new Data(
                order.id(),
                order.number(),
                delivery.id(),
                delivery.number(),
                order.organizationId(),
                order.organizationName(),
                order.providerId(),
                order.providerName(),
                order.offeringName(),
                order.status(),
                delivery.status(),
                delivery.netFen(),
                delivery.subsidyFen(),
                delivery.capturedFen(),
                returnedFen,
                delivery.dueAt(),
                order.reason());
        return about(order, data, order.updatedAt()).alsoTo(order.providerOrganizationId());
    }

    @Schema(name = "OrderDeliveryEventData", description = "How a delivery of an order stands afterwards.")
    record Data(
            @Schema(description = "The order.") UUID orderId,

            @Schema(description = "Its number.", examples = "D4K7-M2P9-QXT8-V")
            String number,

            @Schema(description = "The delivery.") UUID deliveryId,

            @Schema(description = "Which of the deliveries of the order it is, from 1.", minimum = "1", examples = "1")
            int deliveryNumber,

            @Schema(description = "The enterprise.") UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "What the offering is called.", examples = "云服务器")
            String offeringName,

            @Schema(description = "Where the order stands.") OrderStatus status,

            @Schema(description = "Where the delivery stands.")
            DeliveryStatus deliveryStatus,

            @Schema(description = "What the provider gets for it, in fen.", minimum = "0", examples = "120000")
            long netFen,

            @Schema(description = "What vouchers were held for it with, in fen.", minimum = "0", examples = "48000")
            long subsidyFen,

            @Schema(
                    description = "Of that what was captured and is still due, in fen.",
                    minimum = "0",
                    examples = "48000")
            long capturedFen,

            @Schema(description = "What was taken back now, in fen.", minimum = "0", examples = "0")
            long returnedFen,

            @Schema(description = "By when the enterprise answers.")
            Instant dueAt,

            @Schema(nullable = true, description = "Why; null where nobody had to say.", examples = "未达到约定规格")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<OrderDeliveryEvent> {}
}
