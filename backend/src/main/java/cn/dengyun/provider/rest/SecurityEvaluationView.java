package cn.dengyun.provider.rest;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.provider.domain.EvaluationResult;
import cn.dengyun.provider.domain.SecurityEvaluation;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A security evaluation as the provider and its authorities see it. */
@Schema(name = "SecurityEvaluation", description = "What a body has found of a platform or product of a provider")
public record SecurityEvaluationView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "0: an evaluation is never changed", examples = "0")
        int version,

        @Schema(
                required = true,
                description = "Whose platform or product",
                examples = "01900000-0000-7000-8000-000000000001")
        UUID providerId,

        @Schema(required = true, description = "As it was called then", examples = "皖云示范云平台")
        String providerNameZh,

        @Schema(required = true, description = "Where the provider is, GB/T 2260", examples = "340000")
        String regionCode,

        @Schema(required = true, description = "The platform or product", examples = "皖云对象存储")
        String subject,

        @Schema(required = true, description = "The body that has evaluated it", examples = "安徽省信息安全测评中心")
        String evaluator,

        @Schema(required = true, description = "By which standard", examples = "GB/T 22239-2008 第三级")
        String standard,

        @Schema(required = true, nullable = true, description = "The number of its report", examples = "皖测〔2018〕42号")
        String reportNumber,

        @Schema(required = true, description = "What it came to")
        EvaluationResult result,

        @Schema(required = true, description = "The day of the result", examples = "2018-06-15")
        LocalDate evaluatedOn,

        @Schema(required = true, description = "What the caller may do with it: nothing", examples = "[]")
        List<String> availableActions,

        @Schema(required = true, description = "When it was put on record")
        Instant createdAt)
        implements Tagged {

    static SecurityEvaluationView of(SecurityEvaluation evaluation, Actor actor) {
        return new SecurityEvaluationView(
                evaluation.id(),
                evaluation.version(),
                evaluation.providerId(),
                evaluation.providerNameZh(),
                evaluation.regionCode(),
                evaluation.subject(),
                evaluation.evaluator(),
                evaluation.standard(),
                evaluation.reportNumber(),
                evaluation.result(),
                evaluation.evaluatedOn(),
                evaluation.actions(actor),
                evaluation.createdAt());
    }
}
