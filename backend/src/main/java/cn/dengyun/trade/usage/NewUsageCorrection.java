package cn.dengyun.trade.usage;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.trade.usage.domain.UsageReading;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * That an event that counts is taken back.
 *
 * @param replacement null where nothing counts in its place
 */
@Schema(name = "UsageCorrectionRequest", description = "That an event that counts is taken back")
public record NewUsageCorrection(
        @NotNull
        @Schema(
                required = true,
                description = "The event, by its id on the platform",
                examples = "01900000-0000-7000-8000-000000000c31")
        UUID usageEventId,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "Why; both sides see it", examples = "采集程序重复计量")
        String reason,

        @Valid @Schema(nullable = true, description = "What counts in its place, of the same meter; absent for nothing")
        Replacement replacement) {

    /** What counts in the place of something else. */
    @Schema(
            name = "UsageReplacement",
            description = "What counts in the place of an event, of the same meter",
            examples =
                    "{\"eventId\": \"ecs-0042-2018-09-01T08:00-2\", \"occurredAt\": \"2018-07-01T01:00:00Z\", \"quantity\": \"1.25\"}")
    public record Replacement(
            @NotNull
            @Pattern(regexp = UsageLine.EVENT_ID)
            @Schema(
                    required = true,
                    description = "The provider's own key, which the meter does not have yet",
                    examples = "ecs-0042-2018-09-01T08:00-2")
            String eventId,

            @NotNull
            @PlausibleDay(min = 2000)
            @Schema(required = true, description = "When it was read or, of what lasted, from when; of any age")
            Instant occurredAt,

            @PlausibleDay(min = 2000)
            @Schema(nullable = true, description = "Until when it lasted; absent for a moment")
            Instant endsAt,

            @Pattern(regexp = UsageLine.QUANTITY)
            @Schema(nullable = true, description = "In units of the meter, as a decimal", examples = "1.25")
            String quantity,

            @Size(min = 1, max = 200)
            @Schema(
                    nullable = true,
                    description = "In place of the quantity, where the meter counts different values",
                    examples = "user-0042")
            String value) {

        UsageReading reading() {
            return UsageLine.reading(eventId, occurredAt, endsAt, quantity, value);
        }
    }
}
