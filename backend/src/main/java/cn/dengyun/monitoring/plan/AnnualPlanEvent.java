package cn.dengyun.monitoring.plan;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of annual plans: to the province, and to everybody once they are published. */
@Events(family = "cn.dengyun.monitoring.annual-plan.", subject = "/api/v1/plans/{planId}")
enum AnnualPlanEvent implements EventType<AnnualPlanEvent.Data> {
    DRAWN_UP,
    EDITED,
    PROPOSED,
    RETURNED,
    WITHDRAWN,
    PUBLISHED,
    SUPERSEDED;

    @Schema(name = "AnnualPlanEventData", description = "How an annual plan stands afterwards.")
    record Data(
            @Schema(description = "The annual plan.") UUID planId,

            @Schema(description = "The year that it is for.", examples = "2018")
            int year,

            @Schema(description = "Its edition; each amendment is another one.", examples = "1")
            int edition,

            @Schema(description = "Where it stands.") AnnualPlanStatus status) {}

    @Singleton
    static final class Declared extends EventTypes.Of<AnnualPlanEvent> {}
}
