package cn.dengyun.settlement.batch;

import cn.dengyun.settlement.batch.domain.SettlementObjectionMove;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What becomes of an objection. */
@Schema(name = "SettlementObjectionDecisionRequest", description = "What becomes of an objection")
public record ObjectionDecision(
        @NotNull
        @Schema(
                required = true,
                description = "`UPHOLD`: the claim goes back to whoever made it; `DISMISS`: it can be paid",
                examples = "DISMISS")
        SettlementObjectionMove outcome,

        @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "经核查，异议不成立")
        String reason) {}
