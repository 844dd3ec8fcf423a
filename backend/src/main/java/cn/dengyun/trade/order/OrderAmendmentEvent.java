package cn.dengyun.trade.order;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.trade.order.domain.Amendment;
import cn.dengyun.trade.order.domain.AmendmentKind;
import cn.dengyun.trade.order.domain.AmendmentStatus;
import cn.dengyun.trade.order.domain.OrderSide;
import cn.dengyun.trade.order.domain.ServiceOrder;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of amendments of orders: to both sides and the authorities of the enterprise. */
@Events(family = "cn.dengyun.trade.order.", subject = "/api/v1/orders/{orderId}")
enum OrderAmendmentEvent implements EventType<OrderAmendmentEvent.Data> {
    AMENDMENT_PROPOSED,
    AMENDMENT_AGREED,
    /** Rejected, withdrawn, or nobody answered in time. */
    AMENDMENT_ENDED;

    DomainEvent told(ServiceOrder order, Amendment amendment, long givenFen, long returnedFen, Instant now) {
        Data data = new Data(
                order.id(),
                order.number(),
                amendment.id(),
                amendment.kind(),
                amendment.proposedSide(),
                amendment.status(),
                order.organizationId(),
                order.organizationName(),
                order.providerId(),
                order.providerName(),
                order.offeringName(),
                amendment.endsOn(),
                givenFen,
                returnedFen,
                amendment.dueAt(),
                amendment.reason() == null ? amendment.note() : amendment.reason());
        return about(order, data, now).alsoTo(order.providerOrganizationId());
    }

    @Schema(name = "OrderAmendmentEventData", description = "How an amendment of an order stands afterwards.")
    record Data(
            @Schema(description = "The order.") UUID orderId,

            @Schema(description = "Its number.", examples = "D4K7-M2P9-QXT8-V")
            String number,

            @Schema(description = "The amendment.") UUID amendmentId,

            @Schema(description = "What it is about.") AmendmentKind kind,

            @Schema(description = "Who proposed it.") OrderSide proposedSide,

            @Schema(description = "Where it stands.") AmendmentStatus status,

            @Schema(description = "The enterprise.") UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "What the offering is called.", examples = "云服务器")
            String offeringName,

            @Schema(
                    nullable = true,
                    description = "The last day from now on; null unless it is about that.",
                    examples = "2018-10-31")
            LocalDate endsOn,

            @Schema(description = "What vouchers do not hold for it any more, in fen.", minimum = "0", examples = "0")
            long givenFen,

            @Schema(description = "What was taken back of what was captured, in fen.", minimum = "0", examples = "0")
            long returnedFen,

            @Schema(description = "Until when the other side answers.")
            Instant dueAt,

            @Schema(nullable = true, description = "Why, in the words of whoever acted last.", examples = "实际用量减少")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<OrderAmendmentEvent> {}
}
