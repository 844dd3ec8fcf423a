package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of assessments: to the enterprise, and once it was submitted to the authorities of its region. */
@Events(family = "cn.dengyun.assessment.level.", subject = "/api/v1/assessments/{assessmentId}")
enum AssessmentEvent implements EventType<AssessmentEvent.Data> {
    STARTED,
    EDITED,
    SUBMITTED,
    RETURNED,
    ANNOUNCED,
    CONFIRMED,
    REJECTED,
    WITHDRAWN,
    DOWNGRADED,
    CONFIRMATION_DUE,
    RECONFIRMED,
    APPEALED,
    RESTORED,
    LAPSED;

    @Schema(name = "AssessmentEventData", description = "How an assessment stands afterwards.")
    record Data(
            @Schema(description = "The assessment.") UUID assessmentId,

            @Schema(description = "The enterprise.", examples = "肥西示范精密机械有限公司")
            String enterpriseName,

            @Schema(description = "GB/T 2260 code of its region.", examples = "340123")
            String regionCode,

            @Schema(description = "Where it stands.") AssessmentStatus status,

            @Schema(nullable = true, description = "What it came to by its own answers; null before it is submitted.")
            AssessmentLevel ownLevel,

            @Schema(nullable = true, description = "The level that an authority has found; null before.")
            AssessmentLevel level,

            @Schema(
                    nullable = true,
                    description = "Until when everybody may object to the level; null before it was found.")
            Instant noticeUntil,

            @Schema(
                    nullable = true,
                    description = "Until when the level holds without another confirmation; null before it holds.")
            Instant confirmedUntil,

            @Schema(nullable = true, description = "Why it was done; null where nobody said.", examples = "情况属实，同意办理")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<AssessmentEvent> {}
}
