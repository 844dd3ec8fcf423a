package cn.dengyun.assessment.level;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A draw of experts, for the province and auditors. */
@Schema(name = "AssessmentExpertDraw", description = "Experts who were drawn for an assessment; it can be drawn again")
record AssessmentExpertDrawView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The assessment that the experts judge")
        UUID assessmentId,

        @Schema(required = true, description = "When that was submitted as they judge it")
        Instant submittedAt,

        @Schema(required = true, nullable = true, description = "The appeal that they judge it for; null in a review")
        UUID appealId,

        @Schema(
                required = true,
                description = "From which the draw follows: those are drawn whose entries of the list have the smallest"
                        + " SHA-256 of the seed and their id, in hexadecimal digits",
                examples = "5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a")
        String seed,

        @Schema(required = true, description = "How many experts were missing", examples = "2")
        int wanted,

        @Schema(required = true, description = "How many could be drawn; `listAssessmentOpinions`", examples = "12")
        int candidates,

        @Schema(required = true, description = "How many of the list could not be drawn", examples = "3")
        int barred,

        @Schema(required = true, description = "Why it was made", examples = "四级评估需专家意见")
        String reason,

        @Schema(required = true, description = "When it was made")
        Instant drawnAt) {

    static AssessmentExpertDrawView of(AssessmentExpertDraw found) {
        return new AssessmentExpertDrawView(
                found.id(),
                found.assessmentId(),
                found.submittedAt(),
                found.appealId(),
                found.seed(),
                found.wanted(),
                found.candidates(),
                found.barred(),
                found.reason(),
                found.drawnAt());
    }
}
