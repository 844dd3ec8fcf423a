package cn.dengyun.trade.bill.rest;

import cn.dengyun.trade.bill.domain.BilledEvent;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A reading that a bill rests on. */
@Schema(name = "BilledEvent", description = "A reading that a bill counts, or takes back")
record BillEventView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The meter") UUID meterId,

        @Schema(required = true, description = "The line of the order, from 1", examples = "1")
        int orderLine,

        @Schema(required = true, description = "The plan", examples = "g1-2c8g-y")
        String planCode,

        @Schema(required = true, description = "Code of `meter-units`", examples = "GB_MONTH")
        String unit,

        @Schema(required = true, description = "The provider's key", examples = "reading-20180712-08")
        String eventId,

        @Schema(required = true, description = "When, or from when")
        Instant occurredAt,

        @Schema(required = true, nullable = true, description = "Until when; null for a moment")
        Instant endsAt,

        @Schema(
                required = true,
                nullable = true,
                description = "How much, a decimal string; null where values are counted",
                examples = "12.5")
        String quantity,

        @Schema(
                required = true,
                nullable = true,
                description = "What was read where values are counted; else null",
                examples = "user-7")
        String value,

        @Schema(required = true, description = "When it was received")
        Instant receivedAt,

        @Schema(
                required = true,
                description = "Whether this bill takes it back: it was reversed after another had counted it",
                examples = "false")
        boolean takenBack) {

    static BillEventView of(BilledEvent event) {
        return new BillEventView(
                event.id(),
                event.meterId(),
                event.orderLine(),
                event.planCode(),
                event.unit(),
                event.eventId(),
                event.occurredAt(),
                event.endsAt(),
                event.quantity() == null ? null : event.quantity().toPlainString(),
                event.value(),
                event.receivedAt(),
                event.takenBack());
    }
}
