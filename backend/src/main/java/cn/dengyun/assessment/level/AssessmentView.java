package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.assessment.standard.Scoring;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An assessment as its caller sees it. */
@Schema(name = "Assessment", description = "How far an enterprise has moved to the cloud, by itself and as was found")
record AssessmentView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "The enterprise")
        UUID organizationId,

        @Schema(required = true, description = "Its name", examples = "肥西示范精密机械有限公司")
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

        @Schema(required = true, description = "The standard that it follows to its end")
        UUID standardId,

        @Schema(required = true, description = "The number of that", examples = "1")
        int standardNumber,

        @Schema(required = true, description = "What was answered")
        List<AssessmentForms.Answer> answers,

        @Schema(required = true, description = "Where it stands")
        AssessmentStatus status,

        @Schema(required = true, description = "How many times it was returned, twice at most", examples = "0")
        int returns,

        @Schema(
                required = true,
                nullable = true,
                description = "What its answers came to, from 0 to 100, with two decimals, rounded down; null before it"
                        + " was submitted, as what follows from that",
                examples = "63.25")
        String score,

        @Schema(required = true, nullable = true, description = "The level by its own answers")
        AssessmentLevel ownLevel,

        @Schema(required = true, nullable = true, description = "What the platform found then")
        AssessmentFindings findings,

        @Schema(
                required = true,
                nullable = true,
                description = "Whether the platform knows less than was answered",
                examples = "false")
        Boolean hasContradiction,

        @Schema(required = true, description = "What proves the answers; empty before it was submitted")
        List<UUID> documentIds,

        @Schema(
                required = true,
                nullable = true,
                description = "How many documents stood on records of other organizations too when it was submitted;"
                        + " null for the enterprise",
                examples = "0")
        Integer repeatedDocuments,

        @Schema(required = true, nullable = true, description = "When it was submitted last; null before")
        Instant submittedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "The level that an authority has found; null where none is")
        AssessmentLevel level,

        @Schema(required = true, description = "What has to be mended; empty unless it was returned last")
        List<AssessmentForms.AssessmentDefect> defects,

        @Schema(required = true, nullable = true, description = "When it was reviewed last; null before")
        Instant reviewedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Until when everybody may object to the level, or might; null before one was found")
        Instant noticeUntil,

        @Schema(
                required = true,
                nullable = true,
                description = "Until when the enterprise may appeal; null where there is nothing to appeal, or it has")
        Instant appealUntil,

        @Schema(required = true, nullable = true, description = "Until when the level is valid; null before it holds")
        Instant validUntil,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "By when the enterprise has to confirm that nothing has changed, or until when it has; null"
                                + " before the level holds")
        Instant confirmedUntil,

        @Schema(
                required = true,
                nullable = true,
                description = "When the level lapses unless it is confirmed; null before it holds")
        Instant lapsesAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why the last step was taken; null where nobody said",
                examples = "材料齐全，情况属实")
        String reason,

        @Schema(
                required = true,
                nullable = true,
                description = "The division whose authority has to act; null where none has to",
                examples = "340100")
        String ownerRegionCode,

        @Schema(required = true, nullable = true, description = "By when; null where nobody has to act")
        Instant dueAt,

        @Schema(required = true, description = "When it was begun")
        Instant createdAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"SUBMIT\"]")
        List<String> availableActions)
        implements Tagged {

    static AssessmentView of(
            Assessment found, Actor actor, ReferenceService reference, Language language, Instant now) {
        AssessmentSubmission submission = found.submission();
        AssessmentReview review = found.review();
        AssessmentFindings findings = found.findings();
        AssessedEnterprise enterprise = found.enterprise();
        boolean isOwn = actor.actsFor(found.organizationId());
        return new AssessmentView(
                found.id(),
                found.version(),
                enterprise.organizationId(),
                enterprise.enterpriseName(),
                enterprise.creditCode(),
                enterprise.regionCode(),
                AssessmentSummaryView.nameOf(enterprise.regionCode(), reference, language),
                enterprise.industryCode(),
                found.standardId(),
                found.standardNumber(),
                found.says().answers(),
                found.statusAt(now),
                found.returns(),
                submission == null ? null : Scoring.shown(submission.score()),
                submission == null ? null : submission.ownLevel(),
                findings,
                findings == null ? null : findings.hasContradiction(),
                submission == null ? List.of() : submission.documentIds(),
                submission == null || isOwn ? null : submission.repeatedDocuments(),
                submission == null ? null : submission.submittedAt(),
                review == null ? null : review.level(),
                found.defects(),
                review == null ? null : review.reviewedAt(),
                found.noticeUntil(),
                found.appealUntil(),
                review == null ? null : review.validUntil(),
                found.term() == null ? null : found.term().confirmedUntil(),
                found.term() == null ? null : found.term().lapsesAt(),
                found.reason(),
                found.ownerRegionCode(),
                found.dueAt(),
                found.createdAt(),
                found.actionsAt(actor, now));
    }
}
