package cn.dengyun.platform.web;

import cn.dengyun.platform.problem.Problems;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/** What the framework serves by itself it serves for every method; there is nothing but to be read. */
@ApplicationScoped
class ReadOnlyPaths {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** Before what is served, as are the other refusals by the head of a request. */
    private static final int ORDER = HeadLimits.ORDER + 3;

    private final Problems problems;

    ReadOnlyPaths(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route("/q/*").order(ORDER).handler(this::check);
        router.route("/swagger-ui*").order(ORDER).handler(this::check);
    }

    private void check(RoutingContext context) {
        if (READING.contains(context.request().method())) {
            context.next();
            return;
        }
        context.response().putHeader("Allow", "GET, HEAD, OPTIONS");
        problems.send(context, "method-not-allowed", 405);
    }
}
