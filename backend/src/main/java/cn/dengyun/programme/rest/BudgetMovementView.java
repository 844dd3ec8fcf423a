package cn.dengyun.programme.rest;

import cn.dengyun.platform.frame.Reply;
import cn.dengyun.programme.MovementService;
import cn.dengyun.programme.ProgrammeAccess;
import cn.dengyun.programme.domain.BudgetMovement;
import cn.dengyun.programme.domain.MovementKind;
import cn.dengyun.programme.domain.MovementStatus;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Hashes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A budget movement as authorities and finance see it. */
@Schema(
        name = "BudgetMovement",
        description =
                "Money that one person wants to move and another lets move; nothing has moved while it is proposed")
public record BudgetMovementView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The programme")
        UUID programmeId,

        @Schema(required = true) MovementKind kind,
        @Schema(required = true) MovementStatus status,

        @Schema(required = true, nullable = true, description = "Null: from finance", examples = "340000")
        String fromRegionCode,

        @Schema(required = true, nullable = true, description = "Null: out of the programme", examples = "340100")
        String toRegionCode,

        @Schema(required = true, nullable = true, description = "Whose ceiling it is")
        UUID providerId,

        @Schema(required = true, nullable = true, description = "Where what is left goes")
        UUID toProgrammeId,

        @Schema(required = true, nullable = true, description = "The movement that a reversal undoes")
        UUID reversesId,

        @Schema(
                required = true,
                nullable = true,
                description = "The reversal that undoes it, or waits for its approval; null when there is none")
        UUID reversalId,

        @Schema(required = true, nullable = true, description = "In fen; null: all that is left", examples = "50000000")
        Long amountFen,

        @Schema(
                required = true,
                nullable = true,
                description = "The number of the document that orders it, if there is one",
                examples = "财教〔2018〕88号")
        String document,

        @Schema(required = true, description = "Why the money is to move", examples = "按规上企业数分配")
        String reason,

        @Schema(required = true, nullable = true, description = "What was moved, in fen", examples = "50000000")
        Long movedFen,

        @Schema(required = true, description = "When it was asked for")
        Instant proposedAt,

        @Schema(required = true, description = "The account that asked for it")
        UUID proposedBy,

        @Schema(required = true, nullable = true, description = "When it was decided; null until then")
        Instant decidedAt,

        @Schema(required = true, nullable = true, description = "The account that decided")
        UUID decidedBy,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it was decided so; null until then",
                examples = "同意")
        String decisionReason,

        @Schema(
                required = true,
                description = "What the caller may do now: `APPROVE`, `REJECT`, `REVERSE`",
                examples = "[\"APPROVE\", \"REJECT\"]")
        List<String> availableActions) {

    static Reply<BudgetMovementView> ok(MovementService.Found found, Actor actor, Instant now) {
        BudgetMovementView view = of(found, actor, now);
        return Reply.ok(view).tagged(view.tag());
    }

    static Reply<BudgetMovementView> created(MovementService.Found found, Actor actor, Instant now) {
        BudgetMovementView view = of(found, actor, now);
        return Reply.created(view, "/api/v1/budget-movements/" + view.id()).tagged(view.tag());
    }

    static BudgetMovementView of(MovementService.Found found, Actor actor, Instant now) {
        BudgetMovement movement = found.movement();
        return new BudgetMovementView(
                movement.id(),
                movement.programmeId(),
                movement.kind(),
                movement.status(),
                movement.fromRegion(),
                movement.toRegion(),
                movement.providerId(),
                movement.toProgrammeId(),
                movement.reversesId(),
                found.reversalId(),
                movement.amountFen(),
                movement.document(),
                movement.reason(),
                movement.movedFen(),
                movement.proposedAt(),
                movement.proposedBy(),
                movement.decidedAt(),
                movement.decidedBy(),
                movement.decisionReason(),
                ProgrammeAccess.actions(found.programme(), movement, found.reversalId(), actor, now));
    }

    /** The entity tag. */
    String tag() {
        return Hashes.sha256Hex(status + " " + reversalId + " " + availableActions)
                .substring(0, 16);
    }
}
