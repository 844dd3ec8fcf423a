package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an enterprise and its authorities are told of its appeals. */
@Events(family = "cn.dengyun.assessment.appeal.", subject = "/api/v1/assessment-appeals/{assessmentAppealId}")
enum AssessmentAppealEvent implements EventType<AssessmentAppealEvent.Data> {
    FILED,
    DECIDED;

    @Schema(name = "AssessmentAppealEventData", description = "Where an appeal stands.")
    record Data(
            @Schema(description = "The appeal.") UUID assessmentAppealId,

            @Schema(description = "The assessment.") UUID assessmentId,

            @Schema(description = "The enterprise.", examples = "肥西示范精密机械有限公司")
            String enterpriseName,

            @Schema(description = "Where it stands.") AssessmentAppealStatus status,

            @Schema(nullable = true, description = "The level that was found instead; null unless one was.")
            AssessmentLevel level,

            @Schema(nullable = true, description = "Why it was decided so; null before.", examples = "经复核，维持原认定")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<AssessmentAppealEvent> {}
}
