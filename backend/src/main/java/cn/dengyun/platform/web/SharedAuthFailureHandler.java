package cn.dengyun.platform.web;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Spares each request a search through all addresses of the platform.
 *
 * <p>With metrics on, the framework looks up the address template of every request before it gives it the handler of
 * failed authentications, in case one fails before the request has found its operation; for that it builds its map of
 * addresses anew, which was an eighth of the processor time of a small read. Here no authentication fails that early
 * (it is asked for by the operation), and the handler has no state: the first one that the framework makes serves all
 * later requests, and whoever has it already is let pass.
 */
@ApplicationScoped
class SharedAuthFailureHandler {

    /**
     * The framework gives out the handler at this place; a route of the same order that is there earlier goes first.
     */
    private static final int ORDER = -199;

    private volatile Object shared;

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::give);
        router.route().order(ORDER + 1).handler(this::keep);
    }

    private void give(RoutingContext context) {
        if (shared != null) {
            context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, shared);
        }
        context.next();
    }

    private void keep(RoutingContext context) {
        if (shared == null) {
            shared = context.get(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        }
        context.next();
    }
}
