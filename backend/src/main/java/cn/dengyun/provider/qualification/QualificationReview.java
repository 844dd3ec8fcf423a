package cn.dengyun.provider.qualification;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an authority decides at its stage. */
@Schema(name = "QualificationReviewRequest", description = "What an authority decides at its stage")
record QualificationReview(
        @NotNull @Schema(required = true, description = "What becomes of it")
        QualificationReviewDecision decision,

        @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "材料齐全，符合条件")
        String reason,

        @Size(max = 50)
        @Schema(
                nullable = true,
                description = "All that has to be corrected, when it is returned",
                examples = "[\"测评报告已过期\"]")
        List<@NotBlank @Size(max = 500) String> remarks) {

    List<String> allRemarks() {
        return remarks == null ? List.of() : remarks;
    }
}
