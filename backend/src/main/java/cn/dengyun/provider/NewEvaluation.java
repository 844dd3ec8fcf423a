package cn.dengyun.provider;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.provider.domain.EvaluationResult;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A security evaluation to be put on record. */
@Schema(name = "SecurityEvaluationRequest", description = "A security evaluation to be put on record")
public record NewEvaluation(
        @NotNull
        @Schema(
                required = true,
                description = "Whose platform or product",
                examples = "01900000-0000-7000-8000-000000000001")
        UUID providerId,

        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "The platform or product", examples = "皖云对象存储")
        String subject,

        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "The body that has evaluated it", examples = "安徽省信息安全测评中心")
        String evaluator,

        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "By which standard", examples = "GB/T 22239-2008 第三级")
        String standard,

        @Size(max = 100) @Schema(nullable = true, description = "The number of its report", examples = "皖测〔2018〕42号")
        String reportNumber,

        @NotNull
        @Schema(required = true, description = "`FAILED` opens the way to a sanction of its provider as a whole")
        EvaluationResult result,

        @NotNull @PlausibleDay @Schema(required = true, description = "The day of the result", examples = "2018-06-15")
        LocalDate evaluatedOn) {}
