package cn.dengyun.publishing.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever somebody writes, what comes out may stand in a page of somebody else. */
class ArticleMarkdownTest {

    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern ALLOWED =
            Pattern.compile("</?(p|br|hr|h[1-6]|ul|ol|li|blockquote|pre|code|em|strong|table|thead|tbody|tr|th|td|a)"
                    + "( (href=\"[^\"<>]*\"|rel=\"nofollow\"|id=\"art-[0-9-]+\"|start=\"[0-9]+\""
                    + "|align=\"(left|center|right)\"))* ?/?>");
    private static final Pattern SCHEME = Pattern.compile("href=\"([a-zA-Z][a-zA-Z0-9+.&#;-]*):");

    private static final List<String> PIECES = List.of(
            "<script>alert(1)</script>",
            "<ScRiPt src=//evil.example/x.js>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<a href=\"javascript:alert(1)\" onclick=\"x()\">k</a>",
            "[k](javascript:alert(1))",
            "[k](JaVaScRiPt:alert(1))",
            "[k](java\nscript:alert(1))",
            "[k](&#106;avascript:alert(1))",
            "[k](javascript&colon;alert(1))",
            "[k](data:text/html;base64,PHNjcmlwdD4=)",
            "[k](vbscript:x)",
            "[k](file:///etc/passwd)",
            "[k](https://a.example/\" onmouseover=\"alert(1))",
            "<https://a.example/\"onmouseover=alert(1)>",
            "![k](https://evil.example/pixel.png)",
            "![k](x\" onerror=\"alert(1))",
            "<style>*{background:url(javascript:x)}</style>",
            "<p style=\"position:fixed\">",
            "<iframe srcdoc=\"<script>\">",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<math><mtext><table><mglyph><style>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "</code></pre><script>",
            "```html\n<script>\n```",
            "`<script>`",
            "# h {#art-1\" onclick=\"x}\n",
            "# h {#art-2}\n",
            "| a | <b onclick=x> |\n| --- | --- |\n| [k](javascript:x) | `|` |\n",
            "[r]: javascript:alert(1)\n[r]",
            "&lt;script&gt;",
            "\\<script>",
            "\u0000",
            "\u2028",
            "\uD800",
            "> ",
            "- ",
            "1. ",
            "\n\n",
            "*",
            "_",
            "**",
            "\"",
            "'");

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(12).map(pieces -> String.join("", pieces));
    }

    @Property(tries = 500)
    void nothingOfItIsCarriedOut(@ForAll("hostile") String markdown) {
        requireHarmless(ArticleMarkdown.html(markdown));
        ArticleMarkdown.clauses(markdown).forEach(clause -> requireHarmless(clause.bodyHtml()));
    }

    @Example
    void eachPieceAloneIsHarmless() {
        PIECES.forEach(piece -> requireHarmless(ArticleMarkdown.html(piece)));
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
