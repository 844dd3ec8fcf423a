package cn.dengyun.assessment.level;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An objection as its caller sees it. */
@Schema(name = "AssessmentObjection", description = "What somebody has against a level")
record AssessmentObjectionView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change", examples = "1")
        int version,

        @Schema(required = true, description = "The assessment")
        UUID assessmentId,

        @Schema(required = true, description = "Whose level it is", examples = "肥西示范精密机械有限公司")
        String enterpriseName,

        @Schema(required = true, description = "What is wrong", examples = "该企业的核心系统并未登云。")
        String statement,

        @Schema(required = true, description = "Where it stands")
        AssessmentObjectionStatus status,

        @Schema(
                required = true,
                nullable = true,
                description = "Who has filed it; authorities and auditors know, and those who have",
                examples = "01900000-0000-7000-8000-000000000201")
        UUID filedBy,

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
                examples = "经核查，异议不成立")
        String reason,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"UPHOLD\", \"DISMISS\"]")
        List<String> availableActions)
        implements Tagged {

    static AssessmentObjectionView of(AssessmentObjection found, Actor actor) {
        return new AssessmentObjectionView(
                found.id(),
                found.version(),
                found.assessmentId(),
                found.enterpriseName(),
                found.statement(),
                found.status(),
                found.isFilerKnownTo(actor) ? found.filedBy() : null,
                found.filedAt(),
                found.dueAt(),
                found.decidedAt(),
                found.reason(),
                found.actions(actor));
    }
}
