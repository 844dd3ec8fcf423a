package cn.dengyun.monitoring.pilot;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of pilots: to the authorities of the region, and to everybody once they have started. */
@Events(family = "cn.dengyun.monitoring.pilot.", subject = "/api/v1/pilots/{pilotId}")
enum PilotEvent implements EventType<PilotEvent.Data> {
    PLANNED,
    EDITED,
    STARTED,
    COMPLETED,
    ABANDONED;

    @Schema(name = "PilotEventData", description = "How a pilot stands afterwards.")
    record Data(
            @Schema(description = "The pilot.") UUID pilotId,

            @Schema(description = "The year of the plan that it belongs to.", examples = "2018")
            int year,

            @Schema(description = "GB/T 2260 code of its region.", examples = "340123")
            String regionCode,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Where it stands.") PilotStatus status) {}

    @Singleton
    static final class Declared extends EventTypes.Of<PilotEvent> {}
}
