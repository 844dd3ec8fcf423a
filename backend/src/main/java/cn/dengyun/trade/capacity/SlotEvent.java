package cn.dengyun.trade.capacity;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of slots: to both sides and the authorities of the enterprise. */
@Events(family = "cn.dengyun.trade.capacity-slot.", subject = "/api/v1/capacity-slots/{slotId}")
enum SlotEvent implements EventType<SlotEvent.Data> {
    HELD,
    CONFIRMED,
    DECLINED,
    EXPIRED,
    CANCELLATION_ASKED,
    CANCELLATION_REFUSED,
    CANCELLED,
    COMPLETED,
    NO_SHOW;

    static SlotEvent of(SlotMove move) {
        return switch (move) {
            case CONFIRM -> CONFIRMED;
            case DECLINE, BAR -> DECLINED;
            case EXPIRE -> EXPIRED;
            case ASK_CANCELLATION -> CANCELLATION_ASKED;
            case REFUSE, LET_STAND -> CANCELLATION_REFUSED;
            case CANCEL, CONSENT, CALL_OFF, FREE -> CANCELLED;
            case COMPLETE, CLOSE -> COMPLETED;
            case MISS -> NO_SHOW;
        };
    }

    DomainEvent told(CapacitySlot slot) {
        Data data = new Data(
                slot.id(),
                slot.number(),
                slot.organizationId(),
                slot.organizationName(),
                slot.providerId(),
                slot.providerName(),
                slot.capacityId(),
                slot.capacityName(),
                slot.unitNumber(),
                slot.startsAt(),
                slot.endsAt(),
                slot.priceFen(),
                slot.orderId(),
                slot.status(),
                slot.status().isEnd() ? null : slot.dueAt(),
                slot.reason());
        return about(slot, data, slot.updatedAt()).alsoTo(slot.providerOrganizationId());
    }

    @Schema(name = "CapacitySlotEventData", description = "How a slot stands afterwards.")
    record Data(
            @Schema(description = "The slot.") UUID slotId,

            @Schema(description = "Its number.", examples = "B4K7-M2P9-QXT8-V")
            String number,

            @Schema(description = "The enterprise.") UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "The capacity.") UUID capacityId,

            @Schema(description = "Its name.", examples = "万能材料试验机")
            String capacityName,

            @Schema(description = "Which of its units.", minimum = "1", examples = "1")
            int unitNumber,

            @Schema(description = "From when.") Instant startsAt,

            @Schema(description = "The first moment behind it.")
            Instant endsAt,

            @Schema(description = "What it costs, tax included, in fen.", minimum = "1", examples = "80000")
            long priceFen,

            @Schema(nullable = true, description = "The order that it is for; null where it is for none.")
            UUID orderId,

            @Schema(description = "Where it stands.") SlotStatus status,

            @Schema(nullable = true, description = "By when the next step is taken; null when it is over.")
            Instant dueAt,

            @Schema(
                    nullable = true,
                    description = "Why the last step was taken; null where nobody had to say.",
                    examples = "设备临时检修")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<SlotEvent> {}
}
