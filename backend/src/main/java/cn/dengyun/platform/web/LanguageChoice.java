package cn.dengyun.platform.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

    /** Callers say the same again and again, and it is long to read. */
    private static final int MAX_KNOWN = 1_000;

    private final Cache<String, Language> known =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(context -> {
            HttpServerRequest request = context.request();
            String wanted = request.getHeader(HEADER);
            if (wanted != null) {
                request.headers().set(HEADER, languageOf(wanted).tag());
            }
            context.next();
        });
    }

    private Language languageOf(String wanted) {
        return wanted.length() > Language.MAX_READ ? Language.of(wanted) : known.get(wanted, Language::of);
    }
}
