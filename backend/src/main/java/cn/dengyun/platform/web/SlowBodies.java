package cn.dengyun.platform.web;

import cn.dengyun.platform.problem.Problems;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Ends requests whose bodies have not come in a minute, streamed uploads apart: at the least rate, which
 * {@link ConnectionWatch} holds every body to, the largest would take nine.
 */
@ApplicationScoped
class SlowBodies {

    /** Behind all that refuses a request by its head. */
    private static final int ORDER = 4;

    private static final long DEADLINE_MILLIS = 60_000;

    private final Problems problems;
    private final Vertx vertx;

    SlowBodies(Problems problems, Vertx vertx) {
        this.problems = problems;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        router.route("/api/*").order(ORDER).handler(context -> {
            if (Boolean.TRUE.equals(context.get(RequestFacts.TAKES_BODY)) && !BodyLimits.isStreamed(context)) {
                watch(context);
            }
            context.next();
        });
    }

    private void watch(RoutingContext context) {
        long timer = vertx.setTimer(DEADLINE_MILLIS, id -> {
            if (!context.request().isEnded()) {
                // The rest of the body is not worth waiting for; the connection ends with the answer.
                context.response().putHeader("Connection", "close");
                problems.send(context, "request-timeout", 408);
            }
        });
        context.addEndHandler(end -> vertx.cancelTimer(timer));
    }
}
