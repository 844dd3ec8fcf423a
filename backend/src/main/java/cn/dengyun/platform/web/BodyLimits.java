package cn.dengyun.platform.web;

import cn.dengyun.platform.problem.Problems;
import cn.dengyun.shared.Rejection;
import io.quarkus.arc.All;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Caps request bodies: {@code quarkus.http.limits.max-body-size} holds for every address, and the few that take streams
 * have a larger cap of their own ({@link StreamedUpload}).
 *
 * <p>The framework knows one cap only. For a streamed upload its check is stepped over, and the stream gets the larger
 * cap. A body that comes in chunks, without saying how long it is, is counted while it is read ({@link BodyCap}); the
 * framework's own count would end the response without a word, so it gets twice as much room.
 */
@ApplicationScoped
class BodyLimits {

    /** Just before the framework looks at Content-Length (order -2), and just after it. */
    private static final int BEFORE_CHECK = -3;

    private static final int AFTER_CHECK = -1;
    private static final String STREAM_CAP = "io.quarkus.max-request-size";
    private static final long ROOM = 2;

    /** Where the streamed upload is kept that a request was found to be; absent of all others. */
    private static final String UPLOAD = "dengyun.upload";

    private final Problems problems;
    private final List<StreamedUpload> uploads;

    BodyLimits(Problems problems, @All List<StreamedUpload> uploads) {
        this.problems = problems;
        this.uploads = uploads;
    }

    void register(@Observes Router router, BodyLimitsConfig config) {
        long cap = config.maxBodySize().asLongValue();
        router.route().order(BEFORE_CHECK).handler(context -> check(context, cap));
        router.route().order(AFTER_CHECK).handler(context -> setCaps(context, cap));
    }

    private void check(RoutingContext context, long cap) {
        StreamedUpload upload = find(context);
        Long length = contentLength(context);
        if (length != null && length > (upload == null ? cap : upload.maxBytes())) {
            // The rest of the body is not worth reading; the connection ends with the answer.
            context.response().putHeader("Connection", "close");
            problems.send(context, Rejection.of(Rejection.Kind.TOO_LARGE, "body-too-large"));
            return;
        }
        if (upload != null) {
            context.request().headers().remove("Content-Length");
            context.put(UPLOAD, upload);
        }
        context.next();
    }

    private void setCaps(RoutingContext context, long cap) {
        StreamedUpload upload = context.get(UPLOAD);
        if (upload != null) {
            // Whoever reads a stream counts what comes out of it.
            context.put(STREAM_CAP, upload.maxBytes() * ROOM);
        } else {
            context.put(STREAM_CAP, cap * ROOM);
            context.put(BodyCap.BYTES, cap);
        }
        context.next();
    }

    /** Whether the operation itself reads the body while it comes. */
    static boolean isStreamed(RoutingContext context) {
        return context.get(UPLOAD) != null;
    }

    private StreamedUpload find(RoutingContext context) {
        for (StreamedUpload upload : uploads) {
            if (upload.matches(context.request().method().name(), context.normalizedPath())) {
                return upload;
            }
        }
        return null;
    }

    private static Long contentLength(RoutingContext context) {
        String header = context.request().getHeader("Content-Length");
        try {
            return header == null ? null : Long.valueOf(header);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
