package cn.dengyun.monitoring.appraisal;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of evaluations: to the province, and to everybody once they are published. No score is told. */
@Events(family = "cn.dengyun.monitoring.evaluation.", subject = "/api/v1/city-evaluations/{evaluationId}")
enum CityEvaluationEvent implements EventType<CityEvaluationEvent.Data> {
    CREATED,
    EDITED,
    OPENED,
    OBJECTED_TO,
    ANSWERED,
    AGREED_TO,
    DECIDED,
    PUBLISHED,
    WITHDRAWN;

    @Schema(name = "CityEvaluationEventData", description = "How the evaluation of a year stands afterwards.")
    record Data(
            @Schema(description = "The evaluation.") UUID evaluationId,

            @Schema(description = "The year that it is of.", examples = "2018")
            int year,

            @Schema(description = "Where it stands.") CityEvaluationStatus status,

            @Schema(nullable = true, description = "Before when units object; null before the consultation.")
            Instant objectionsUntil,

            @Schema(description = "How many objections are not decided.", examples = "2")
            int openObjections) {}

    @Singleton
    static final class Declared extends EventTypes.Of<CityEvaluationEvent> {}
}
