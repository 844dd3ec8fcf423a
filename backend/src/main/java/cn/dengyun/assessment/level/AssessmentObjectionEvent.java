package cn.dengyun.assessment.level;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an enterprise and its authorities are told of objections against its level. */
@Events(family = "cn.dengyun.assessment.objection.", subject = "/api/v1/assessment-objections/{assessmentObjectionId}")
enum AssessmentObjectionEvent implements EventType<AssessmentObjectionEvent.Data> {
    FILED,
    DECIDED;

    @Schema(name = "AssessmentObjectionEventData", description = "Where an objection against a level stands.")
    record Data(
            @Schema(description = "The objection.") UUID assessmentObjectionId,

            @Schema(description = "The assessment.") UUID assessmentId,

            @Schema(description = "The enterprise.", examples = "肥西示范精密机械有限公司")
            String enterpriseName,

            @Schema(description = "Where it stands.") AssessmentObjectionStatus status,

            @Schema(nullable = true, description = "Why it was decided so; null before.", examples = "经核查，异议不成立")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<AssessmentObjectionEvent> {}
}
