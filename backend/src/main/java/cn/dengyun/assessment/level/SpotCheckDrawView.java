package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.web.Language;
import cn.dengyun.reference.ReferenceService;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A draw as everybody sees it. */
@Schema(name = "SpotCheckDraw", description = "Levels that were drawn to be checked; anybody can draw them again")
record SpotCheckDrawView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Of which authority, GB/T 2260", examples = "340100")
        String regionCode,

        @Schema(required = true, description = "What that is called", examples = "合肥市")
        String regionName,

        @Schema(required = true, description = "The period that it was made for", examples = "2018-Q3")
        String period,

        @Schema(required = true, description = "The levels that it was drawn from", examples = "[\"L2\"]")
        List<AssessmentLevel> levels,

        @Schema(required = true, description = "Where their enterprises are, GB/T 2260", examples = "340123")
        String drawnRegionCode,

        @Schema(required = true, description = "How many were wanted, or which share", examples = "5")
        int size,

        @Schema(
                required = true,
                description = "Whether that is percent of all that could be drawn, which were rounded up",
                examples = "false")
        boolean isPercent,

        @Schema(required = true, description = "How many working days enterprises have to answer", examples = "10")
        int answerWorkingDays,

        @Schema(
                required = true,
                description = "From which the draw follows: those are drawn whose assessments have the smallest SHA-256"
                        + " of the seed and their id, in hexadecimal digits",
                examples = "5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a")
        String seed,

        @Schema(required = true, description = "How many could be drawn", examples = "120")
        int candidates,

        @Schema(required = true, description = "How many were drawn", examples = "5")
        int drawn,

        @Schema(required = true, description = "Why it was made", examples = "2018年三季度抽查")
        String reason,

        @Schema(required = true, description = "When it was made")
        Instant drawnAt) {

    static SpotCheckDrawView of(SpotCheckDraw found, ReferenceService reference, Language language) {
        return new SpotCheckDrawView(
                found.id(),
                found.regionCode(),
                AssessmentSummaryView.nameOf(found.regionCode(), reference, language),
                found.period(),
                found.levels(),
                found.drawnRegionCode(),
                found.size(),
                found.isPercent(),
                found.answerWorkingDays(),
                found.seed(),
                found.candidates(),
                found.drawn(),
                found.reason(),
                found.drawnAt());
    }
}
