package cn.dengyun.audit;

import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An erasure as administrators and auditors see it. */
@Schema(
        name = "AuditErasure",
        description = "What one person wants to erase from the audit trail and another lets be erased.")
record ErasureView(
        @Schema(description = "Its id.") UUID id,

        ErasureStatus status,

        @Schema(nullable = true, description = "Of what this account did.")
        UUID actorId,

        @Schema(
                nullable = true,
                description = "Of what was done to this path and below.",
                examples = "/api/v1/organizations/01900000-0000-7000-8000-000000000103/members")
        String subject,

        @Schema(description = "Why it was proposed.", examples = "本人申请删除，工单 2018-118")
        String reason,

        @Schema(
                description = "Entries that it concerned when it was proposed; 100000 may be more.",
                minimum = "0",
                maximum = "100000")
        long concerned,

        @Schema(description = "When it was proposed.") Instant proposedAt,

        @Schema(description = "The account that proposed it.")
        UUID proposedBy,

        @Schema(nullable = true, description = "When it was decided; null until then.")
        Instant decidedAt,

        @Schema(nullable = true, description = "The account that decided.")
        UUID decidedBy,

        @Schema(nullable = true, description = "Why it was decided so.", examples = "已核实本人申请")
        String decisionReason,

        @Schema(description = "Entries that lost their personal part.", minimum = "0")
        long erased,

        @Schema(description = "Whether some are left: then approve again with another key.")
        boolean hasMore,

        @Schema(nullable = true, description = "The latest entry that records what was erased.")
        UUID entryId,

        @Schema(
                description = "What the caller may do now: `APPROVE`, `REJECT`.",
                examples = "[\"APPROVE\", \"REJECT\"]")
        List<String> availableActions) {

    static ErasureView of(Erasure erasure, Actor actor) {
        return new ErasureView(
                erasure.id(),
                erasure.status(),
                erasure.actorId(),
                erasure.subject(),
                erasure.reason(),
                erasure.concerned(),
                erasure.proposedAt(),
                erasure.proposedBy(),
                erasure.decidedAt(),
                erasure.decidedBy(),
                erasure.decisionReason(),
                erasure.erased(),
                erasure.hasMore(),
                erasure.entryId(),
                erasure.actionsOf(actor));
    }
}
