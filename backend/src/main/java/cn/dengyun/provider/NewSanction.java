package cn.dengyun.provider;

import cn.dengyun.platform.citation.ClauseRequest;
import cn.dengyun.provider.domain.SanctionBasis;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A sanction to be proposed: because of an incident or of an evaluation, one of the two.
 *
 * @param basis null: {@link SanctionBasis#DECISION}
 */
@Schema(name = "SanctionRequest", description = "A sanction to be proposed, because of an incident or an evaluation")
public record NewSanction(
        @Schema(
                nullable = true,
                description = "The determined incident; this or the evaluation",
                examples = "01900000-0000-7000-8000-000000000b01")
        UUID securityIncidentId,

        @Schema(nullable = true, description = "The evaluation that was failed; this or the incident")
        UUID securityEvaluationId,

        @Schema(
                nullable = true,
                description = "The year from which the term is counted; `DECISION` unless said otherwise")
        SanctionBasis basis,

        @NotBlank
        @Size(max = 500)
        @Schema(
                required = true,
                description = "The provision that it rests on; public",
                examples = "《“皖企登云”行动计划（2018—2020年）》保障措施")
        String legalBasis,

        @Valid
        @Schema(
                nullable = true,
                description = "The clause of it, where the provision is a policy that is published here; public")
        ClauseRequest clause,

        @NotBlank
        @Size(max = 2_000)
        @Schema(
                required = true,
                description = "Why, without names of persons; public",
                examples = "发生重大信息安全事件，取消服务商资质。")
        String reason) {}
