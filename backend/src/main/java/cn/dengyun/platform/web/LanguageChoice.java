package cn.dengyun.platform.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Chooses the language of an answer once, at the door. Whoever reads {@code Accept-Language} behind it, the framework
 * too, finds one language and nothing that it could stumble over: a header is whatever a caller sends.
 */
@ApplicationScoped
class LanguageChoice {

    private static final String HEADER = "Accept-Language";

    /** After the cap of headers, before whoever reads one. */
    static final int ORDER = HeadLimits.ORDER + 1;

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(context -> {
            HttpServerRequest request = context.request();
            String wanted = request.getHeader(HEADER);
            if (wanted != null) {
                request.headers().set(HEADER, Language.of(wanted).tag());
            }
            context.next();
        });
    }
}
