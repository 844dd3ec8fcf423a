package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An appeal as its caller sees it. */
@Schema(name = "AssessmentAppeal", description = "That an enterprise does not agree with what was found of it")
record AssessmentAppealView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change", examples = "1")
        int version,

        @Schema(required = true, description = "The assessment")
        UUID assessmentId,

        @Schema(required = true, description = "The enterprise", examples = "肥西示范精密机械有限公司")
        String enterpriseName,

        @Schema(
                required = true,
                description =
                        "How the assessment stood: `REJECTED`, `PUBLIC_NOTICE` with a lower level, or `DOWNGRADED`")
        AssessmentStatus against,

        @Schema(required = true, nullable = true, description = "The level that it is about; null where none was found")
        AssessmentLevel foundLevel,

        @Schema(required = true, description = "What was not seen, or seen wrongly", examples = "核心系统已于五月上云，合同见附件。")
        String statement,

        @Schema(required = true, description = "Where it stands")
        AssessmentAppealStatus status,

        @Schema(required = true, nullable = true, description = "The level that was found instead; null unless one was")
        AssessmentLevel level,

        @Schema(required = true, description = "When it was filed")
        Instant filedAt,

        @Schema(required = true, description = "By when it should be decided")
        Instant dueAt,

        @Schema(required = true, nullable = true, description = "When it was decided; null before")
        Instant decidedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it was decided so; null before",
                examples = "经复核，维持原认定")
        String reason,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"UPHOLD\", \"REVOKE\"]")
        List<String> availableActions)
        implements Tagged {

    static AssessmentAppealView of(AssessmentAppeal found, Actor actor) {
        return new AssessmentAppealView(
                found.id(),
                found.version(),
                found.assessmentId(),
                found.enterpriseName(),
                found.against(),
                found.foundLevel(),
                found.statement(),
                found.status(),
                found.level(),
                found.filedAt(),
                found.dueAt(),
                found.decidedAt(),
                found.reason(),
                found.actions(actor));
    }
}
