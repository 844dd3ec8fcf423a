package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A level as everybody sees it. */
@Schema(name = "AssessedLevel", description = "A level that is in public notice, or that holds")
record AssessedLevelView(
        @Schema(required = true, description = "The assessment")
        UUID id,

        @Schema(required = true, description = "Grows with each change of the assessment", examples = "3")
        int version,

        @Schema(required = true, description = "The enterprise", examples = "肥西示范精密机械有限公司")
        String enterpriseName,

        @Schema(required = true, description = "Its unified social credit code", examples = "91340100MA2T00015G")
        String creditCode,

        @Schema(required = true, description = "Where it is, GB/T 2260", examples = "340123")
        String regionCode,

        @Schema(required = true, description = "What that is called", examples = "肥西县")
        String regionName,

        @Schema(
                required = true,
                nullable = true,
                description = "Its industry, GB/T 4754; null where none is certified",
                examples = "34")
        String industryCode,

        @Schema(required = true, description = "The level") AssessmentLevel level,

        @Schema(
                required = true,
                description = "`PUBLIC_NOTICE` while everybody may object to it, `CONFIRMED` or `DOWNGRADED` while it"
                        + " holds")
        AssessmentStatus status,

        @Schema(required = true, description = "The number of the standard that it was found by", examples = "1")
        int standardNumber,

        @Schema(required = true, description = "When it was found")
        Instant reviewedAt,

        @Schema(required = true, description = "Until when everybody may object, or might")
        Instant noticeUntil,

        @Schema(required = true, nullable = true, description = "Until when it is valid; null before it holds")
        Instant validUntil,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"OBJECT\"]")
        List<String> availableActions)
        implements Tagged {

    static AssessedLevelView of(
            AssessedLevel found, Actor actor, ReferenceService reference, Language language, Instant now) {
        return new AssessedLevelView(
                found.id(),
                found.version(),
                found.enterpriseName(),
                found.creditCode(),
                found.regionCode(),
                AssessmentSummaryView.nameOf(found.regionCode(), reference, language),
                found.industryCode(),
                found.level(),
                found.status(),
                found.standardNumber(),
                found.reviewedAt(),
                found.noticeUntil(),
                found.validUntil(),
                found.actionsAt(actor, now));
    }
}
