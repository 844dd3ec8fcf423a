package cn.dengyun.adoption.record;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an authority decides on an objection. */
@Schema(name = "AdoptionDecisionRequest", description = "Whether the enterprise is right, and why")
record NewAdoptionDecision(
        @NotNull @Schema(required = true, description = "Whether the enterprise is right")
        AdoptionVerdict verdict,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "Both sides read it", examples = "经核实合同与使用记录，异议成立")
        String reason) {}
