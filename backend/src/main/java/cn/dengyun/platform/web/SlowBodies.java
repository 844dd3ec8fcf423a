package cn.dengyun.platform.web;

import cn.dengyun.platform.problem.Problems;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Ends requests whose bodies come too slowly, streamed uploads apart: a body needs a least rate after a while and has a
 * deadline. A byte now and then keeps a connection from being idle, so that nothing else would ever end it.
 */
@ApplicationScoped
class SlowBodies {

    /** Behind all that refuses a request by its head. */
    private static final int ORDER = 4;

    /** In which a body may come as slowly as it will, and how often its rate is looked at afterwards. */
    private static final long GRACE_MILLIS = 10_000;

    private static final long LEAST_BYTES_PER_SECOND = 1_024;
    private static final long DEADLINE_MILLIS = 60_000;

    private final Problems problems;
    private final BodyLimits limits;
    private final Vertx vertx;

    SlowBodies(Problems problems, BodyLimits limits, Vertx vertx) {
        this.problems = problems;
        this.limits = limits;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        router.route("/api/*").order(ORDER).handler(context -> {
            if (Boolean.TRUE.equals(context.get(RequestFacts.TAKES_BODY)) && !limits.isStreamed(context)) {
                watch(context);
            }
            context.next();
        });
    }

    private void watch(RoutingContext context) {
        long startedAt = System.nanoTime();
        long timer = vertx.setPeriodic(GRACE_MILLIS, id -> {
            HttpServerRequest request = context.request();
            if (request.isEnded()) {
                vertx.cancelTimer(id);
                return;
            }
            long millis = (System.nanoTime() - startedAt) / 1_000_000;
            if (millis > DEADLINE_MILLIS || request.bytesRead() < millis / 1_000 * LEAST_BYTES_PER_SECOND) {
                vertx.cancelTimer(id);
                // The rest of the body is not worth waiting for; the connection ends with the answer.
                context.response().putHeader("Connection", "close");
                problems.send(context, "request-timeout", 408);
            }
        });
        context.addEndHandler(end -> vertx.cancelTimer(timer));
    }
}
