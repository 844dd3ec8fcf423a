package cn.dengyun.platform.web;

import cn.dengyun.platform.problem.Problems;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/**
 * Caps addresses and headers. The HTTP server has larger caps of its own, and drops what exceeds those without an
 * answer in words; what exceeds these is told so.
 */
@ApplicationScoped
class HeadLimits {

    static final int MAX_ADDRESS = 8 * 1024;
    static final int MAX_HEADERS = 20 * 1024;

    /** After the headers by which a page of another web site may read the refusal, before all else. */
    static final int ORDER = -298;

    private final Problems problems;

    HeadLimits(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext context) {
        if (context.request().uri().length() > MAX_ADDRESS) {
            problems.send(context, "uri-too-long", 414);
            return;
        }
        int size = 0;
        for (Map.Entry<String, String> header : context.request().headers()) {
            size += header.getKey().length() + header.getValue().length() + 4;
        }
        if (size > MAX_HEADERS) {
            problems.send(context, "headers-too-large", 431);
            return;
        }
        context.next();
    }
}
