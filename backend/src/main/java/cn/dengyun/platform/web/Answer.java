package cn.dengyun.platform.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * A rendered success: what an idempotent operation stores and repeats byte by byte.
 *
 * @param status HTTP status, 200 to 299
 * @param body rendered JSON; null when there is none
 * @param location path of the thing made, for the Location header; may be null
 * @param etag strong entity tag without quotes; may be null
 * @param isReplay whether this is the stored answer to an earlier request with the same key
 */
public record Answer(int status, String body, String location, String etag, boolean isReplay) {

    public static Answer ok(String body, String etag) {
        return new Answer(200, body, null, etag, false);
    }

    public static Answer created(String body, String location, String etag) {
        return new Answer(201, body, location, etag, false);
    }

    public Answer replayed() {
        return new Answer(status, body, location, etag, true);
    }

    /**
     * The answer as the response of an operation that declares the type of its view: the text that was rendered stands
     * for the view.
     */
    @SuppressWarnings("unchecked")
    public <V> RestResponse<V> toResponse() {
        RestResponse.ResponseBuilder<V> response = RestResponse.ResponseBuilder.create(status);
        if (body != null) {
            response.entity((V) body).header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
        if (location != null) {
            response.location(URI.create(location));
        }
        if (etag != null) {
            response.header(HttpHeaders.ETAG, EntityTags.quoted(etag));
        }
        if (isReplay) {
            response.header("Idempotent-Replayed", "true");
        }
        return response.build();
    }
}
