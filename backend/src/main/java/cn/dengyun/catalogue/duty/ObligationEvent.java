package cn.dengyun.catalogue.duty;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of obligations that are not met and will be due. */
@Events(family = "cn.dengyun.catalogue.obligation.", subject = "/api/v1/obligations/{obligation}")
enum ObligationEvent implements EventType<ObligationEvent.Data> {
    APPS_DUE_SOON,
    CATALOGUE_DUE_SOON;

    @Schema(name = "ObligationEventData", description = "Which obligation it is, and what is missing.")
    record Data(
            @Schema(
                    description = "The obligation.",
                    examples = "INDUSTRIAL_APPS-2026-01900000-0000-7000-8000-000000000001")
            String obligation,

            @Schema(description = "Who owes it.") UUID providerId,

            @Schema(description = "How many are required.", examples = "100")
            int required,

            @Schema(description = "How many count by now.", examples = "37")
            int counted,

            @Schema(description = "How many are missing.", examples = "63")
            int remaining,

            @Schema(description = "Until when it is to be met.")
            Instant dueAt,

            @Schema(description = "In how many days that is.", examples = "30")
            int daysLeft) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ObligationEvent> {}
}
