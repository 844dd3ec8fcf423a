package cn.dengyun.programme;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.programme.domain.MovementKind;
import cn.dengyun.programme.domain.MovementStatus;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of budget movements. */
@Events(family = "cn.dengyun.voucher.budget-movement.", subject = "/api/v1/budget-movements/{movementId}")
enum BudgetMovementEvent implements EventType<BudgetMovementEvent.Data> {
    PROPOSED,
    APPROVED,
    REJECTED;

    @Schema(name = "BudgetMovementEventData", description = "What is to be moved, or was.")
    record Data(
            @Schema(description = "The movement.") UUID movementId,

            @Schema(description = "The programme.") UUID programmeId,

            @Schema(description = "What sort of movement it is.")
            MovementKind kind,

            @Schema(description = "Where it stands.") MovementStatus status,

            @Schema(
                    nullable = true,
                    description = "GB/T 2260 code of the region that gives; null when none does.",
                    examples = "340000")
            String fromRegionCode,

            @Schema(
                    nullable = true,
                    description = "GB/T 2260 code of the region that gets; null when none does.",
                    examples = "340100")
            String toRegionCode,

            @Schema(nullable = true, description = "Which programme gets what is carried over; null of all others.")
            UUID toProgrammeId,

            @Schema(nullable = true, description = "The movement that a reversal undoes; null of all others.")
            UUID reversesId,

            @Schema(
                    nullable = true,
                    description = "What was moved or is to be moved, in fen; null for all there is.",
                    minimum = "0",
                    examples = "100000000")
            Long amountFen) {}

    @Singleton
    static final class Declared extends EventTypes.Of<BudgetMovementEvent> {}
}
