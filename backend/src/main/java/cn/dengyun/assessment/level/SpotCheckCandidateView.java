package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A level that could be drawn, as everybody sees it. */
@Schema(name = "SpotCheckCandidate", description = "A level that could be drawn")
record SpotCheckCandidateView(
        @Schema(required = true, description = "The assessment, whose id is drawn")
        UUID assessmentId,

        @Schema(required = true, description = "The enterprise", examples = "肥西示范精密机械有限公司")
        String enterpriseName,

        @Schema(required = true, description = "Its level then")
        AssessmentLevel level,

        @Schema(
                required = true,
                description = "The SHA-256 of the seed of the draw and the id of the assessment, in hexadecimal digits",
                examples = "00c11b2a5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a")
        String key,

        @Schema(required = true, description = "Which place the key has among all, from 1", examples = "3")
        int place,

        @Schema(required = true, description = "Whether it was drawn: the first places are", examples = "true")
        boolean isDrawn) {

    static SpotCheckCandidateView of(SpotCheckCandidate found, SpotCheckDraw draw) {
        return new SpotCheckCandidateView(
                found.assessmentId(),
                found.enterpriseName(),
                found.level(),
                found.drawKey(),
                found.place(),
                found.place() <= draw.drawn());
    }
}
