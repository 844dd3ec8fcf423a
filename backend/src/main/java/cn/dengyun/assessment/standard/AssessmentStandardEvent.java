package cn.dengyun.assessment.standard;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of standards: to the province, and to everybody once they are published. */
@Events(family = "cn.dengyun.assessment.standard.", subject = "/api/v1/assessment-standards/{assessmentStandardId}")
enum AssessmentStandardEvent implements EventType<AssessmentStandardEvent.Data> {
    CREATED,
    EDITED,
    PUBLISHED,
    SUPERSEDED;

    DomainEvent told(AssessmentStandard standard) {
        return about(
                standard,
                new Data(standard.id(), standard.number(), standard.form().nameZh(), standard.status()),
                standard.updatedAt());
    }

    @Schema(name = "AssessmentStandardEventData", description = "Which standard it is, and how it stands afterwards.")
    record Data(
            @Schema(description = "The standard.") UUID assessmentStandardId,

            @Schema(description = "Its number.", examples = "2")
            int number,

            @Schema(description = "What it is called in Chinese.", examples = "皖企登云水平评估标准")
            String nameZh,

            @Schema(description = "Where it stands.") AssessmentStandardStatus status) {}

    @Singleton
    static final class Declared extends EventTypes.Of<AssessmentStandardEvent> {}
}
