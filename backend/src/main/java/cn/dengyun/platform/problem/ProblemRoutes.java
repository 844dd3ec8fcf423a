package cn.dengyun.platform.problem;

import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Rejection;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** Problems for what never reaches the REST layer, and the pages that explain each code. */
@ApplicationScoped
class ProblemRoutes {

    private static final Logger LOG = Logger.getLogger(ProblemRoutes.class);
    private static final int LAST = Integer.MAX_VALUE;

    private final Problems problems;

    ProblemRoutes(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.get("/problems").handler(this::list);
        router.get("/problems/:code").handler(this::explain);
        router.route().order(LAST).handler(this::nothingHere);
        router.route().failureHandler(this::failed);
        for (int status : new int[] {400, 404, 405, 406, 413, 414, 415, 431}) {
            router.errorHandler(status, context -> refuse(context, status));
        }
    }

    private void nothingHere(RoutingContext context) {
        refuse(context, 404);
    }

    private void failed(RoutingContext context) {
        int status = context.statusCode() < 400 ? 500 : context.statusCode();
        if (context.failure() instanceof Rejection rejection) {
            problems.send(context, rejection);
            return;
        }
        if (status >= 500) {
            LOG.error("a request failed before it reached the REST layer", context.failure());
        }
        refuse(context, status);
    }

    private void refuse(RoutingContext context, int status) {
        problems.sendAs(context, FrameworkCodes.rejection(status), status);
    }

    private void explain(RoutingContext context) {
        String code = context.pathParam("code");
        if (!ProblemTexts.codes().contains(code)) {
            problems.send(context, Rejection.notFound("problem-code-unknown", code));
            return;
        }
        Language language = RequestFacts.language(context);
        page(context, language, code, ProblemPages.explanation(code, language));
    }

    private void list(RoutingContext context) {
        Language language = RequestFacts.language(context);
        page(context, language, "Dengyun", ProblemPages.index(List.copyOf(ProblemTexts.codes()), language));
    }

    private static void page(RoutingContext context, Language language, String title, String content) {
        context.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Content-Language", language.locale().toLanguageTag())
                .putHeader("Vary", "Accept-Language")
                .putHeader("Cache-Control", "public, max-age=3600")
                .putHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        if (context.request().method() == HttpMethod.HEAD) {
            context.response().end();
            return;
        }
        context.response().end(ProblemPages.frame(language, title, content));
    }
}
