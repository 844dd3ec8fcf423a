package cn.dengyun.reference;

import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Hashes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Pages, entity tags and caching of the reference answers, which are the same for every caller. */
@ApplicationScoped
class ReferenceAnswers {

    /** Short enough that a list without {@code at} turns to the new day soon after midnight. */
    private static final int TAG_LENGTH = 32;

    private final JsonWriter json;
    private final Cursors cursors;
    private final RequestFacts facts;

    ReferenceAnswers(JsonWriter json, Cursors cursors, RequestFacts facts) {
        this.json = json;
        this.cursors = cursors;
        this.facts = facts;
    }

    Language language() {
        return facts.language();
    }

    /**
     * One page of a list. Rejects with {@code cursor-invalid}.
     *
     * @param key the row's code, unique in the list
     * @param query the list with its filters, to which a cursor is bound
     */
    <T> Page<T> page(List<T> rows, Function<T, String> key, String query, int limit, String cursor) {
        int begin = cursor == null
                ? 0
                : positionAfter(rows, key, cursors.open(query, cursor).get(0));
        List<T> shown = rows.subList(begin, Math.min(rows.size(), begin + limit + 1));
        return Page.of(shown, limit, row -> cursors.seal(query, List.of(key.apply(row))));
    }

    private static <T> int positionAfter(List<T> rows, Function<T, String> key, String code) {
        int position = 0;
        while (position < rows.size() && !key.apply(rows.get(position)).equals(code)) {
            position++;
        }
        return Math.min(rows.size(), position + 1);
    }

    /** A page as an answer, or 304 when the caller has it already. */
    <V> RestResponse<Page<V>> respond(Page<V> page, UriInfo request, String ifNoneMatch) {
        ResponseBuilder<Page<V>> response = conditional(page, ifNoneMatch);
        if (page.page().hasMore()) {
            response.header("Link", PageLinks.next(request, page.page().nextCursor()));
        }
        return response.build();
    }

    /** A thing that was made; it has the tag that a look at it has. */
    <V> Reply<V> created(V view, String path) {
        return Reply.created(view, path).tagged(tag(view));
    }

    /** A single thing as an answer, or 304 when the caller has it already. */
    <V> RestResponse<V> respond(V view, String ifNoneMatch) {
        return this.<V>conditional(view, ifNoneMatch).build();
    }

    private <V> ResponseBuilder<V> conditional(V view, String ifNoneMatch) {
        String tag = tag(view);
        ResponseBuilder<V> response =
                EntityTags.isKnown(ifNoneMatch, tag) ? ResponseBuilder.notModified() : ResponseBuilder.ok(view);
        return response.header(HttpHeaders.ETAG, EntityTags.quoted(tag))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language().locale().toLanguageTag());
    }

    private String tag(Object view) {
        return Hashes.sha256Hex(json.write(view)).substring(0, TAG_LENGTH);
    }
}
