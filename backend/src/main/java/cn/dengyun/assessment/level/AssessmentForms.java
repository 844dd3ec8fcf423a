package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.assessment.standard.StandardForm;
import cn.dengyun.platform.operation.OnlyWith;
import cn.dengyun.platform.operation.Variants;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said of assessments. */
final class AssessmentForms {

    private AssessmentForms() {}

    /** What an enterprise answers: sent whole to begin, in part to change it. */
    @Schema(name = "AssessmentRequest", description = "What an enterprise answers to the standard")
    record Answers(
            @NotNull
            @Size(max = 600)
            @Schema(
                    required = true,
                    description = "To indicators of the standard, each once; all are needed before it is submitted")
            List<@NotNull @Valid Answer> answers) {}

    @Schema(name = "AssessmentAnswer", description = "What is answered to an indicator")
    record Answer(
            @NotNull
            @Pattern(regexp = StandardForm.CODE)
            @Schema(required = true, description = "The indicator", examples = "S-1")
            String indicator,

            @NotNull
            @Size(max = 20)
            @Schema(
                    required = true,
                    description = "Points from 0 to 100, `YES` or `NO`, or a number, as the indicator asks",
                    examples = "2")
            String value) {}

    @Schema(name = "AssessmentSubmissionRequest", description = "That the answers are true, and what proves them")
    record Submission(
            @Schema(
                    required = true,
                    description = "That what is answered and proved is true (真实性承诺); without it nothing is submitted",
                    examples = "true")
            boolean pledge,

            @NotEmpty
            @Size(max = 50)
            @Schema(
                    required = true,
                    description = "Documents in force on the assessment, which are put on it with"
                            + " `createAssessmentDocument`",
                    examples = "[\"01900000-0000-7000-8000-000000000811\"]")
            List<@NotNull UUID> documentIds) {}

    /** What a reviewer decides. */
    enum AssessmentDecision {
        APPROVE,
        RETURN,
        REJECT
    }

    /**
     * @param level only where it is confirmed, and then it has to be said
     * @param defects only where it is returned, and then there are some
     */
    @Variants("decision")
    @Schema(name = "AssessmentReviewRequest", description = "What an authority finds")
    record Review(
            @NotNull
            @Schema(
                    required = true,
                    description = "`APPROVE` with a level, `RETURN` to be mended, twice at most, or `REJECT`")
            AssessmentDecision decision,

            @NotBlank
            @Size(max = 2_000)
            @Schema(
                    required = true,
                    description =
                            "Told to the enterprise; also why another level is found than its own answers come to",
                    examples = "材料齐全，情况属实")
            String reason,

            @OnlyWith("APPROVE")
            @Schema(nullable = true, description = "The level that is found, not `UNRATED`", examples = "L2")
            AssessmentLevel level,

            @Size(max = 100)
            @OnlyWith("RETURN")
            @Schema(nullable = true, description = "Everything that has to be mended")
            List<@NotNull @Valid AssessmentDefect> defects) {}

    @Schema(name = "AssessmentDefect", description = "One thing to be mended")
    record AssessmentDefect(
            @Pattern(regexp = StandardForm.CODE)
            @Schema(
                    nullable = true,
                    description = "The indicator; absent where it is about the whole",
                    examples = "S-1")
            String indicator,

            @NotBlank
            @Size(max = 500)
            @Schema(required = true, description = "What is wrong, and what to do", examples = "请补充云服务合同扫描件")
            String detail) {}

    @Schema(name = "AssessmentDowngradeRequest", description = "What is left of a level, and why")
    record Downgrade(
            @NotNull
            @Schema(
                    required = true,
                    description = "Lower than the one that holds; `UNRATED` leaves nothing",
                    examples = "L1")
            AssessmentLevel level,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Told to the enterprise", examples = "抽查发现核心系统已停用")
            String reason) {}

    @Schema(
            name = "AssessmentConfirmationRequest",
            description = "That nothing has changed that a level rests on, after its first year")
    record Confirmation(
            @Schema(
                    required = true,
                    description =
                            "That nothing has changed that the level rests on; whoever cannot say so begins another"
                                    + " assessment",
                    examples = "true")
            boolean unchanged,

            @Schema(required = true, description = "That this is true (真实性承诺)", examples = "true")
            boolean pledge) {}

    @Schema(name = "AssessmentObjectionRequest", description = "What somebody has against a level")
    record NewObjection(
            @NotBlank
            @Size(max = 4_000)
            @Schema(required = true, description = "What is wrong, and how it can be seen", examples = "该企业的核心系统并未登云。")
            String statement) {}

    @Schema(name = "AssessmentObjectionDecisionRequest", description = "What is decided on an objection")
    record ObjectionDecision(
            @NotNull @Schema(required = true, description = "`UPHOLD` rejects the assessment")
            AssessmentObjectionMove decision,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record", examples = "经核查，异议不成立")
            String reason) {}

    @Schema(name = "AssessmentAppealRequest", description = "Why an enterprise does not agree")
    record NewAppeal(
            @NotBlank
            @Size(max = 4_000)
            @Schema(required = true, description = "What was not seen, or seen wrongly", examples = "核心系统已于五月上云，合同见附件。")
            String statement) {}

    /** @param level only where the decision is changed, and then it has to be said */
    @Variants("decision")
    @Schema(name = "AssessmentAppealDecisionRequest", description = "What is decided on an appeal")
    record AppealDecision(
            @NotNull
            @Schema(
                    required = true,
                    description = "`UPHOLD` leaves what was decided, `REVOKE` finds another level in its place")
            AssessmentAppealMove decision,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Told to the enterprise", examples = "经复核，原认定遗漏了已上云的核心系统")
            String reason,

            @OnlyWith("REVOKE")
            @Schema(
                    nullable = true,
                    description = "Higher than the one that was found; of one that was lowered, no higher than before",
                    examples = "L3")
            AssessmentLevel level) {}
}
