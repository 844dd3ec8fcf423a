package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody in a draw of experts as the caller sees it: an enterprise is not told who it is. */
@Schema(name = "AssessmentOpinion", description = "Somebody in a draw of experts, and what was found")
record AssessmentOpinionView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "The assessment")
        UUID assessmentId,

        @Schema(required = true, nullable = true, description = "The appeal that it is for; null in a review")
        UUID appealId,

        @Schema(required = true, description = "The enterprise", examples = "肥西示范精密机械有限公司")
        String enterpriseName,

        @Schema(required = true, description = "Where it stands")
        AssessmentOpinionStatus status,

        @Schema(
                required = true,
                nullable = true,
                description = "The draw; null but for the province and auditors, as what follows up to `bar`")
        UUID drawId,

        @Schema(required = true, nullable = true, description = "The entry of the list, whose id is drawn")
        UUID expertId,

        @Schema(required = true, nullable = true, description = "What the expert is called", examples = "王芳")
        String expertName,

        @Schema(
                required = true,
                nullable = true,
                description = "By the key among those who could be drawn, from 1; null of who could not",
                examples = "1")
        Integer place,

        @Schema(
                required = true,
                nullable = true,
                description = "SHA-256 of the seed of the draw and `expertId`, in hexadecimal digits",
                examples = "5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a5f0c1b2a")
        String key,

        @Schema(
                required = true,
                nullable = true,
                description = "What keeps the expert from it; null where nothing does")
        AssessmentExpertBar bar,

        @Schema(required = true, nullable = true, description = "The level that is confirmed; null before it is stated")
        AssessmentLevel level,

        @Schema(
                required = true,
                nullable = true,
                description = "Why that level, or why the expert has declined; null before",
                examples = "核心系统已在云上运行，材料充分")
        String reason,

        @Schema(required = true, description = "What there is to say to single dimensions; empty before")
        List<AssessmentExpertForms.Remark> remarks,

        @Schema(required = true, nullable = true, description = "When the expert was drawn; null before")
        Instant askedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "By when the opinion has to be stated; null where none has")
        Instant dueAt,

        @Schema(required = true, nullable = true, description = "When it was stated, or ended otherwise; null before")
        Instant endedAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"STATE\", \"DECLINE\"]")
        List<String> availableActions)
        implements Tagged {

    static AssessmentOpinionView of(AssessmentOpinion found, Actor actor, Instant now) {
        boolean isNamed = found.isNamedTo(actor);
        return new AssessmentOpinionView(
                found.id(),
                found.version(),
                found.assessmentId(),
                found.appealId(),
                found.enterpriseName(),
                found.status(),
                isNamed ? found.drawId() : null,
                isNamed ? found.expertId() : null,
                isNamed ? found.expertName() : null,
                isNamed ? found.place() : null,
                isNamed ? found.drawKey() : null,
                isNamed ? found.bar() : null,
                found.level(),
                found.reason(),
                found.allRemarks(),
                found.askedAt(),
                found.dueAt(),
                found.endedAt(),
                found.actionsAt(actor, now));
    }
}
