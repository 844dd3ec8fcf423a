package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an expert is told; besides the expert the province alone knows of it, for nobody else is told who judges. */
@Events(family = "cn.dengyun.assessment.expert-opinion.", subject = "/api/v1/assessment-opinions/{assessmentOpinionId}")
enum AssessmentOpinionEvent implements EventType<AssessmentOpinionEvent.Data> {
    ASKED,
    BARRED,
    STATED,
    DECLINED,
    MISSED,
    CLOSED;

    @Schema(name = "AssessmentOpinionEventData", description = "How an expert of a draw stands afterwards.")
    record Data(
            @Schema(description = "The opinion that is asked for.")
            UUID assessmentOpinionId,

            @Schema(description = "The assessment.") UUID assessmentId,

            @Schema(description = "The enterprise.", examples = "肥西示范精密机械有限公司")
            String enterpriseName,

            @Schema(description = "The account of the expert.")
            UUID accountId,

            @Schema(description = "Where it stands.") AssessmentOpinionStatus status,

            @Schema(nullable = true, description = "The level that the expert confirms; null before.")
            AssessmentLevel level,

            @Schema(nullable = true, description = "By when it has to be stated; null where nobody is asked.")
            Instant dueAt,

            @Schema(nullable = true, description = "Why; null where nobody said.", examples = "材料充分")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<AssessmentOpinionEvent> {}
}
