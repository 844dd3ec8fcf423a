package cn.dengyun.monitoring.plan;

import cn.dengyun.platform.operation.PlausibleDay;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a region will do. */
@Schema(name = "PlanMeasure", description = "What a region will do to reach its targets")
record PlanMeasure(
        @NotBlank @Size(max = 200) @Schema(required = true, description = "In a few words", examples = "组织企业登云培训")
        String title,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "What is to be done", examples = "每月一场，覆盖规上工业企业")
        String tasks,

        @NotBlank @Size(max = 200) @Schema(required = true, description = "Who does it", examples = "县经信委信息化科")
        String responsible,

        @NotNull @PlausibleDay @Schema(required = true, description = "By when", examples = "2030-11-30")
        LocalDate dueOn) {}
