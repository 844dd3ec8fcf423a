package cn.dengyun.trade.complaint;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of complaints: to both sides of the order and the authorities of the enterprise. */
@Events(family = "cn.dengyun.trade.complaint.", subject = "/api/v1/complaints/{complaintId}")
enum ComplaintEvent implements EventType<ComplaintEvent.Data> {
    FILED,
    ANSWERED,
    REMINDED,
    OVERDUE,
    SETTLED,
    ESCALATED,
    CLOSED,
    DECIDED,
    HANDED_OVER,
    HANDED_BACK,
    RULED_OUT,
    FULFILLED,
    WITHDRAWN;

    /** @param said by whoever acted; null where nobody did, or had to say anything */
    DomainEvent told(OrderComplaint complaint, String said, Instant at) {
        Data data = new Data(
                complaint.id(),
                complaint.orderId(),
                complaint.orderNumber(),
                complaint.organizationId(),
                complaint.organizationName(),
                complaint.providerId(),
                complaint.providerName(),
                complaint.offeringId(),
                complaint.offeringName(),
                complaint.kind(),
                complaint.status(),
                complaint.finding(),
                complaint.nextDueAt(at),
                said);
        return about(complaint, data, at).alsoTo(complaint.providerOrganizationId());
    }

    @Schema(name = "ComplaintEventData", description = "How a complaint stands afterwards.")
    record Data(
            @Schema(description = "The complaint.") UUID complaintId,

            @Schema(description = "The order that it is about.")
            UUID orderId,

            @Schema(description = "Its number.", examples = "D4K7-M2P9-QXT8-V")
            String number,

            @Schema(description = "The enterprise.") UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "The offering.") UUID offeringId,

            @Schema(description = "Its name.", examples = "云服务器")
            String offeringName,

            @Schema(description = "What it is about.") ComplaintKind kind,

            @Schema(description = "Where it stands.") ComplaintStatus status,

            @Schema(nullable = true, description = "What an authority has found; null before.")
            ComplaintFinding finding,

            @Schema(nullable = true, description = "By when somebody has to act, or may; null where nobody does.")
            Instant dueAt,

            @Schema(
                    nullable = true,
                    description = "What whoever acted has said; null where nobody did.",
                    examples = "经核查，故障由线路割接引起，已减免当月费用。")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ComplaintEvent> {}
}
