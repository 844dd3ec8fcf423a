package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.assessment.standard.Scoring;
import cn.dengyun.assessment.standard.StandardForm;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What level an enterprise would reach. */
@Schema(
        name = "PreRating",
        description = "What level an enterprise would reach by what the platform knows; it decides nothing")
record PreRatingView(
        @Schema(required = true, description = "The enterprise, whose id it has")
        UUID id,

        @Schema(required = true, description = "Grows with each run that rates it")
        int version,

        @Schema(required = true, description = "What the enterprise is called", examples = "合肥示范制造有限公司")
        String enterpriseName,

        @Schema(required = true, description = "Its unified social credit code", examples = "91340100MA2N00001A")
        String creditCode,

        @Schema(required = true, description = "Where it is, GB/T 2260", examples = "340123")
        String regionCode,

        @Schema(required = true, description = "What that is called", examples = "肥西县")
        String regionName,

        @Schema(required = true, description = "The run that found it")
        UUID runId,

        @Schema(required = true, description = "By which standard, its number", examples = "1")
        int standardNumber,

        @Schema(
                required = true,
                description =
                        "Whether answers of its own are in it, from an assessment by this standard that is neither"
                                + " returned nor refused; else what the platform does not know makes no points")
        boolean hasAnswers,

        @Schema(required = true, description = "From 0 to 100, with two decimals, rounded down", examples = "52.40")
        String score,

        @Schema(required = true, description = "The level; `UNRATED` where none is reached")
        AssessmentLevel level,

        @Schema(required = true, nullable = true, description = "The one above; null where there is none")
        AssessmentLevel nextLevel,

        @Schema(
                required = true,
                nullable = true,
                description = "Points that are missing for that, rounded up; null where there is none",
                examples = "7.60")
        String missingPoints,

        @Schema(required = true, description = "What that asks for whatever the score, and is not there")
        List<StandardForm.Gate> missingGates,

        @Schema(required = true, description = "The moment whose figures these are")
        Instant ratedAt,

        @Schema(required = true, description = "What the caller may do now: nothing", examples = "[]")
        List<String> availableActions)
        implements Tagged {

    static PreRatingView of(PreRating found, Actor actor, ReferenceService reference, Language language) {
        return new PreRatingView(
                found.id(),
                found.version(),
                found.enterprise().enterpriseName(),
                found.enterprise().creditCode(),
                found.regionCode(),
                AssessmentSummaryView.nameOf(found.regionCode(), reference, language),
                found.runId(),
                found.standardNumber(),
                found.hasAnswers(),
                Scoring.shown(found.score()),
                found.level(),
                found.nextLevel(),
                found.missingPoints() == null ? null : Scoring.shownMissing(found.missingPoints()),
                found.gates(),
                found.ratedAt(),
                found.actions(actor));
    }
}
