package cn.dengyun.platform.form;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProviderFactory;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Turns Markdown (CommonMark with tables) into HTML that may stand in a page of somebody else: no HTML of the writer,
 * no scripts, no styles, no images, links to the web, to mail addresses and within the site alone.
 */
public final class Markdown {

    /** What an anchor looks like; nothing else can become an id of a page. */
    public static final String ANCHOR_PATTERN = "^art-[1-9][0-9]{0,2}(-[1-9][0-9]{0,2})?$";

    /** Deeper nesting is taken as text: rendering goes down level by level, on the stack. */
    private static final int MAX_DEPTH = 40;

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder()
            .extensions(EXTENSIONS)
            .maxOpenBlockParsers(MAX_DEPTH)
            .maxInlineNesting(MAX_DEPTH)
            .build();
    private static final TextContentRenderer PLAIN =
            TextContentRenderer.builder().extensions(EXTENSIONS).build();
    private static final PolicyFactory SHOWN = new HtmlPolicyBuilder()
            .allowElements("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre")
            .allowElements("code", "em", "strong", "table", "thead", "tbody", "tr", "th", "td", "a")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("id")
            .matching(Pattern.compile(ANCHOR_PATTERN))
            .onElements("h1", "h2", "h3", "h4", "h5", "h6")
            .allowAttributes("start")
            .matching(Pattern.compile("[0-9]{1,9}"))
            .onElements("ol")
            .allowAttributes("align")
            .matching(true, "left", "center", "right")
            .onElements("th", "td")
            .requireRelNofollowOnLinks()
            .toFactory();

    private Markdown() {}

    /** The whole as HTML. */
    public static String html(String markdown) {
        return shown(parse(markdown), renderer(context -> (node, tag, attributes) -> {}));
    }

    public static Node parse(String markdown) {
        return PARSER.parse(markdown);
    }

    /** What a part says, without its marks. */
    public static String plain(Node node) {
        return PLAIN.render(node);
    }

    /** What of a part may be shown. */
    public static String shown(Node node, HtmlRenderer renderer) {
        return SHOWN.sanitize(renderer.render(node));
    }

    /** For {@link #shown}. */
    public static HtmlRenderer renderer(AttributeProviderFactory attributes) {
        return HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(attributes)
                .build();
    }
}
