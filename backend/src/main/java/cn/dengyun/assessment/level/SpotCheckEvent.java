package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an enterprise and its authorities are told of spot checks of its level. */
@Events(family = "cn.dengyun.assessment.spot-check.", subject = "/api/v1/spot-checks/{spotCheckId}")
enum SpotCheckEvent implements EventType<SpotCheckEvent.Data> {
    OPENED,
    ANSWERED,
    UNANSWERED,
    EXTENDED,
    PROPOSED,
    CONFIRMED,
    DOWNGRADED,
    CLOSED;

    @Schema(name = "SpotCheckEventData", description = "How a spot check stands afterwards.")
    record Data(
            @Schema(description = "The spot check.") UUID spotCheckId,

            @Schema(description = "The assessment whose level is checked.")
            UUID assessmentId,

            @Schema(description = "The enterprise.", examples = "肥西示范精密机械有限公司")
            String enterpriseName,

            @Schema(description = "The period that it was drawn for.", examples = "2018-Q3")
            String period,

            @Schema(description = "The level when it was drawn.")
            AssessmentLevel level,

            @Schema(description = "Where it stands.") SpotCheckStatus status,

            @Schema(nullable = true, description = "By when its next step is to be done; null at its end.")
            Instant dueAt,

            @Schema(nullable = true, description = "The level that was proposed instead; null unless one was.")
            AssessmentLevel proposedLevel,

            @Schema(nullable = true, description = "Why it was done; null where nobody said.", examples = "经核查，情况属实")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<SpotCheckEvent> {}
}
