package cn.dengyun.platform.contract;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Lets pages of other web sites that may call the platform read every header that the contract knows; a browser shows
 * them only a handful otherwise.
 */
@ApplicationScoped
class ExposedHeaders {

    /** After the framework has found out whether the origin of a request may call, before anything refuses. */
    private static final int ORDER = -299;

    /** All that the contract knows, and the one that comes with a refusal where the contract has no operation. */
    private final String names;

    ExposedHeaders(PublishedContract contract) {
        names = "Allow, " + String.join(", ", contract.headers());
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::expose);
    }

    private void expose(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.headers().contains("Access-Control-Allow-Origin")) {
            response.putHeader("Access-Control-Expose-Headers", names);
        }
        context.next();
    }
}
