package cn.dengyun.files;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers with the bytes of attachments, always as downloads: nothing of them runs or shows inside a page. */
@ApplicationScoped
public class AttachmentDownloads {

    public static final String ACCEPT_RANGES = "Accept-Ranges";
    public static final String CONTENT_RANGE = "Content-Range";

    private final AttachmentStore store;
    private final ContentStores contents;

    AttachmentDownloads(AttachmentStore store, ContentStores contents) {
        this.store = store;
        this.contents = contents;
    }

    /**
     * What somebody asks for; the texts are the values of the headers, null where they are missing.
     *
     * @param request the one that is answered
     */
    public record Asked(String ifNoneMatch, String range, String ifRange, RoutingContext request) {}

    /**
     * The bytes of an attachment that a record has taken; for the slice that has seen to it who may read them, and that
     * notes who does where that is to be noted.
     *
     * <p>Rejects with {@code attachment-not-found} (404), {@code range-not-satisfiable} (416) and
     * {@code attachment-store-unavailable} (503).
     */
    public Uni<RestResponse<ContentBody>> of(UUID id, Asked asked) {
        return store.get(id)
                .map(found -> respond(
                        found, asked, range -> new ContentBody(contents.of(found), range.from(), range.length())));
    }

    static RestResponse<ContentBody> respond(Attachment found, Asked asked, Function<ByteRange, ContentBody> content) {
        String tag = EntityTags.quoted(found.sha256());
        if (EntityTags.isKnown(asked.ifNoneMatch(), found.sha256())) {
            return RestResponse.ResponseBuilder.<ContentBody>create(RestResponse.Status.NOT_MODIFIED)
                    .header(HttpHeaders.ETAG, tag)
                    .build();
        }
        ByteRange range = ByteRange.of(asked.range(), asked.ifRange(), found.sha256(), found.byteCount());
        if (range.isUnsatisfiable()) {
            asked.request().response().putHeader(CONTENT_RANGE, range.header(found.byteCount()));
            throw Rejection.of(Rejection.Kind.OUT_OF_RANGE, "range-not-satisfiable", found.byteCount());
        }
        RestResponse.ResponseBuilder<ContentBody> response = RestResponse.ResponseBuilder.create(
                range.isWhole() ? RestResponse.Status.OK : RestResponse.Status.PARTIAL_CONTENT, content.apply(range));
        if (!range.isWhole()) {
            response.header(CONTENT_RANGE, range.header(found.byteCount()));
        }
        return response.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CONTENT_TYPE, found.type().mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, FileName.disposition(found.fileName()))
                .header(ACCEPT_RANGES, "bytes")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }
}
