package cn.dengyun.trade.capacity;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of capacities: to the provider and the authorities of the region, and to everybody once published. */
@Events(family = "cn.dengyun.trade.capacity.", subject = "/api/v1/capacities/{capacityId}")
enum CapacityEvent implements EventType<CapacityEvent.Data> {
    CREATED,
    EDITED,
    PUBLISHED,
    SUSPENDED,
    REINSTATED,
    RETIRED,
    /** Some time of it was closed. */
    CLOSED,
    /** Such time was opened again. */
    REOPENED;

    static CapacityEvent of(CapacityMove move) {
        return switch (move) {
            case EDIT, REVISE -> EDITED;
            case PUBLISH -> PUBLISHED;
            case SUSPEND -> SUSPENDED;
            case REINSTATE -> REINSTATED;
            case RETIRE -> RETIRED;
        };
    }

    @Schema(name = "CapacityEventData", description = "How a capacity stands afterwards.")
    record Data(
            @Schema(description = "The capacity.") UUID capacityId,

            @Schema(description = "The organisation of its provider.")
            UUID organizationId,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "What sort of capability.")
            CapacityKind kind,

            @Schema(description = "What it is called.", examples = "万能材料试验机")
            String name,

            @Schema(description = "Where it stands, GB/T 2260.", examples = "340123")
            String regionCode,

            @Schema(description = "Where it stands in its lifecycle.")
            CapacityStatus status,

            @Schema(nullable = true, description = "From when time was closed, or opened again; null otherwise.")
            Instant closedFrom,

            @Schema(nullable = true, description = "Until when; null otherwise.")
            Instant closedUntil,

            @Schema(
                    nullable = true,
                    description = "Why the last step was taken; null where nobody had to say.",
                    examples = "设备铭牌与资质证书不符")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<CapacityEvent> {}
}
