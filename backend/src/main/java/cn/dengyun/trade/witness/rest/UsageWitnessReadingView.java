package cn.dengyun.trade.witness.rest;

import cn.dengyun.shared.Actor;
import cn.dengyun.trade.witness.domain.UsageWitnessReading;
import cn.dengyun.trade.witness.domain.WitnessReadingStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a witness has read, as its caller sees it. */
@Schema(name = "UsageWitnessReading", description = "What a witness has read of a meter")
record UsageWitnessReadingView(
        @Schema(required = true, description = "Its id on the platform")
        UUID id,

        @Schema(required = true, description = "The meter") UUID meterId,

        @Schema(required = true, description = "The witness")
        UUID organizationId,

        @Schema(
                required = true,
                description = "The witness's own key, unique within the meter",
                examples = "link-0042-2018-09-01T08:00")
        String eventId,

        @Schema(required = true, description = "When it was read or, of what lasted, from when")
        Instant occurredAt,

        @Schema(required = true, nullable = true, description = "Until when it lasted; null for a moment")
        Instant endsAt,

        @Schema(
                required = true,
                nullable = true,
                description = "In units of the meter; null where values are counted",
                examples = "12.5")
        String quantity,

        @Schema(
                required = true,
                nullable = true,
                description = "Where different values are counted; else null",
                examples = "user-0815")
        String value,

        @Schema(required = true, description = "When it came")
        Instant receivedAt,

        @Schema(required = true, description = "The receipt of the request that it came in")
        UUID receiptId,

        @Schema(required = true, description = "Its line there, from 1", minimum = "1", examples = "1")
        int line,

        @Schema(required = true, description = "Where it stands")
        WitnessReadingStatus status,

        @Schema(required = true, nullable = true, description = "When it was taken back; null while it counts")
        Instant retractedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it was taken back; null while it counts",
                examples = "采集程序重复计量")
        String reason,

        @Schema(required = true, description = "What the caller can do with it now", maxItems = 10)
        List<String> availableActions) {

    static UsageWitnessReadingView of(UsageWitnessReading reading, Actor actor) {
        return new UsageWitnessReadingView(
                reading.id(),
                reading.meterId(),
                reading.organizationId(),
                reading.eventId(),
                reading.occurredAt(),
                reading.endsAt(),
                reading.quantity() == null ? null : reading.quantity().toPlainString(),
                reading.value(),
                reading.receivedAt(),
                reading.receiptId(),
                reading.line(),
                reading.status(),
                reading.retractedAt(),
                reading.reason(),
                reading.actions(actor));
    }
}
