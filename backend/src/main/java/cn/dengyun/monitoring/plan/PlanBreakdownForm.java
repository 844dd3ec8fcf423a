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

/** By what a city decomposes one of its targets to its counties. How much that is the annual plan says. */
@Schema(
        name = "PlanBreakdownRequest",
        description = "By what a target of the city goes to its counties, and to the zones in it that have a weight")
record PlanBreakdownForm(
        @NotNull @Schema(required = true, description = "What is counted")
        PlanIndicator indicator,

        @Min(0)
        @Max(1_000_000)
        @Schema(
                nullable = true,
                description = "No county gets less, unless it was set so; 0 when absent",
                examples = "1")
        Long floor,

        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "What the weights are", examples = "规模以上工业企业数")
        String weightsBasis,

        @NotNull
        @Size(min = 1, max = 200)
        @Schema(required = true, description = "One for each county", examples = PlanWeight.COUNTIES)
        List<@NotNull @Valid PlanWeight> weights,

        @Size(max = 200)
        @Schema(
                nullable = true,
                description = "None when absent",
                examples = "[{\"regionCode\":\"340123\",\"amount\":20,\"reason\":\"园区企业集中，适当上调\"}]")
        List<@NotNull @Valid PlanOverride> overrides) {

    PlanBreakdownForm {
        floor = floor == null ? 0L : floor;
        overrides = overrides == null ? List.of() : overrides;
    }

    static PlanBreakdownForm of(PlanTarget target) {
        PlanTargetForm form = PlanTargetForm.of(target);
        return new PlanBreakdownForm(
                form.indicator(), form.floor(), form.weightsBasis(), form.weights(), form.overrides());
    }
}
