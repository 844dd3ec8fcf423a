package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of targets: to the office of the unit and the authorities above it. */
@Events(family = "cn.dengyun.monitoring.plan-target.", subject = "/api/v1/plans/{planId}")
enum PlanTargetEvent implements EventType<PlanTargetEvent.Data> {
    AT_RISK;

    @Schema(name = "PlanTargetEventData", description = "What a unit has to reach, has reached and will come to.")
    record Data(
            @Schema(description = "The annual plan.") UUID planId,

            @Schema(description = "Its year.", examples = "2018")
            int year,

            @Schema(description = "GB/T 2260 code of the unit.", examples = "340100")
            String regionCode,

            @Schema(description = "What is counted.") PlanIndicator indicator,

            @Schema(description = "What it has to reach.", examples = "200")
            long target,

            @Schema(description = "What it has reached.", examples = "80")
            long actual,

            @Schema(description = "What it will come to by the last day at the pace of late.", examples = "150")
            long forecast) {}

    @Singleton
    static final class Declared extends EventTypes.Of<PlanTargetEvent> {}
}
