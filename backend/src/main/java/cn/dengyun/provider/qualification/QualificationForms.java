package cn.dengyun.provider.qualification;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent about objections. */
final class QualificationForms {

    private QualificationForms() {}

    @Schema(name = "QualificationObjectionRequest", description = "What somebody has against a qualification")
    record NewObjection(
            @NotBlank
            @Size(max = 4_000)
            @Schema(required = true, description = "What is wrong, and how it can be seen", examples = "该单位的测评报告系伪造。")
            String statement) {}

    @Schema(name = "QualificationObjectionDecisionRequest", description = "What is decided on an objection")
    record ObjectionDecision(
            @NotNull @Schema(required = true, description = "`UPHOLD` rejects the qualification")
            ObjectionMove decision,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record", examples = "经核查，异议不成立")
            String reason) {}
}
