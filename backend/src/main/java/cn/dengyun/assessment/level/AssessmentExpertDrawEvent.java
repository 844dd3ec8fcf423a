package cn.dengyun.assessment.level;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the province is told of draws of experts, and nobody else. */
@Events(
        family = "cn.dengyun.assessment.expert-draw.",
        subject = "/api/v1/assessment-expert-draws/{assessmentExpertDrawId}")
enum AssessmentExpertDrawEvent implements EventType<AssessmentExpertDrawEvent.Data> {
    MADE;

    @Schema(name = "AssessmentExpertDrawEventData", description = "From how many it was drawn.")
    record Data(
            @Schema(description = "The draw.") UUID assessmentExpertDrawId,

            @Schema(description = "The assessment that the experts judge.")
            UUID assessmentId,

            @Schema(description = "How many experts were missing.", examples = "2")
            int wanted,

            @Schema(description = "How many could be drawn.", examples = "12")
            int candidates,

            @Schema(description = "How many of the list could not be drawn.", examples = "3")
            int barred,

            @Schema(description = "Why it was made.", examples = "四级评估需专家意见")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<AssessmentExpertDrawEvent> {}
}
