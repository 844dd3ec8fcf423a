package cn.dengyun.monitoring.plan;

import cn.dengyun.shared.RegionCode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a region has to reach, whatever it weighs. */
@Schema(
        name = "PlanOverride",
        description = "What a region has to reach, whatever it weighs; what is left goes to the others")
record PlanOverride(
        @NotNull
        @Pattern(regexp = RegionCode.PATTERN)
        @Schema(required = true, description = "Its code", examples = "340100")
        String regionCode,

        @NotNull
        @Min(0)
        @Max(PlanWeight.MAX)
        @Schema(required = true, description = "What it has to reach", examples = "200")
        Long amount,

        @NotBlank @Size(max = 500) @Schema(required = true, description = "Why", examples = "工业企业集中，适当上调")
        String reason) {}
