package cn.dengyun.adoption.record;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody found who has looked at a record that was drawn. */
@Schema(name = "AdoptionInspectionRequest", description = "What was found of a record of the sample")
record NewInspection(
        @NotNull
        @Schema(
                required = true,
                description = "A record of the sample",
                examples = "01900000-0000-7000-8000-000000000e21")
        UUID recordId,

        @NotNull @Schema(required = true, description = "What was found")
        SampleFinding finding,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "How it was found out; kept on record", examples = "电话核实，企业正在使用")
        String note) {}
