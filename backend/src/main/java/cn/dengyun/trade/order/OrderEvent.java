package cn.dengyun.trade.order;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.trade.order.domain.OrderMove;
import cn.dengyun.trade.order.domain.OrderStatus;
import cn.dengyun.trade.order.domain.ServiceOrder;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of orders: to both sides and the authorities of the enterprise. */
@Events(family = "cn.dengyun.trade.order.", subject = "/api/v1/orders/{orderId}")
enum OrderEvent implements EventType<OrderEvent.Data> {
    PLACED,
    ACCEPTED,
    REJECTED,
    CANCELLED,
    LAPSED,
    CONTRACT_PINNED,
    CONTRACT_CONFIRMED,
    ACTIVATED,
    COMPLETED,
    ENDED,
    DISPUTED,
    RESUMED;

    /** Deliveries, amendments and refunds are told with what they are about. */
    static OrderEvent of(OrderMove move) {
        return switch (move) {
            case ACCEPT -> ACCEPTED;
            case REJECT -> REJECTED;
            case CANCEL, BAR -> CANCELLED;
            case LAPSE -> LAPSED;
            case ACTIVATE -> ACTIVATED;
            case COMPLETE -> COMPLETED;
            case END, END_REST, END_TERM -> ENDED;
            case DISPUTE -> DISPUTED;
            case RESUME -> RESUMED;
            case DELIVER_PART,
                    DELIVER_REST,
                    ACCEPT_PART,
                    REJECT_DELIVERY,
                    WITHDRAW_DELIVERY,
                    LAPSE_DELIVERY,
                    AMEND,
                    REFUND,
                    LOWER,
                    RENEW -> throw new IllegalArgumentException(move + " is told with what it is about");
        };
    }

    DomainEvent told(ServiceOrder order) {
        Data data = new Data(
                order.id(),
                order.number(),
                order.externalReference(),
                order.organizationId(),
                order.organizationName(),
                order.providerId(),
                order.providerName(),
                order.offeringId(),
                order.offeringName(),
                order.status(),
                order.netFen(),
                order.subsidyFen(),
                order.contractDocumentId(),
                order.contractSha256(),
                order.contractConfirmedAt(),
                order.nextDueAt(order.updatedAt()),
                order.reason());
        return about(order, data, order.updatedAt()).alsoTo(order.providerOrganizationId());
    }

    @Schema(name = "OrderEventData", description = "How an order stands afterwards.")
    record Data(
            @Schema(description = "The order.") UUID orderId,

            @Schema(description = "Its number.", examples = "D4K7-M2P9-QXT8-V")
            String number,

            @Schema(description = "What it is called by whoever placed it.", examples = "PO-2018-0042")
            String externalReference,

            @Schema(description = "The enterprise.") UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "The offering.") UUID offeringId,

            @Schema(description = "Its name.", examples = "云服务器")
            String offeringName,

            @Schema(description = "Where it stands.") OrderStatus status,

            @Schema(
                    description = "What the provider gets, before vouchers, in fen.",
                    minimum = "0",
                    examples = "360000")
            long netFen,

            @Schema(
                    description = "What vouchers held for it when it was placed, in fen.",
                    minimum = "0",
                    examples = "144000")
            long subsidyFen,

            @Schema(nullable = true, description = "The document that is the contract; null where nobody said which")
            UUID contractDocumentId,

            @Schema(
                    nullable = true,
                    description = "The hash of that document when it was said; null where nobody did",
                    examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            String contractSha256,

            @Schema(nullable = true, description = "When both sides had agreed on it; null before")
            Instant contractConfirmedAt,

            @Schema(nullable = true, description = "By when the next step has to be done; null where nothing has.")
            Instant dueAt,

            @Schema(
                    nullable = true,
                    description = "Why the last step was taken; null where nobody had to say.",
                    examples = "已确认资源")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<OrderEvent> {}
}
