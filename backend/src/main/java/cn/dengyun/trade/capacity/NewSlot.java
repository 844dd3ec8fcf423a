package cn.dengyun.trade.capacity;

import cn.dengyun.platform.operation.PlausibleDay;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an enterprise wants to book. */
@Schema(name = "CapacitySlotRequest", description = "What is to be booked, and when")
record NewSlot(
        @NotNull
        @Schema(
                required = true,
                description = "The capacity; the lowest of its units that is free is taken",
                examples = "01900000-0000-7000-8000-000000000d01")
        UUID capacityId,

        @NotNull
        @PlausibleDay
        @Schema(
                required = true,
                description =
                        "On the hour of Asia/Shanghai, or at its midnight where it is booked by the day; not before the"
                                + " lead time is over",
                examples = "2018-07-10T01:00:00Z")
        Instant startsAt,

        @NotNull
        @PlausibleDay
        @Schema(
                required = true,
                description = "The first moment behind it, within 365 days from now",
                examples = "2018-07-10T05:00:00Z")
        Instant endsAt,

        @Schema(
                nullable = true,
                description =
                        "An order of your organisation with the same provider that has not ended; when it ends, so"
                                + " does the slot")
        UUID orderId,

        @Size(max = 1_000)
        @Schema(nullable = true, description = "What for, for the provider to read", examples = "12 件 Q345 拉伸试样")
        String note) {

    NewSlot {
        note = note == null || note.isBlank() ? null : note.strip();
    }

    Span span() {
        return new Span(startsAt, endsAt);
    }
}
