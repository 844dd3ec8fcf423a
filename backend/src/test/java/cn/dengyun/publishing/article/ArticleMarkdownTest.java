package cn.dengyun.publishing.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever somebody writes, what comes out may stand in a page of somebody else. */
class ArticleMarkdownTest {

    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern ALLOWED =
            Pattern.compile("</?(p|br|hr|h[1-6]|ul|ol|li|blockquote|pre|code|em|strong|table|thead|tbody|tr|th|td|a)"
                    + "( (href=\"[^\"<>]*\"|rel=\"nofollow\"|id=\"art-[0-9-]+\"|start=\"[0-9]+\""
                    + "|align=\"(left|center|right)\"))* ?/?>");
    private static final Pattern SCHEME = Pattern.compile("href=\"([a-zA-Z][a-zA-Z0-9+.&#;-]*):");

    @Test
    void nothingOfItIsCarriedOut() {
        HostileTexts.all().forEach(markdown -> {
            requireHarmless(ArticleMarkdown.html(markdown));
            ArticleMarkdown.clauses(markdown).forEach(clause -> requireHarmless(clause.bodyHtml()));
        });
    }

    private static void requireHarmless(String html) {
        assertThat(html).doesNotContainIgnoringCase("<script").doesNotContainPattern("(?i)\\bon[a-z]+\\s*=");
        assertThat(TAG.matcher(html).results().map(found -> found.group()).toList())
                .allSatisfy(tag -> assertThat(tag).matches(ALLOWED).doesNotContainIgnoringCase("javascript:"));
        assertThat(SCHEME.matcher(html).results().map(found -> found.group(1)).toList())
                .isSubsetOf("http", "https", "mailto");
    }

    @Test
    void ordinaryMarkdownIsRendered() {
        String html = ArticleMarkdown.html("""
                ## 申报条件

                **在本省注册**，见[名单](/api/v1/providers)、[网站](https://a.example/x)和[邮箱](mailto:a@example.cn)。

                | 类别 | 比例 |
                | --- | ---: |
                | 业务 | 50% |
                """);

        assertThat(html)
                .contains("<h2>申报条件</h2>", "<strong>在本省注册</strong>", "<td>业务</td>", "align=\"right\"")
                .contains("href=\"/api/v1/providers\"", "href=\"https://a.example/x\"", "href=\"mailto:a");
    }

    @Test
    void clausesHaveTheAnchorsOfTheirHeadings() {
        String policy = """
                前言

                ## 第三条 补贴 {#art-3}

                按比例。

                ### 限额 {#art-3-1}

                以内。

                ## 没有标记

                属于上一条。
                """;

        List<ArticleMarkdown.Clause> clauses = ArticleMarkdown.clauses(policy);

        assertThat(clauses).extracting(ArticleMarkdown.Clause::anchor).containsExactly("art-3", "art-3-1");
        assertThat(clauses.get(0).heading()).isEqualTo("第三条 补贴");
        assertThat(clauses.get(0).level()).isEqualTo(2);
        assertThat(clauses.get(0).bodyHtml()).contains("<p>按比例。</p>").doesNotContain("以内");
        assertThat(clauses.get(1).bodyHtml()).contains("以内", "属于上一条");
        assertThat(ArticleMarkdown.html(policy)).contains("<h2 id=\"art-3\">第三条 补贴</h2>");
    }

    @Test
    void anythingElseIsNoAnchor() {
        assertThat(ArticleMarkdown.clauses("## a {#top}\n## b {#art-0}\n## c {#art-1} d\n> ## e {#art-5}\n"))
                .isEmpty();
    }

    @Test
    void deepNestingEndsSomewhere() {
        for (String piece : List.of(">", "- ", "[", "*a **b ", "![", "`", "(", "<", "1. ")) {
            String deep = piece.repeat(ArticleMarkdown.MAX_BODY / piece.length());
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> ArticleMarkdown.html(deep), piece);
        }
        String spaces = "# a" + " ".repeat(ArticleMarkdown.MAX_BODY - 10) + "{#x}";
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> ArticleMarkdown.clauses(spaces));
    }
}
