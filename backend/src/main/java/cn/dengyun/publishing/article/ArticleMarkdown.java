package cn.dengyun.publishing.article;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Turns Markdown (CommonMark with tables) into HTML that may stand in a page of somebody else: no HTML of the writer,
 * no scripts, no styles, no images, links to the web, to mail addresses and within the site alone.
 *
 * <p>A heading that ends in a mark such as <code>{#art-3}</code>, or <code>{#art-3-1}</code> below that, begins a
 * clause, with the mark as its anchor; a clause goes on until the next one.
 */
public final class ArticleMarkdown {

    static final int MAX_BODY = 200_000;

    /** What an anchor looks like; nothing else can become an id of a page. */
    static final String ANCHOR_PATTERN = "^art-[1-9][0-9]{0,2}(-[1-9][0-9]{0,2})?$";

    /** Deeper nesting is taken as text: rendering goes down level by level, on the stack. */
    private static final int MAX_DEPTH = 40;

    private static final Pattern ANCHOR = Pattern.compile(ANCHOR_PATTERN);

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
            .matching(ANCHOR)
            .onElements("h1", "h2", "h3", "h4", "h5", "h6")
            .allowAttributes("start")
            .matching(Pattern.compile("[0-9]{1,9}"))
            .onElements("ol")
            .allowAttributes("align")
            .matching(true, "left", "center", "right")
            .onElements("th", "td")
            .requireRelNofollowOnLinks()
            .toFactory();

    private ArticleMarkdown() {}

    /**
     * A clause of a policy.
     *
     * @param heading plain text, without the mark
     * @param level of the heading, 1 to 6
     * @param bodyHtml what stands below the heading
     */
    record Clause(String anchor, String heading, int level, String bodyHtml) {}

    /** The whole as HTML. */
    public static String html(String markdown) {
        Node document = PARSER.parse(markdown);
        return shown(document, renderer(unmarked(document)));
    }

    /** The clauses in their order; an anchor that stands there twice is there twice. */
    static List<Clause> clauses(String markdown) {
        Node document = PARSER.parse(markdown);
        Map<Node, String> anchors = unmarked(document);
        HtmlRenderer renderer = renderer(anchors);
        List<Clause> clauses = new ArrayList<>();
        Heading begun = null;
        StringBuilder below = new StringBuilder();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (anchors.containsKey(node)) {
                add(clauses, begun, anchors, below);
                begun = (Heading) node;
                below.setLength(0);
            } else if (begun != null) {
                below.append(shown(node, renderer));
            }
        }
        add(clauses, begun, anchors, below);
        return clauses;
    }

    private static void add(List<Clause> clauses, Heading begun, Map<Node, String> anchors, StringBuilder below) {
        if (begun != null) {
            clauses.add(
                    new Clause(anchors.get(begun), PLAIN.render(begun).strip(), begun.getLevel(), below.toString()));
        }
    }

    private static String shown(Node node, HtmlRenderer renderer) {
        return SHOWN.sanitize(renderer.render(node));
    }

    private static HtmlRenderer renderer(Map<Node, String> anchors) {
        return HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (anchors.containsKey(node)) {
                        attributes.put("id", anchors.get(node));
                    }
                })
                .build();
    }

    /** Takes the marks off the headings of the document itself; what each of these headings is called by. */
    private static Map<Node, String> unmarked(Node document) {
        Map<Node, String> anchors = new IdentityHashMap<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                if (heading.getParent() == document && heading.getLastChild() instanceof Text text) {
                    String literal = text.getLiteral().stripTrailing();
                    int mark = literal.lastIndexOf("{#");
                    if (mark >= 0 && literal.endsWith("}")) {
                        String anchor = literal.substring(mark + 2, literal.length() - 1);
                        if (ANCHOR.matcher(anchor).matches()) {
                            anchors.put(heading, anchor);
                            text.setLiteral(literal.substring(0, mark).stripTrailing());
                        }
                    }
                }
            }
        });
        return anchors;
    }
}
