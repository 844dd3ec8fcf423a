package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said of experts, and what they say. */
final class AssessmentExpertForms {

    private AssessmentExpertForms() {}

    @Schema(name = "AssessmentExpertRequest", description = "Who is put on the list of experts")
    record NewExpert(
            @NotNull
            @Schema(
                    required = true,
                    description = "Of somebody who acts for an authority, an enterprise or a provider; each reads the"
                            + " own id at `/api/v1/me`",
                    examples = "01900000-0000-7000-8000-00000000020b")
            UUID accountId,

            @NotBlank
            @Size(max = 100)
            @Schema(required = true, description = "What the expert is called", examples = "王芳")
            String name,

            @NotBlank
            @Size(max = 200)
            @Schema(required = true, description = "What the expert belongs to", examples = "皖江示范大学计算机学院")
            String statedOrganization,

            @Size(max = 50)
            @Schema(
                    nullable = true,
                    description = "Industries whose enterprises the expert judges, GB/T 4754, as the beginnings of"
                            + " their codes; absent or empty for all",
                    examples = "[\"34\"]")
            List<@NotNull @Pattern(regexp = "^\\d{2,4}$") String> industries) {}

    @Schema(name = "AssessmentOpinionStatement", description = "What an expert finds")
    record Statement(
            @NotNull
            @Schema(required = true, description = "The level that is confirmed, not `UNRATED`", examples = "L4")
            AssessmentLevel level,

            @NotBlank
            @Size(max = 4_000)
            @Schema(
                    required = true,
                    description = "Why; the enterprise reads it once its assessment is decided on",
                    examples = "核心系统已在云上运行，材料充分")
            String reason,

            @Size(max = 50)
            @Schema(nullable = true, description = "What there is to say to single dimensions of the standard")
            List<@NotNull @Valid Remark> remarks) {

        List<Remark> allRemarks() {
            return remarks == null ? List.of() : remarks;
        }
    }

    @Schema(name = "AssessmentOpinionRemark", description = "What an expert says to one dimension of the standard")
    record Remark(
            @NotBlank @Size(max = 20) @Schema(required = true, description = "The dimension", examples = "S")
            String dimension,

            @NotBlank
            @Size(max = 1_000)
            @Schema(required = true, description = "What there is to say", examples = "在用服务种类与材料一致")
            String text) {}
}
