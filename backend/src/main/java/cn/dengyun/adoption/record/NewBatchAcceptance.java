package cn.dengyun.adoption.record;

import cn.dengyun.shared.RegionCode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What of an import is accepted. */
@Schema(name = "AdoptionAcceptanceRequest", description = "Which county's part of an import is accepted, and why")
record NewBatchAcceptance(
        @NotNull
        @Pattern(regexp = RegionCode.PATTERN)
        @Schema(required = true, description = "The county", examples = "340123")
        String regionCode,

        @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "抽查核实无误")
        String reason) {}
