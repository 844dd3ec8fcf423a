package cn.dengyun.monitoring.plan;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of implementation plans: to the authorities of the region, and to everybody once they are published. */
@Events(
        family = "cn.dengyun.monitoring.implementation-plan.",
        subject = "/api/v1/implementation-plans/{implementationPlanId}")
enum ImplementationPlanEvent implements EventType<ImplementationPlanEvent.Data> {
    OPENED,
    EDITED,
    SUBMITTED,
    WITHDRAWN,
    RETURNED,
    ACCEPTED,
    PUBLISHED,
    EXTENDED,
    REPLANNED,
    RECODED,
    SUPERSEDED;

    @Schema(name = "ImplementationPlanEventData", description = "How an implementation plan stands afterwards.")
    record Data(
            @Schema(description = "The implementation plan.")
            UUID implementationPlanId,

            @Schema(description = "The annual plan that it carries out.")
            UUID planId,

            @Schema(description = "The year that it is for.", examples = "2018")
            int year,

            @Schema(description = "GB/T 2260 code of the unit or county.", examples = "340123")
            String regionCode,

            @Schema(description = "Where it stands.") ImplementationPlanStatus status,

            @Schema(nullable = true, description = "By when somebody has to act; null where nobody does.")
            Instant dueAt,

            @Schema(
                    nullable = true,
                    description = "What whoever acted has said; null where nobody did.",
                    examples = "请补充分县目标")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ImplementationPlanEvent> {}
}
