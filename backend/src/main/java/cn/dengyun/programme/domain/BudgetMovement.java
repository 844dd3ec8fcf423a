package cn.dengyun.programme.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Money of a programme that one person wants to move and another lets move.
 *
 * @param fromRegion whose budget gives; null when it comes from finance
 * @param toRegion whose budget gets; null when it goes back to finance
 * @param providerId of a {@link MovementKind#PROVIDER_CEILING}
 * @param toProgrammeId of a {@link MovementKind#CARRY_OVER}, and of the reversal of one
 * @param reversesId of a {@link MovementKind#REVERSAL}: the movement that it undoes
 * @param amountFen null when it is all that is left
 * @param document the paper that it rests on; null when there is none
 * @param movedFen what was moved; null before
 * @param decidedAt null while it is proposed, as are the following
 */
public record BudgetMovement(
        UUID id,
        UUID programmeId,
        MovementKind kind,
        String fromRegion,
        String toRegion,
        UUID providerId,
        UUID toProgrammeId,
        UUID reversesId,
        Long amountFen,
        String document,
        String reason,
        MovementStatus status,
        Long movedFen,
        Instant proposedAt,
        UUID proposedBy,
        Instant decidedAt,
        UUID decidedBy,
        String decisionReason) {

    /** Whether it took what was left out of its programme, and can be undone. */
    public boolean isReversible() {
        return status == MovementStatus.APPROVED && kind.isOfWhatIsLeft();
    }

    /** The same, decided. */
    public BudgetMovement decided(MovementDecision decision, Long moved, Instant at, UUID by, String why) {
        return new BudgetMovement(
                id,
                programmeId,
                kind,
                fromRegion,
                toRegion,
                providerId,
                toProgrammeId,
                reversesId,
                amountFen,
                document,
                reason,
                decision.from(status),
                moved,
                proposedAt,
                proposedBy,
                at,
                by,
                why);
    }
}
