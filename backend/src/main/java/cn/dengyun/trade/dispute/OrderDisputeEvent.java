package cn.dengyun.trade.dispute;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.trade.dispute.domain.DisputeHindrance;
import cn.dengyun.trade.dispute.domain.DisputeOutcome;
import cn.dengyun.trade.dispute.domain.DisputeStatus;
import cn.dengyun.trade.dispute.domain.OrderDispute;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of disputes: to both sides of the order and the authorities of the enterprise. */
@Events(family = "cn.dengyun.trade.dispute.", subject = "/api/v1/order-disputes/{disputeId}")
enum OrderDisputeEvent implements EventType<OrderDisputeEvent.Data> {
    FILED,
    MESSAGE_ADDED,
    WITHDRAWN,
    DECIDED,
    APPEALED,
    CLOSED,
    HINDERED,
    RECOVERED,
    LAPSED;

    /** @param said by whoever acted last; null where nobody did */
    DomainEvent told(OrderDispute dispute, String said, Instant at) {
        Data data = new Data(
                dispute.id(),
                dispute.orderId(),
                dispute.orderNumber(),
                dispute.organizationId(),
                dispute.organizationName(),
                dispute.providerId(),
                dispute.providerName(),
                dispute.offeringName(),
                dispute.deliveryId(),
                dispute.status(),
                dispute.outcome(),
                dispute.recovery() == null ? null : dispute.recovery().hindrance(),
                dispute.nextDueAt(at),
                said);
        return about(dispute, data, at).alsoTo(dispute.providerOrganizationId());
    }

    @Schema(name = "OrderDisputeEventData", description = "How a dispute stands afterwards.")
    record Data(
            @Schema(description = "The dispute.") UUID disputeId,

            @Schema(description = "The order.") UUID orderId,

            @Schema(description = "Its number.", examples = "D4K7-M2P9-QXT8-V")
            String number,

            @Schema(description = "The enterprise.") UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "Name of the offering.", examples = "云服务器")
            String offeringName,

            @Schema(nullable = true, description = "The delivery that it is about; null where it is about the order.")
            UUID deliveryId,

            @Schema(description = "Where it stands.") DisputeStatus status,

            @Schema(nullable = true, description = "What was decided; null before.")
            DisputeOutcome outcome,

            @Schema(
                    nullable = true,
                    description = "Why what was decided could not be taken back at once; null where it could.")
            DisputeHindrance hindrance,

            @Schema(nullable = true, description = "By when somebody has to act, or may; null where nobody does.")
            Instant dueAt,

            @Schema(
                    nullable = true,
                    description = "What whoever acted last has said; null where nobody did.",
                    examples = "经核对开通记录，实际交付 6 台，其余核减。")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<OrderDisputeEvent> {}
}
