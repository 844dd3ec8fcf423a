package cn.dengyun.trade.capacity;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A slot as its caller sees it. */
@Schema(name = "CapacitySlot", description = "Time of one unit of a capacity that an enterprise has booked")
record SlotView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change") int version,

        @Schema(description = "What people read out", examples = "B4K7-M2P9-QXT8-V")
        String number,

        @Schema(description = "The enterprise") UUID organizationId,

        @Schema(description = "Its name when it booked", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(description = "GB/T 2260 code of its region then", examples = "340123")
        String regionCode,

        @Schema(description = "The provider") UUID providerId,

        @Schema(description = "Its name", examples = "皖云示范云平台")
        String providerName,

        @Schema(description = "The capacity") UUID capacityId,

        @Schema(description = "Its version whose price and lead time hold", minimum = "0")
        int capacityVersion,

        @Schema(description = "Its name then", examples = "万能材料试验机")
        String capacityName,

        @Schema(description = "What it was for then") CapacityKind kind,

        @Schema(
                nullable = true,
                description =
                        "What said then that the laboratory may test for others; null where it is not for testing")
        LaboratoryMark mark,

        @Schema(nullable = true, description = "Its number; null where there is none", examples = "181200340123")
        String markNumber,

        @Schema(description = "Which of its units", minimum = "1", examples = "1")
        int unitNumber,

        @Schema(description = "From when") Instant startsAt,

        @Schema(description = "The first moment behind it") Instant endsAt,

        @Schema(description = "By what it is booked and priced")
        BookingUnit bookedBy,

        @Schema(description = "How many hours, or days, it is", minimum = "1", examples = "4")
        int length,

        @Schema(description = "What one of them costs, tax included, in fen", minimum = "1", examples = "20000")
        long unitPriceFen,

        @Schema(description = "What all of it costs, tax included, in fen", minimum = "1", examples = "80000")
        long priceFen,

        @Schema(description = "Before this moment the enterprise cancels without asking")
        Instant freeUntil,

        @Schema(nullable = true, description = "The order that it is for; null where it is for none")
        UUID orderId,

        @Schema(nullable = true, description = "What for, in the words of the enterprise", examples = "12 件 Q345 拉伸试样")
        String note,

        @Schema(description = "Where it stands now") SlotStatus status,

        @Schema(description = "When it was booked") Instant requestedAt,

        @Schema(
                nullable = true,
                description =
                        "By when the provider answers; once it is confirmed, when it counts as rendered; null when"
                                + " it is over")
        Instant dueAt,

        @Schema(nullable = true, description = "When the provider confirmed it; null unless it did")
        Instant confirmedAt,

        @Schema(nullable = true, description = "When it was over, for whatever reason; null before")
        Instant endedAt,

        @Schema(
                nullable = true,
                description = "How it was over: who let it go, or what became of something else; null before")
        SlotEnd endedBy,

        @Schema(
                nullable = true,
                description = "Why the last step was taken; null where nobody had to say",
                examples = "设备临时检修")
        String reason,

        @Schema(description = "What the caller may do now", examples = "[\"CONFIRM\", \"DECLINE\"]")
        List<String> availableActions)
        implements Tagged {

    static SlotView of(CapacitySlot slot, Actor actor, Instant now) {
        CapacitySlot settled = slot.settled(now);
        boolean isEndedByClock = settled.status().isEnd() && !slot.status().isEnd();
        return new SlotView(
                slot.id(),
                slot.version(),
                slot.number(),
                slot.organizationId(),
                slot.organizationName(),
                slot.regionCode(),
                slot.providerId(),
                slot.providerName(),
                slot.capacityId(),
                slot.capacityVersion(),
                slot.capacityName(),
                slot.kind(),
                slot.mark(),
                slot.markNumber(),
                slot.unitNumber(),
                slot.startsAt(),
                slot.endsAt(),
                slot.bookedBy(),
                slot.length(),
                slot.unitPriceFen(),
                slot.priceFen(),
                slot.freeUntil(),
                slot.orderId(),
                slot.note(),
                settled.status(),
                slot.requestedAt(),
                slot.nextDueAt(now),
                slot.confirmedAt(),
                isEndedByClock ? settled.dueAt() : slot.endedAt(),
                settled.endedBy(),
                settled.reason(),
                slot.actionsAt(now, actor));
    }

    /** The clock changes what is shown without a new version. */
    @Override
    public String entityTag() {
        return EntityTags.of(version, List.of(status, availableActions));
    }
}
