package cn.dengyun.publishing.article;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An edition of an article as its caller sees it at a moment. */
@Schema(name = "Article", description = "An edition of an article")
record ArticleView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "Id of the first edition, which all editions of an article share")
        UUID firstEditionId,

        @Schema(required = true, description = "1 at first", examples = "1")
        int edition,

        @Schema(required = true, nullable = true, description = "The edition before; null for the first")
        UUID amendsId,

        @Schema(required = true, description = "What it is") ArticleKind kind,

        @Schema(required = true, description = "What it is called; plain text", examples = "关于组织申报“皖企登云”试点企业的通知")
        String title,

        @Schema(required = true, description = "What it is about; plain text", examples = "各县（市、区）组织企业申报试点，本月底前报送。")
        String summary,

        @Schema(
                required = true,
                nullable = true,
                description = "Markdown. Null in lists, and of what was withdrawn for those who do not oversee it",
                examples = "## 申报条件")
        String body,

        @Schema(
                required = true,
                nullable = true,
                description = "The same as HTML that may stand in a page as it is: no scripts, styles or images. Null"
                        + " where `body` is",
                examples = "<h2>申报条件</h2>")
        String bodyHtml,

        @Schema(required = true, description = "What it can be found by", examples = "[\"试点示范\"]", maxItems = 10)
        List<String> topics,

        @Schema(required = true, description = "The regions that it concerns", maxItems = 30)
        List<Named> regions,

        @Schema(required = true, description = "The industries that it concerns; none: all", maxItems = 20)
        List<Named> industries,

        @Schema(required = true, description = "GB/T 2260 code of the region of the office", examples = "340100")
        String regionCode,

        @Schema(required = true, description = "What that is called", examples = "合肥市")
        String regionName,

        @Schema(required = true, description = "The office that has written it", examples = "合肥市主管部门（演示）")
        String officeName,

        @Schema(
                required = true,
                nullable = true,
                description = "What is new in this edition; null for the first",
                examples = "补充申报材料清单")
        String changeNote,

        @Schema(
                required = true,
                description = "Clauses of earlier editions that hold no more; none in lists",
                maxItems = 100)
        List<ClauseRepeal> repealed,

        @Schema(required = true, description = "Where it stands at this moment")
        ArticleStatus status,

        @Schema(required = true, nullable = true, description = "From when on it is live; null before that is decided")
        Instant publishAt,

        @Schema(required = true, nullable = true, description = "From when on it is not shown; null: no end is known")
        Instant expiresAt,

        @Schema(
                required = true,
                nullable = true,
                description = "From when on the next edition is live; null where none is approved")
        Instant supersededAt,

        @Schema(required = true, nullable = true, description = "When it was withdrawn; null where it was not")
        Instant withdrawnAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it was withdrawn; null where it was not",
                examples = "文件附件有误，更正后另行发布。")
        String explanation,

        @Schema(
                required = true,
                nullable = true,
                description = "Why the last step was taken, for those who oversee it; null for others",
                examples = "请补充申报条件")
        String reason,

        @Schema(
                required = true,
                nullable = true,
                description = "By when it is to be reviewed; null where it does not wait, and for strangers")
        Instant dueAt,

        @Schema(required = true, description = "When it was last changed")
        Instant updatedAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"SUBMIT\"]")
        List<String> availableActions)
        implements Tagged {

    /** A code with its name. */
    @Schema(name = "NamedCode", description = "A code with its name")
    record Named(
            @Schema(required = true, description = "The code", examples = "340123")
            String code,

            @Schema(required = true, description = "What it is called", examples = "肥西县")
            String name) {}

    /** Where it stands changes by time alone. */
    @Override
    public String entityTag() {
        return EntityTags.of(version, List.of(status, availableActions, supersededAt == null ? "" : supersededAt));
    }

    /** @param text null in lists */
    static ArticleView of(
            Article article, ArticleText text, Actor actor, Instant now, ArticleNames names, Language language) {
        ArticleHead says = article.says();
        ArticleStatus status = article.statusAt(now);
        boolean isOverseen = article.isOverseenBy(actor);
        ArticleText shown = status == ArticleStatus.WITHDRAWN && !isOverseen ? null : text;
        return new ArticleView(
                article.id(),
                article.version(),
                article.firstEditionId(),
                article.edition(),
                article.amendsId(),
                says.kind(),
                says.title(),
                says.summary(),
                shown == null ? null : shown.body(),
                shown == null ? null : shown.bodyHtml(),
                says.topics(),
                says.regions().stream()
                        .map(code -> names.region(code, language))
                        .toList(),
                says.industries().stream()
                        .map(code -> names.industry(code, language))
                        .toList(),
                article.regionCode(),
                names.region(article.regionCode(), language).name(),
                article.officeName(),
                says.changeNote(),
                shown == null ? List.of() : shown.repeals(),
                status,
                article.publishAt(),
                says.expiresAt(),
                article.supersededAt(),
                article.withdrawnAt(),
                article.explanation(),
                isOverseen ? article.reason() : null,
                isOverseen ? article.dueAt() : null,
                article.updatedAt(),
                article.actions(actor, status));
    }
}
