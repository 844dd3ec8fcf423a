package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.monitoring.plan.domain.PlanTarget;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A target of the province and by what it is decomposed to the units. */
@Schema(name = "PlanTargetRequest", description = "A target of the province, and by what it goes to the 18 units")
record PlanTargetForm(
        @NotNull @Schema(required = true, description = "What is counted")
        PlanIndicator indicator,

        @NotNull
        @Min(0)
        @Max(PlanWeight.MAX)
        @Schema(required = true, description = "What the province has to reach", examples = "1000")
        Long amount,

        @Min(0)
        @Max(1_000_000)
        @Schema(nullable = true, description = "No unit gets less, unless it was set so; 0 when absent", examples = "1")
        Long floor,

        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "What the weights are", examples = "规模以上工业企业数")
        String weightsBasis,

        @NotNull
        @Size(min = 1, max = 200)
        @Schema(required = true, description = "One for each unit", examples = PlanWeight.UNITS)
        List<@NotNull @Valid PlanWeight> weights,

        @Size(max = 200) @Schema(nullable = true, description = "None when absent")
        List<@NotNull @Valid PlanOverride> overrides) {

    PlanTargetForm {
        floor = floor == null ? 0L : floor;
        overrides = overrides == null ? List.of() : overrides;
    }

    static PlanTargetForm of(PlanTarget target) {
        return new PlanTargetForm(
                target.indicator(),
                target.amount(),
                target.floor(),
                target.weightsBasis(),
                target.shares().stream()
                        .map(share -> new PlanWeight(share.regionCode(), share.weight()))
                        .toList(),
                target.shares().stream()
                        .filter(share -> share.set() != null)
                        .map(share -> new PlanOverride(share.regionCode(), share.set(), share.reason()))
                        .toList());
    }
}
