package cn.dengyun.monitoring.appraisal;

import cn.dengyun.platform.operation.PlausibleDay;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent to move an evaluation. */
final class EvaluationForms {

    private EvaluationForms() {}

    /** What becomes of an objection. */
    enum EvaluationObjectionOutcome {
        UPHOLD,
        REJECT
    }

    @Schema(name = "EvaluationConsultationRequest", description = "As of when what is scored is frozen")
    record Consultation(
            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record", examples = "年度工作结束，开始征求意见")
            String reason,

            @PlausibleDay
            @Schema(
                    nullable = true,
                    description = "The last recount up to this moment is taken; up to now when absent",
                    examples = "2030-12-31T16:00:00Z")
            Instant asOf) {}

    @Schema(name = "EvaluationObjectionRequest", description = "What a unit has against a component of its row")
    record Objection(
            @NotNull
            @Pattern(regexp = EvaluationForm.CODE)
            @Schema(required = true, description = "The component", examples = "TARGETS")
            String component,

            @NotBlank
            @Size(max = 4_000)
            @Schema(
                    required = true,
                    description = "What is wrong and what shows it; whoever decides reads it",
                    examples = "12 月新认定的 6 户企业未计入，认定编号见附表")
            String reasons) {}

    /** @param corrected null unless it is upheld */
    @Schema(name = "EvaluationObjectionDecisionRequest", description = "What becomes of an objection, and why")
    record Decision(
            @NotNull @Schema(required = true, description = "Whether it is upheld", examples = "UPHOLD")
            EvaluationObjectionOutcome outcome,

            @NotBlank
            @Size(max = 2_000)
            @Schema(
                    required = true,
                    description =
                            "The unit reads it, and where it is upheld everybody once the evaluation is published",
                    examples = "经核实，6 户企业应当计入")
            String reason,

            @Pattern(regexp = "^(0|[1-9][0-9]{0,11})(\\.[0-9]{1,2})?$")
            @Schema(
                    nullable = true,
                    description = "Only where it is upheld, and then required: the number, or of typed components the"
                            + " points, that take the place of what was frozen",
                    examples = "96")
            String corrected) {}
}
