package cn.dengyun.activity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an office says of its annual training plan, whole at first and changed in part. */
@Schema(name = "TrainingPlanRequest", description = "What an office means to hold in a year")
record TrainingPlanForm(
        @NotNull
        @Min(2_018)
        @Max(2_100)
        @Schema(required = true, description = "The year; it does not change afterwards", examples = "2030")
        Integer year,

        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "Its title; plain text of one line", examples = "合肥市 2030 年度登云培训计划")
        String title,

        @NotEmpty @Size(max = 4) @Schema(required = true, description = "What is to be reached, once for each kind")
        List<@NotNull @Valid Target> targets) {

    @Schema(name = "TrainingPlanTargetRequest", description = "What is to be reached with activities of a kind")
    record Target(
            @NotNull @Schema(required = true, description = "Of which kind")
            ActivityKind kind,

            @NotNull
            @Min(1)
            @Max(10_000)
            @Schema(required = true, description = "How many are to be held", examples = "12")
            Integer sessions,

            @NotNull
            @Min(0)
            @Max(1_000_000)
            @Schema(
                    required = true,
                    description = "How many people are to come; who comes to two activities counts twice",
                    examples = "600")
            Integer persons,

            @NotNull
            @Min(0)
            @Max(1_000_000)
            @Schema(required = true, description = "From how many enterprises, each once", examples = "300")
            Integer enterprises) {}
}
