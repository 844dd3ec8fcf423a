package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.PlatformFigure;
import cn.dengyun.assessment.standard.StandardForm;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the platform found when an assessment was submitted, as it is kept. */
@Schema(name = "AssessmentFindings", description = "What the platform found when it was submitted")
record AssessmentFindings(
        @Schema(required = true, description = "The scores of the dimensions, in the order of the standard")
        List<DimensionScore> dimensions,

        @Schema(required = true, description = "Answers beside what the platform itself knows")
        List<FigureFinding> figures,

        @Schema(
                required = true,
                description = "What kept the enterprise from a level whose score it reached, as the standard says it")
        List<StandardForm.Gate> missedGates) {

    @Schema(name = "AssessmentDimensionScore", description = "The score of a dimension")
    record DimensionScore(
            @Schema(required = true, description = "The dimension", examples = "S")
            String dimension,

            @Schema(required = true, description = "From 0 to 100, with two decimals, rounded down", examples = "72.50")
            String score) {}

    @Schema(name = "AssessmentFigureFinding", description = "An answer beside what the platform itself knows")
    record FigureFinding(
            @Schema(required = true, description = "The indicator", examples = "S-1")
            String indicator,

            @Schema(required = true, description = "What the platform looked at")
            PlatformFigure figure,

            @Schema(required = true, description = "What was answered", examples = "6")
            String answer,

            @Schema(required = true, description = "What the platform knows", examples = "2")
            long known,

            @Schema(required = true, description = "Whether more is answered than is known", examples = "true")
            boolean isContradiction) {}

    boolean hasContradiction() {
        return figures.stream().anyMatch(FigureFinding::isContradiction);
    }
}
