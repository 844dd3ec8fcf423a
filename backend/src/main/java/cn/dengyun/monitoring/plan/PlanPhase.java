package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.PlanPhaseKind;
import cn.dengyun.platform.operation.PlausibleDay;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A phase of an annual plan; it may go on in the years behind. */
@Schema(name = "PlanPhase", description = "A phase of an annual plan and what is to be done in it")
record PlanPhase(
        @NotNull @Schema(required = true, description = "Which of the plan's phases it is")
        PlanPhaseKind kind,

        @NotNull @PlausibleDay @Schema(required = true, description = "Its first day", examples = "2030-10-01")
        LocalDate fromOn,

        @NotNull @PlausibleDay @Schema(required = true, description = "Its last day", examples = "2030-12-31")
        LocalDate untilOn,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "What is to be done", examples = "规模覆盖，全面推进企业登云")
        String tasks) {}
