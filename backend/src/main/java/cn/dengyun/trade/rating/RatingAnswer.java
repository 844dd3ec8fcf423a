package cn.dengyun.trade.rating;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a provider says to a rating. */
@Schema(name = "RatingAnswer", description = "What the provider says to it")
record RatingAnswer(
        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "As plain text; everybody reads it", examples = "感谢反馈，文档将于本月更新")
        String text) {

    RatingAnswer {
        text = text == null ? null : text.strip();
    }
}
