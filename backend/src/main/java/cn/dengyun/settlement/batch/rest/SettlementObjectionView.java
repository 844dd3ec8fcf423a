package cn.dengyun.settlement.batch.rest;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.settlement.batch.domain.SettlementObjection;
import cn.dengyun.settlement.batch.domain.SettlementObjectionStatus;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An objection to a settlement line as its caller sees it. */
@Schema(name = "SettlementObjection", description = "What somebody says against one payment on public notice")
record SettlementObjectionView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change") int version,

        @Schema(description = "The batch") UUID settlementBatchId,

        @Schema(description = "The line") UUID lineId,

        @Schema(description = "What is objected", examples = "该企业并未使用所列服务")
        String statement,

        @Schema(description = "When it was filed") Instant filedAt,

        @Schema(description = "What became of it") SettlementObjectionStatus status,

        @Schema(nullable = true, description = "By when it has to be decided; null when it was")
        Instant dueAt,

        @Schema(nullable = true, description = "When it was decided; null before")
        Instant decidedAt,

        @Schema(nullable = true, description = "Why; null before", examples = "经核查，异议不成立")
        String reason,

        @Schema(description = "What the caller may do now", examples = "[\"UPHOLD\", \"DISMISS\"]")
        List<String> availableActions)
        implements Tagged {

    static SettlementObjectionView of(SettlementObjection objection, Actor actor) {
        return new SettlementObjectionView(
                objection.id(),
                objection.version(),
                objection.batchId(),
                objection.lineId(),
                objection.statement(),
                objection.filedAt(),
                objection.status(),
                objection.dueAt(),
                objection.decidedAt(),
                objection.reason(),
                objection.actions(actor));
    }
}
