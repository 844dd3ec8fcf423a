package cn.dengyun.publishing.article;

import cn.dengyun.platform.operation.OnlyWith;
import cn.dengyun.platform.operation.Variants;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent to move an article. */
final class ArticleForms {

    private ArticleForms() {}

    /** What a reviewer decides. */
    enum ArticleVerdict {
        APPROVE,
        RETURN
    }

    /** @param publishAt null: at once */
    @Variants("verdict")
    @Schema(name = "ArticleReviewRequest", description = "What a reviewer decides, and why")
    record Review(
            @NotNull @Schema(required = true, description = "What is decided")
            ArticleVerdict verdict,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record; whoever wrote it reads it", examples = "内容属实，同意发布")
            String reason,

            @OnlyWith(value = "APPROVE", required = false)
            @Schema(
                    nullable = true,
                    description = "From when on it is live, within a year; at once when absent",
                    examples = "2030-10-31T01:00:00Z")
            Instant publishAt) {}

    @Schema(name = "ArticleWithdrawalRequest", description = "Why an article is taken back")
    record Withdrawal(
            @NotBlank
            @Size(max = 2_000)
            @Schema(
                    required = true,
                    description = "Everybody reads it in the place of the article; plain text",
                    examples = "文件附件有误，更正后另行发布。")
            String explanation) {}

    @Schema(name = "ArticleAmendmentRequest", description = "What the next edition will bring")
    record Amendment(
            @NotBlank
            @Size(max = 1_000)
            @Schema(
                    required = true,
                    description = "What is new in it; can be changed until then",
                    examples = "补充申报材料清单")
            String changeNote) {}
}
