package cn.dengyun.platform.web;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** What every part may know about the request at hand: its trace id, its language, its path. */
@ApplicationScoped
public class RequestFacts {

    /** Where the contract's gate notes that the operation reads a body. */
    public static final String TAKES_BODY = "dengyun.takes-body";

    static final String TRACE_ID = "dengyun.trace-id";

    private final CurrentVertxRequest current;

    RequestFacts(CurrentVertxRequest current) {
        this.current = current;
    }

    /** Whether a request is at hand at all; jobs have none. */
    public boolean isPresent() {
        return Arc.container().requestContext().isActive() && current.getCurrent() != null;
    }

    /** Remembers something for the rest of the request. */
    public void put(String key, Object value) {
        current.getCurrent().put(key, value);
    }

    /** What was remembered earlier in the request; null when nothing was. */
    public Object get(String key) {
        return current.getCurrent().get(key);
    }

    /** The caller's network address: that of the connection, or what a trusted proxy says. */
    public String address() {
        SocketAddress remote = current.getCurrent().request().remoteAddress();
        return remote == null ? null : remote.hostAddress();
    }

    /** The W3C trace id of this request: 32 lower-case hexadecimal digits; the same in logs, problems and responses. */
    public String traceId() {
        return traceId(current.getCurrent());
    }

    /**
     * For a request that is refused before it is one: the caller's own trace id if it sent a valid one, else a new one.
     */
    public static String newTraceId(String traceparent) {
        return RequestTracing.traceId(traceparent);
    }

    public Language language() {
        return language(current.getCurrent());
    }

    public static String traceId(RoutingContext context) {
        if (context == null) {
            return "0".repeat(32);
        }
        String known = context.get(TRACE_ID);
        // A request so odd that it was refused before it was traced is traced now.
        return known == null ? RequestTracing.begin(context) : known;
    }

    public static Language language(RoutingContext context) {
        return context == null ? Language.ZH : Language.of(context.request().getHeader("Accept-Language"));
    }
}
