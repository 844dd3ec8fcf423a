package cn.dengyun.platform.web;

import cn.dengyun.platform.problem.Problems;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * No address has parameters in its path ({@code /a;b=c}). The framework would take them off in silence and serve the
 * rest, though a proxy in front of it, which has rules by path, sees another one.
 */
@ApplicationScoped
class PlainPaths {

    /** With the other refusals by the head of a request. */
    static final int ORDER = HeadLimits.ORDER + 3;

    private final Problems problems;

    PlainPaths(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext context) {
        String path = context.request().path();
        if (path != null && path.indexOf(';') >= 0) {
            problems.send(context, "path-not-found", 404);
            return;
        }
        context.next();
    }
}
