package cn.dengyun.publishing.article;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A clause of an earlier edition of a policy that holds no more. */
@Schema(name = "ClauseRepeal", description = "A clause of an earlier edition that holds no more")
record ClauseRepeal(
        @NotNull
        @Pattern(regexp = ArticleMarkdown.ANCHOR_PATTERN)
        @Schema(required = true, description = "Its anchor, which names no other clause any more", examples = "art-3")
        String anchor,

        @NotBlank
        @Size(max = 500)
        @Schema(required = true, description = "Why it holds no more; everybody reads it", examples = "补贴期限已届满")
        String reason) {}
