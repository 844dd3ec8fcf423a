package cn.dengyun.monitoring.appraisal;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of objections: to the unit that objects, and to the province. */
@Events(family = "cn.dengyun.monitoring.evaluation-objection.", subject = "/api/v1/city-evaluations/{evaluationId}")
enum EvaluationObjectionEvent implements EventType<EvaluationObjectionEvent.Data> {
    SUBMITTED,
    UPHELD,
    REJECTED;

    @Schema(name = "EvaluationObjectionEventData", description = "Which objection it is, and how it stands afterwards.")
    record Data(
            @Schema(description = "The objection.") UUID objectionId,

            @Schema(description = "The evaluation.") UUID evaluationId,

            @Schema(description = "The component of the formula.", examples = "TARGETS")
            String component,

            @Schema(description = "Where it stands.") EvaluationObjectionStatus status) {}

    @Singleton
    static final class Declared extends EventTypes.Of<EvaluationObjectionEvent> {}
}
