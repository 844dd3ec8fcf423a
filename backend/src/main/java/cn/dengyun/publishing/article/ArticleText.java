package cn.dengyun.publishing.article;

import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.SearchText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/**
 * The text of an edition.
 *
 * @param body Markdown
 * @param bodyHtml the same, fit for a page of somebody else
 * @param repealed {@link ClauseRepeal} as objects
 * @param clauses anchor and heading of each clause of a policy as objects, in the order of the text
 */
record ArticleText(UUID articleId, String body, String bodyHtml, JsonArray repealed, JsonArray clauses) {

    /** Characters of an article that can be found: its index would have no room for all of the longest. */
    static final int MAX_SEARCHED = 20_000;

    /** Renders it, which takes a while: for threads that may wait. */
    static ArticleText of(UUID articleId, ArticleForm form) {
        JsonArray repealed = new JsonArray();
        form.repealed()
                .forEach(each -> repealed.add(
                        new JsonObject().put("anchor", each.anchor()).put("reason", each.reason())));
        JsonArray clauses = new JsonArray();
        if (form.kind() == ArticleKind.POLICY) {
            ArticleMarkdown.clauses(form.body())
                    .forEach(each -> clauses.add(
                            new JsonObject().put("anchor", each.anchor()).put("heading", each.heading())));
        }
        return new ArticleText(articleId, form.body(), ArticleMarkdown.html(form.body()), repealed, clauses);
    }

    /** The same text of another edition. */
    ArticleText of(UUID edition) {
        return new ArticleText(edition, body, bodyHtml, repealed, clauses);
    }

    /** Of its clauses, in the order of the text; one that stands there twice is there twice. */
    List<String> anchors() {
        return clauses.stream()
                .map(JsonObject.class::cast)
                .map(each -> each.getString("anchor"))
                .toList();
    }

    List<ClauseRepeal> repeals() {
        return repealed.stream()
                .map(JsonObject.class::cast)
                .map(each -> new ClauseRepeal(each.getString("anchor"), each.getString("reason")))
                .toList();
    }

    /** What can be found of it: title, summary and the beginning of what it says, as it is searched for. */
    String searched(ArticleHead says) {
        String plain = SearchText.normalise(String.join("\n", says.title(), says.summary(), body));
        return plain.substring(
                0, plain.offsetByCodePoints(0, Math.min(MAX_SEARCHED, plain.codePointCount(0, plain.length()))));
    }

    String hash() {
        return Hashes.sha256Hex(body + '\0' + repealed.encode());
    }

    ArticleForm form(ArticleHead says) {
        return new ArticleForm(
                says.kind(),
                says.title(),
                says.summary(),
                body,
                says.topics(),
                says.regions(),
                says.industries(),
                says.expiresAt(),
                says.changeNote(),
                repeals());
    }
}
