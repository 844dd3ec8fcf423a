package cn.dengyun.platform.paging;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;

/** The {@code Link: rel=next} header of a page (RFC 8288). */
public final class PageLinks {

    private PageLinks() {}

    /** The page as a response; the link repeats the request's own query with the next cursor. */
    public static <T> RestResponse<Page<T>> respond(Page<T> page, UriInfo request) {
        RestResponse.ResponseBuilder<Page<T>> response = RestResponse.ResponseBuilder.ok(page);
        if (page.page().hasMore()) {
            response.header("Link", next(request, page.page().nextCursor()));
        }
        return response.build();
    }

    public static String next(UriInfo request, String cursor) {
        URI next = request.getRequestUriBuilder()
                .replaceQueryParam("cursor", cursor)
                .build();
        return "<" + next.getRawPath() + "?" + next.getRawQuery() + ">; rel=\"next\"";
    }
}
