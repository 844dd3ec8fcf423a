package cn.dengyun.settlement.recovery.rest;

import cn.dengyun.settlement.recovery.domain.RecoveryStatus;
import cn.dengyun.settlement.recovery.domain.RecoveryStep;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that was done with a recovery. */
@Schema(name = "RecoveryStep", description = "Something that was done with a recovery; of a receipt, what has come in")
record RecoveryStepView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "What was done: `DEMAND`, `REMIND`, or as in `availableActions`", examples = "RECEIVE")
        String move,

        @Schema(description = "Where the recovery stands afterwards")
        RecoveryStatus status,

        @Schema(description = "When") Instant at,

        @Schema(
                nullable = true,
                description = "What was demanded, received, undone or given up, in fen; null of anything else",
                examples = "1000")
        Long amountFen,

        @Schema(
                nullable = true,
                description = "Serial number of the bank's slip; null unless something has come in",
                examples = "20181022000417")
        String serial,

        @Schema(nullable = true, description = "Its value date; null likewise", examples = "2018-10-22")
        LocalDate receivedOn,

        @Schema(
                nullable = true,
                description = "The receipt that was undone; null of anything else",
                examples = "01900000-0000-7000-8000-000000000b02")
        UUID reversesId,

        @Schema(nullable = true, description = "Why; null where nobody had to say", examples = "本季度资金紧张，申请分期退回。")
        String reason) {

    static RecoveryStepView of(RecoveryStep step) {
        return new RecoveryStepView(
                step.id(),
                step.move(),
                step.status(),
                step.at(),
                step.amountFen(),
                step.serial(),
                step.receivedOn(),
                step.reversesId(),
                step.reason());
    }
}
