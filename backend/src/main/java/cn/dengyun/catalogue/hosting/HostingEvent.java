package cn.dengyun.catalogue.hosting;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of hostings: to both sides, and to everybody once they are confirmed. */
@Events(family = "cn.dengyun.catalogue.hosting.", subject = "/api/v1/hostings/{hostingId}")
enum HostingEvent implements EventType<HostingEvent.Data> {
    PROPOSED,
    CONFIRMED,
    REJECTED,
    WITHDRAWN,
    ENDED;

    @Schema(name = "HostingEventData", description = "Which app it is, and on which platform.")
    record Data(
            @Schema(description = "The hosting.") UUID hostingId,

            @Schema(description = "The industrial app.") UUID offeringId,

            @Schema(description = "Its name.") String offeringName,

            @Schema(description = "The platform.") UUID platformId,

            @Schema(description = "Its name, in Chinese.") String platformName,

            @Schema(description = "Where it stands.") HostingStatus status,

            @Schema(nullable = true, description = "Why it was moved there; null when it is proposed.")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<HostingEvent> {}
}
