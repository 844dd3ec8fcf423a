package cn.dengyun.sample;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of demands, to everybody once they are published. */
@IfBuildProperty(name = "sample", stringValue = "true")
@Events(family = "cn.dengyun.demand.", subject = "/api/v1/demands/{demandId}")
enum DemandEvent implements EventType<DemandEvent.Data> {
    CREATED,
    EDITED,
    PUBLISHED,
    CLOSED,
    WITHDRAWN;

    @Schema(name = "DemandEventData", description = "How a demand stands afterwards.")
    record Data(
            @Schema(description = "The demand.") UUID demandId,

            @Schema(description = "Where it stands.") DemandStatus status,

            @Schema(description = "GB/T 2260 code of the region.", examples = "340100")
            String regionCode) {}

    @Sample
    @Singleton
    static final class Declared extends EventTypes.Of<DemandEvent> {}
}
