package cn.dengyun.trade.usage.rest;

import cn.dengyun.trade.usage.UsageReader;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a CloudEvent says here, for whoever reads the contract: {@link UsageReader} reads it. */
@Schema(
        name = "UsageCloudEvent",
        description = "A CloudEvent 1.0 with what was read of a meter; further attributes may be there")
public record UsageCloudEvent(
        @Schema(required = true, description = "Of the specification", examples = "1.0")
        String specversion,

        @Schema(
                required = true,
                description = "The provider's own key, unique within the meter: the `eventId`",
                examples = "ecs-0042-2018-09-01T08:00")
        String id,

        @Schema(required = true, description = "What sends it", examples = "/metering/hf")
        String source,

        @Schema(required = true, description = "What the provider calls such events", examples = "cn.example.metered")
        String type,

        @Schema(
                nullable = true,
                description = "The path or the id of the meter; absent where the data names it",
                examples = "/api/v1/usage-meters/01997c1e-5d4a-7b1c-9f0e-3b1d8a6c2e41")
        String subject,

        @Schema(nullable = true, description = "When it was read: `occurredAt`")
        Instant time,

        @Schema(required = true, description = "What else was read")
        Data data) {

    /** What of a line no attribute of the event says. */
    @Schema(
            name = "UsageCloudEventData",
            description = "What was read of a meter, besides key and time",
            examples = "{\"quantity\": \"12.5\"}")
    public record Data(
            @Schema(nullable = true, description = "The meter, where the subject does not name it")
            UUID meterId,

            @Schema(nullable = true, description = "Else the number of the order", examples = "D4K7-M2P9-QXT8-V")
            String orderNumber,

            @Schema(nullable = true, description = "And the code of its plan", examples = "gb-out")
            String planCode,

            @Schema(nullable = true, description = "Until when it lasted; absent for a moment")
            Instant endsAt,

            @Schema(nullable = true, description = "In units of the meter, as a decimal", examples = "12.5")
            String quantity,

            @Schema(
                    nullable = true,
                    description = "In place of the quantity, where the meter counts different values",
                    examples = "user-0042")
            String value) {}
}
