package cn.dengyun.publishing.article;

import cn.dengyun.shared.RegionCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an office writes, whole at first and changed in part; what is missing is asked for when it is submitted. */
@Schema(name = "ArticleRequest", description = "What an article says")
record ArticleForm(
        @NotNull @Schema(required = true, description = "What it is; the same in all editions")
        ArticleKind kind,

        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "What it is called; plain text", examples = "关于组织申报“皖企登云”试点企业的通知")
        String title,

        @Size(max = 1_000)
        @Schema(
                nullable = true,
                description = "What it is about, for lists and feeds; plain text; empty when absent",
                examples = "各县（市、区）组织企业申报试点，本月底前报送。")
        String summary,

        @Size(max = ArticleMarkdown.MAX_BODY)
        @Schema(
                nullable = true,
                description = "Markdown (CommonMark with tables). HTML in it is shown as it is written, images are left"
                        + " out. A heading that ends in `{#art-3}` begins a clause of a policy. Empty when absent",
                examples = "在本省注册的工业企业**自愿**申报。")
        String body,

        @Size(max = 10)
        @Schema(nullable = true, description = "What it can be found by; none when absent", examples = "[\"试点示范\"]")
        List<@NotBlank @Size(max = 40) String> topics,

        @Size(max = 30)
        @Schema(
                nullable = true,
                description = "Whom it concerns: the region of the office or regions in it; its own when absent",
                examples = "[\"340123\"]")
        List<@NotNull @Pattern(regexp = RegionCode.PATTERN) String> regions,

        @Size(max = 20)
        @Schema(
                nullable = true,
                description = "Industries that it concerns, GB/T 4754-2017; none when absent: all of them",
                examples = "[\"34\"]")
        List<@NotBlank @Size(max = 10) String> industries,

        @Schema(
                nullable = true,
                description = "From when on it is not shown any more; null: no end is known",
                examples = "2030-12-31T15:59:59Z")
        Instant expiresAt,

        @Size(max = 1_000)
        @Schema(nullable = true, description = "What is new in this edition; none of the first", examples = "补充申报材料清单")
        String changeNote,

        @Size(max = 100)
        @Schema(nullable = true, description = "Of a policy: clauses of earlier editions that hold no more")
        List<@NotNull @Valid ClauseRepeal> repealed) {

    ArticleForm {
        summary = summary == null ? "" : summary;
        body = body == null ? "" : body;
        topics = topics == null ? List.of() : topics;
        regions = regions == null ? List.of() : regions;
        industries = industries == null ? List.of() : industries;
        repealed = repealed == null ? List.of() : repealed;
    }
}
