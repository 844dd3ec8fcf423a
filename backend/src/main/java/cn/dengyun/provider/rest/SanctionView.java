package cn.dengyun.provider.rest;

import cn.dengyun.platform.citation.ClauseLink;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.provider.SanctionService.Shown;
import cn.dengyun.provider.domain.Sanction;
import cn.dengyun.provider.domain.SanctionBasis;
import cn.dengyun.provider.domain.SanctionStatus;
import cn.dengyun.provider.domain.SanctionTerm;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A sanction as its caller sees it: the public sees whom it is against, why, by what and until when. */
@Schema(name = "Sanction", description = "That a provider loses its standing because of an incident or an evaluation")
public record SanctionView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change", examples = "2")
        int version,

        @Schema(required = true, description = "Against whom", examples = "01900000-0000-7000-8000-000000000001")
        UUID providerId,

        @Schema(required = true, description = "As it was called when it was proposed", examples = "皖云示范云平台")
        String providerNameZh,

        @Schema(required = true, description = "Where the provider is, GB/T 2260", examples = "340000")
        String regionCode,

        @Schema(required = true, description = "At this moment")
        SanctionStatus status,

        @Schema(required = true, description = "The year from which the term is counted")
        SanctionBasis basis,

        @Schema(
                required = true,
                description = "The provision that it rests on",
                examples = "《“皖企登云”行动计划（2018—2020年）》保障措施")
        String legalBasis,

        @Schema(
                required = true,
                nullable = true,
                description = "The clause of it, in the edition that was live when it was imposed, or proposed until"
                        + " then; null where it names none that everybody can read")
        ClauseLink clause,

        @Schema(required = true, description = "Why", examples = "发生重大信息安全事件，取消服务商资质。")
        String reason,

        @Schema(required = true, nullable = true, description = "Since when it is in force; null before")
        Instant effectiveFrom,

        @Schema(
                required = true,
                nullable = true,
                description = "The last day on which it is in force; null unless it was imposed",
                examples = "2019-12-31")
        LocalDate lastDay,

        @Schema(required = true, description = "Whether an appeal suspends its effect")
        boolean stayed,

        @Schema(required = true, nullable = true, description = "The incident; not for the public")
        UUID securityIncidentId,

        @Schema(required = true, nullable = true, description = "The evaluation; not for the public")
        UUID securityEvaluationId,

        @Schema(
                required = true,
                nullable = true,
                description = "The first moment at which it can be decided; null before the hearing and for the public")
        Instant hearingUntil,

        @Schema(
                required = true,
                nullable = true,
                description = "What the provider said; not for the public",
                examples = "事件由上游组件漏洞引起，已于两小时内修复并通知用户。")
        String statement,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it was imposed, rejected or withdrawn; not for the public",
                examples = "听证后决定")
        String decision,

        @Schema(
                required = true,
                nullable = true,
                description = "Why somebody wants it taken back; not for the public",
                examples = "认定有误")
        String revocationReason,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"IMPOSE\", \"REJECT\"]")
        List<String> availableActions,

        @Schema(required = true, nullable = true, description = "When it was proposed; not for the public")
        Instant proposedAt,

        @Schema(required = true, description = "When it was last changed")
        Instant updatedAt)
        implements Tagged {

    static SanctionView of(Shown shown, Actor actor, Instant now) {
        Sanction sanction = shown.sanction();
        boolean isInsider = sanction.isSeenWhollyBy(actor);
        return new SanctionView(
                sanction.id(),
                sanction.version(),
                sanction.providerId(),
                sanction.providerNameZh(),
                sanction.regionCode(),
                sanction.statusAt(now),
                sanction.basis(),
                sanction.legalBasis(),
                shown.clause(),
                sanction.reason(),
                sanction.endsAt() == null ? null : sanction.decidedAt(),
                sanction.endsAt() == null ? null : SanctionTerm.lastDayBefore(sanction.endsAt()),
                sanction.stayedAt() != null,
                isInsider ? sanction.incidentId() : null,
                isInsider ? sanction.evaluationId() : null,
                isInsider ? sanction.hearingUntil() : null,
                isInsider ? sanction.statement() : null,
                isInsider ? sanction.decision() : null,
                isInsider ? sanction.revocationReason() : null,
                sanction.actions(actor, now),
                isInsider ? sanction.proposedAt() : null,
                sanction.updatedAt());
    }

    /** The clock ends it without a new version, the public sees less of it, and a policy may be withdrawn. */
    @Override
    public String entityTag() {
        return EntityTags.of(version, List.of(status, availableActions, proposedAt == null, clause == null));
    }
}
