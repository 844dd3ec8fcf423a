package cn.dengyun.monitoring.plan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an implementation plan says, changed in part while it is written; what is missing is asked for when it is filed.
 */
@Schema(
        name = "ImplementationPlanRequest",
        description = "What a unit or county will do, and how a city shares targets")
record ImplementationPlanForm(
        @Size(max = 20_000)
        @Schema(
                nullable = true,
                description = "How the targets will be reached; empty when absent",
                examples = "以县（市、区）为单位，分行业推进。")
        String summary,

        @Size(max = 30) @Schema(nullable = true, description = "What will be done; none when absent")
        List<@NotNull @Valid PlanMeasure> measures,

        @Size(max = 20)
        @Schema(nullable = true, description = "Of a city: one for each indicator of the annual plan; none of a county")
        List<@NotNull @Valid PlanBreakdownForm> breakdowns) {

    ImplementationPlanForm {
        summary = summary == null ? "" : summary;
        measures = measures == null ? List.of() : measures;
        breakdowns = breakdowns == null ? List.of() : breakdowns;
    }
}
