package cn.dengyun.activity;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of annual training plans: to their region, and to everybody once they are published. */
@Events(family = "cn.dengyun.activity.training-plan.", subject = "/api/v1/training-plans/{planId}")
enum TrainingPlanEvent implements EventType<TrainingPlanEvent.Data> {
    DRAWN_UP,
    EDITED,
    PUBLISHED,
    SUPERSEDED;

    @Schema(name = "TrainingPlanEventData", description = "How an annual training plan stands afterwards.")
    record Data(
            @Schema(description = "The annual training plan.")
            UUID planId,

            @Schema(description = "The year that it is for.", examples = "2018")
            int year,

            @Schema(description = "The region that it is for, GB/T 2260.", examples = "340100")
            String regionCode,

            @Schema(description = "Its edition; each amendment is another one.", examples = "1")
            int edition,

            @Schema(description = "Where it stands.") TrainingPlanStatus status) {}

    @Singleton
    static final class Declared extends EventTypes.Of<TrainingPlanEvent> {}
}
