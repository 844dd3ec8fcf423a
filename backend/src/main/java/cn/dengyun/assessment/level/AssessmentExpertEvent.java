package cn.dengyun.assessment.level;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the province is told of its list of experts, and nobody else. */
@Events(family = "cn.dengyun.assessment.expert.", subject = "/api/v1/assessment-experts/{assessmentExpertId}")
enum AssessmentExpertEvent implements EventType<AssessmentExpertEvent.Data> {
    ADDED,
    ENDED;

    @Schema(name = "AssessmentExpertEventData", description = "Who is on the list, or was.")
    record Data(
            @Schema(description = "The entry of the list.") UUID assessmentExpertId,

            @Schema(description = "The account of the expert.")
            UUID accountId,

            @Schema(description = "What the expert is called.", examples = "王芳")
            String name,

            @Schema(nullable = true, description = "Why it ended; null before.", examples = "本人申请退出")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<AssessmentExpertEvent> {}
}
