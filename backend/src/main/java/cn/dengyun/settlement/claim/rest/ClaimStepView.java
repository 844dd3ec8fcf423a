package cn.dengyun.settlement.claim.rest;

import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.ClaimStep;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that was done with a claim. */
@Schema(name = "SettlementClaimStep", description = "Something that was done with a claim")
record ClaimStepView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(
                required = true,
                description = "What was done, as in `availableActions`, or by the rules, the clock or its batch",
                examples = "CONFIRM")
        String move,

        @Schema(required = true, description = "Where the claim stands afterwards")
        ClaimStatus status,

        @Schema(required = true, description = "When") Instant at,

        @Schema(
                required = true,
                nullable = true,
                description = "By when what follows had to be done; null where nothing does")
        Instant dueAt,

        @Schema(required = true, description = "The codes of a decision; empty where there are none", examples = "[]")
        List<String> reasonCodes,

        @Schema(
                required = true,
                nullable = true,
                description = "Why; null where nobody had to say",
                examples = "发票金额低于申请金额")
        String reason) {

    static ClaimStepView of(ClaimStep step) {
        return new ClaimStepView(
                step.id(), step.move(), step.status(), step.at(), step.dueAt(), step.reasonCodes(), step.reason());
    }
}
