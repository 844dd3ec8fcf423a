package cn.dengyun.provider.rest;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.provider.domain.AppealStatus;
import cn.dengyun.provider.domain.SanctionAppeal;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An appeal as the provider and the authorities see it. */
@Schema(name = "SanctionAppeal", description = "What a provider has against a sanction, and what was decided on it")
public record SanctionAppealView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change", examples = "0")
        int version,

        @Schema(required = true, description = "Against which sanction")
        UUID sanctionId,

        @Schema(required = true, description = "Facts, reasons and evidence", examples = "认定依据的评测报告已被评测机构更正。")
        String grounds,

        @Schema(required = true, description = "Where it stands")
        AppealStatus status,

        @Schema(required = true, description = "Whether it has suspended the effect of the sanction")
        boolean stayed,

        @Schema(required = true, nullable = true, description = "Why it was decided so", examples = "维持原决定")
        String decision,

        @Schema(required = true, nullable = true, description = "When; null before")
        Instant decidedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "The last day of the sanction, where it was shortened",
                examples = "2018-12-31")
        LocalDate lastDay,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"UPHOLD\", \"REVOKE\"]")
        List<String> availableActions,

        @Schema(required = true, description = "When it came")
        Instant filedAt,

        @Schema(required = true, description = "When it was last changed")
        Instant updatedAt)
        implements Tagged {

    static SanctionAppealView of(SanctionAppeal appeal, Actor actor) {
        return new SanctionAppealView(
                appeal.id(),
                appeal.version(),
                appeal.sanctionId(),
                appeal.grounds(),
                appeal.status(),
                appeal.stayedBy() != null,
                appeal.decision(),
                appeal.decidedAt(),
                appeal.lastDay(),
                appeal.actions(actor),
                appeal.filedAt(),
                appeal.updatedAt());
    }
}
