package cn.dengyun.monitoring.appraisal;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An objection, for the unit and the province. */
@Schema(name = "EvaluationObjection", description = "What a unit has against a component of its row")
record EvaluationObjectionView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The evaluation")
        UUID evaluationId,

        @Schema(required = true, description = "The unit", examples = "340100")
        String regionCode,

        @Schema(required = true, description = "The component", examples = "TARGETS")
        String component,

        @Schema(required = true, description = "What is wrong, in the words of the unit", examples = "6 户企业未计入")
        String reasons,

        @Schema(required = true, description = "Where it stands")
        EvaluationObjectionStatus status,

        @Schema(required = true, description = "When the unit has objected")
        Instant objectedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "The number or the points that took the place of what was frozen; null unless it was"
                        + " upheld",
                examples = "96")
        String corrected,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it was decided so; null before",
                examples = "经核实，6 户企业应当计入")
        String decision,

        @Schema(required = true, nullable = true, description = "When it was decided; null before")
        Instant decidedAt) {

    static EvaluationObjectionView of(EvaluationObjection found) {
        return new EvaluationObjectionView(
                found.id(),
                found.evaluationId(),
                found.regionCode(),
                found.component(),
                found.reasons(),
                found.status(),
                found.objectedAt(),
                found.corrected(),
                found.decision(),
                found.decidedAt());
    }
}
