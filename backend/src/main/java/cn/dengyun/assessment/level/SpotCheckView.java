package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A spot check as its caller sees it. */
@Schema(name = "SpotCheck", description = "That a level which holds is checked because it was drawn")
record SpotCheckView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change", examples = "1")
        int version,

        @Schema(required = true, description = "The draw") UUID drawId,

        @Schema(required = true, description = "The assessment whose level is checked")
        UUID assessmentId,

        @Schema(required = true, description = "The enterprise", examples = "肥西示范精密机械有限公司")
        String enterpriseName,

        @Schema(required = true, description = "Where it is, GB/T 2260", examples = "340123")
        String regionCode,

        @Schema(required = true, description = "The period that it was drawn for", examples = "2018-Q3")
        String period,

        @Schema(required = true, description = "The level when it was drawn")
        AssessmentLevel level,

        @Schema(required = true, description = "Where it stands")
        SpotCheckStatus status,

        @Schema(required = true, description = "Whose authority checks, GB/T 2260", examples = "340100")
        String ownerRegionCode,

        @Schema(
                required = true,
                nullable = true,
                description = "By when the next step is to be done: of one that is `OPEN`, until when the enterprise"
                        + " can answer; null at its end")
        Instant dueAt,

        @Schema(
                required = true,
                nullable = true,
                description = "What the enterprise says; null before it has answered",
                examples = "核心系统仍在云上运行，合同见附件。")
        String statement,

        @Schema(required = true, description = "The documents that it names")
        List<UUID> documentIds,

        @Schema(required = true, nullable = true, description = "When it has answered; null before")
        Instant answeredAt,

        @Schema(
                required = true,
                nullable = true,
                description = "What the authority has looked at and found; null before",
                examples = "经现场核查，核心系统在云上运行")
        String findings,

        @Schema(
                required = true,
                nullable = true,
                description = "The lower level that was proposed; null unless one was")
        AssessmentLevel proposedLevel,

        @Schema(required = true, nullable = true, description = "When the authority has said so; null before")
        Instant checkedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why the last step was done; null where nobody said",
                examples = "抽查发现核心系统已停用")
        String reason,

        @Schema(required = true, description = "When it was opened")
        Instant openedAt,

        @Schema(required = true, nullable = true, description = "When it ended; null before")
        Instant endedAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"CONFIRM\", \"PROPOSE\"]")
        List<String> availableActions)
        implements Tagged {

    static SpotCheckView of(SpotCheck found, Actor actor, Instant now) {
        SpotCheckAnswer answer = found.answer();
        SpotCheckResult result = found.result();
        return new SpotCheckView(
                found.id(),
                found.version(),
                found.drawId(),
                found.assessmentId(),
                found.enterpriseName(),
                found.regionCode(),
                found.period(),
                found.level(),
                found.statusAt(now),
                found.officeRegionCode(),
                found.dueAt(),
                answer == null ? null : answer.statement(),
                answer == null ? List.of() : answer.documentIds(),
                answer == null ? null : answer.answeredAt(),
                result == null ? null : result.findings(),
                result == null ? null : result.proposedLevel(),
                result == null ? null : result.checkedAt(),
                found.reason(),
                found.openedAt(),
                found.endedAt(),
                found.actionsAt(actor, now));
    }
}
