package cn.dengyun.platform.web;

import cn.dengyun.shared.Rejection;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts the bytes of a body while it is read, and refuses it as soon as they are too many. When reading begins, all of
 * a body that is no stream is there, unless it is a large one: only then does its request take a place. How it is
 * encoded matters to whoever reads it: what an operation does not read may be sent as it likes.
 */
@Provider
public class BodyCap implements ReaderInterceptor {

    /** Where {@link BodyLimits} notes how many bytes the body of a request may have. */
    static final String BYTES = "dengyun.body-cap";

    private final CurrentVertxRequest current;
    private final Admission admission;
    private final LargeBodies largeBodies;

    BodyCap(CurrentVertxRequest current, Admission admission, LargeBodies largeBodies) {
        this.current = current;
        this.admission = admission;
        this.largeBodies = largeBodies;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        RoutingContext request = current.getCurrent();
        Long cap = request.get(BYTES);
        if (cap == null || request.request().isEnded()) {
            return read(context, request, cap);
        }
        Quotas.Caller caller = Quotas.callerOf(request);
        try (LargeBodies.Reading reading = largeBodies.begin(caller.key(), caller.isStranger())) {
            return read(context, request, cap);
        }
    }

    private Object read(ReaderInterceptorContext context, RoutingContext request, Long cap) throws IOException {
        admission.admitWithBody(request);
        if (cap != null) {
            refuseEncoded(request);
            context.setInputStream(new Counted(context.getInputStream(), cap));
        }
        return context.proceed();
    }

    /** Only streamed uploads take compressed bodies. */
    private static void refuseEncoded(RoutingContext request) {
        String encoding = request.request().getHeader("Content-Encoding");
        if (encoding != null && !encoding.isBlank() && !encoding.trim().equalsIgnoreCase("identity")) {
            request.response().putHeader("Accept-Encoding", "identity");
            throw Rejection.of(Rejection.Kind.UNSUPPORTED, "unsupported-media-type", "Content-Encoding: identity");
        }
    }

    private static final class Counted extends FilterInputStream {
        private long left;

        Counted(InputStream body, long cap) {
            super(body);
            this.left = cap;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw Rejection.of(Rejection.Kind.TOO_LARGE, "body-too-large");
            }
        }
    }
}
