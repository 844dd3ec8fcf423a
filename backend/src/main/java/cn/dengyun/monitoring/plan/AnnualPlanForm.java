package cn.dengyun.monitoring.plan;

import cn.dengyun.platform.operation.PlausibleDay;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an annual plan says: sent whole to draw one up, in part to change it. */
@Schema(name = "AnnualPlanRequest", description = "The annual plan and its targets")
record AnnualPlanForm(
        @Min(AnnualPlanForm.FIRST_YEAR)
        @Max(2_100)
        @Schema(required = true, description = "The year that it is for", examples = "2030")
        int year,

        @NotBlank @Size(max = 200) @Schema(required = true, description = "Its title", examples = "2030 年“皖企登云”年度计划")
        String title,

        @NotBlank
        @Size(max = 500)
        @Schema(required = true, description = "The document that it rests on", examples = "“皖企登云”行动计划（2018—2020 年）")
        String basis,

        @NotNull
        @PlausibleDay
        @Schema(
                required = true,
                description = "The last day on which units and counties file their implementation plans",
                examples = "2030-09-30")
        LocalDate implementationDueOn,

        @NotNull @Size(min = 1, max = 4) @Schema(required = true, description = "Its phases, one behind the other")
        List<@NotNull @Valid PlanPhase> phases,

        @NotNull @Size(min = 1, max = 20) @Schema(required = true, description = "Its targets, one for each indicator")
        List<@NotNull @Valid PlanTargetForm> targets) {

    /** That of the action plan. */
    static final int FIRST_YEAR = 2018;
}
