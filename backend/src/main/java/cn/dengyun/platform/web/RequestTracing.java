package cn.dengyun.platform.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Gives each request a W3C trace id: the caller's own from {@code traceparent} if it sends a valid one, else a new one.
 * It stands in every log line of the request, in every problem, and in the response header {@code Trace-Id}.
 */
@ApplicationScoped
class RequestTracing {

    /** Before everything else that answers requests, so that even an early refusal carries the id. */
    static final int ORDER = Integer.MIN_VALUE + 10;

    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String INVALID_TRACE = "0".repeat(32);

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(RequestTracing::trace);
    }

    private static void trace(RoutingContext context) {
        MDC.put("traceId", begin(context));
        context.next();
    }

    static String begin(RoutingContext context) {
        String traceId = traceId(context.request().getHeader("traceparent"));
        context.put(RequestFacts.TRACE_ID, traceId);
        if (!context.response().headWritten()) {
            context.response().putHeader("Trace-Id", traceId);
        }
        return traceId;
    }

    /** That of the caller if it sent a valid one, else a new one. */
    static String traceId(String traceparent) {
        if (traceparent != null) {
            Matcher matcher = TRACEPARENT.matcher(traceparent);
            if (matcher.matches() && !matcher.group(1).equals(INVALID_TRACE)) {
                return matcher.group(1);
            }
        }
        // An identifier, not a secret: the fast generator will do.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return hex(random.nextLong() | 1L) + hex(random.nextLong());
    }

    private static String hex(long value) {
        String digits = Long.toHexString(value);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
