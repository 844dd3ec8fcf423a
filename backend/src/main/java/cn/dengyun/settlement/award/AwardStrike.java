package cn.dengyun.settlement.award;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That an award is struck off its list, and why. */
@Schema(name = "AwardStrike", description = "That an award is struck off its list")
public record AwardStrike(
        @NotNull @Schema(required = true, description = "The award", examples = "01900000-0000-7000-8000-000000000901")
        UUID awardId,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "Kept on record, and shown to everybody", examples = "经核实不符合评选条件")
        String reason) {}
