package cn.dengyun.publishing.article;

import cn.dengyun.platform.form.Markdown;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * The texts of articles as HTML that may stand in a page of somebody else, see {@link Markdown}.
 *
 * <p>A heading that ends in a mark such as <code>{#art-3}</code>, or <code>{#art-3-1}</code> below that, begins a
 * clause, with the mark as its anchor; a clause goes on until the next one.
 */
final class ArticleMarkdown {

    static final int MAX_BODY = 200_000;

    /** What an anchor looks like; nothing else can become an id of a page. */
    static final String ANCHOR_PATTERN = Markdown.ANCHOR_PATTERN;

    private static final Pattern ANCHOR = Pattern.compile(ANCHOR_PATTERN);

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
    static String html(String markdown) {
        Node document = Markdown.parse(markdown);
        return Markdown.shown(document, renderer(unmarked(document)));
    }

    /** The clauses in their order; an anchor that stands there twice is there twice. */
    static List<Clause> clauses(String markdown) {
        Node document = Markdown.parse(markdown);
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
                below.append(Markdown.shown(node, renderer));
            }
        }
        add(clauses, begun, anchors, below);
        return clauses;
    }

    private static void add(List<Clause> clauses, Heading begun, Map<Node, String> anchors, StringBuilder below) {
        if (begun != null) {
            clauses.add(
                    new Clause(anchors.get(begun), Markdown.plain(begun).strip(), begun.getLevel(), below.toString()));
        }
    }

    private static HtmlRenderer renderer(Map<Node, String> anchors) {
        return Markdown.renderer(context -> (node, tag, attributes) -> {
            if (anchors.containsKey(node)) {
                attributes.put("id", anchors.get(node));
            }
        });
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
