package cn.dengyun.publishing.article;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The clauses of an edition of a policy. */
@Schema(name = "ArticleClauses", description = "The clauses of an edition of a policy, and those that hold no more")
record ArticleClausesView(
        @Schema(required = true, description = "The edition")
        UUID articleId,

        @Schema(required = true, description = "1 at first", examples = "1")
        int edition,

        @Schema(required = true, description = "In the order of the text", maxItems = SubmittedArticle.MAX_CLAUSES)
        List<Clause> clauses,

        @Schema(required = true, description = "Clauses of earlier editions that hold no more", maxItems = 100)
        List<ClauseRepeal> repealed) {

    @Schema(name = "ArticleClause", description = "A clause")
    record Clause(
            @Schema(
                    required = true,
                    description = "Its anchor, the same in every edition; the id of its heading in `bodyHtml`",
                    examples = "art-3")
            String anchor,

            @Schema(required = true, description = "Its heading; plain text", examples = "第三条 补贴标准")
            String heading,

            @Schema(required = true, description = "Level of the heading, 1 to 6", examples = "2")
            int level,

            @Schema(
                    required = true,
                    description = "What stands below the heading, until the next clause",
                    examples = "<p>按实付金额的 50% 补贴。</p>")
            String bodyHtml) {}

    static ArticleClausesView of(Article article, List<ArticleMarkdown.Clause> clauses, List<ClauseRepeal> repealed) {
        return new ArticleClausesView(
                article.id(),
                article.edition(),
                clauses.stream()
                        .limit(SubmittedArticle.MAX_CLAUSES)
                        .map(each -> new Clause(each.anchor(), each.heading(), each.level(), each.bodyHtml()))
                        .toList(),
                repealed);
    }
}
