package cn.dengyun.platform.problem;

import cn.dengyun.platform.problem.Problem.FieldProblem;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Turns a refusal into the problem that the caller gets, in the caller's language. */
@ApplicationScoped
public class Problems {

    /** Where the HTTP metrics find the address template of a request. */
    private static final String METRICS_TEMPLATE = "UrlPathTemplate";

    private static final String BAD_TOKEN = "dengyun.bad-token";
    private static final String RETRY_AFTER = "Retry-After";

    /** Of one problem; how many more there are is told instead of them. */
    private static final int MAX_DEFECTS = 100;

    /** Of a pointer and of a text: more than any of ours, for part of them is what a caller sent. */
    private static final int MAX_TEXT = 1_000;

    private final ObjectMapper json;

    public Problems(ObjectMapper json) {
        this.json = json;
    }

    /** The problem for a rejection, as an answer to the given request. */
    public Problem of(Rejection rejection, RoutingContext context) {
        nameForMetrics(context);
        return of(
                rejection,
                RequestFacts.language(context),
                context == null ? "" : context.request().path(),
                RequestFacts.traceId(context));
    }

    private static Problem of(Rejection rejection, Language language, String instance, String traceId) {
        String code = rejection.code();
        String detail = ProblemTexts.detail(code, rejection.arguments(), language);
        String hint = ProblemTexts.hint(code, rejection.arguments(), language);
        return new Problem(
                URI.create("/problems/" + code),
                ProblemTexts.title(code, language),
                status(rejection.kind()),
                whole(hint.isEmpty() ? detail : detail + " " + hint),
                instance,
                code,
                traceId,
                ProblemTexts.isRetryable(code),
                told(rejection.defects())
                        .map(defect -> fieldProblem(defect, language))
                        .toList());
    }

    private static Stream<Defect> told(List<Defect> defects) {
        if (defects.size() <= MAX_DEFECTS) {
            return defects.stream();
        }
        Defect more = Defect.at("", "more-defects", defects.size() - MAX_DEFECTS);
        return Stream.concat(defects.stream().limit(MAX_DEFECTS), Stream.of(more));
    }

    /** What is answered before it reaches an operation is one row of the metrics, not one for each address made up. */
    public static void nameForMetrics(RoutingContext context) {
        if (context != null && context.request() instanceof HttpServerRequestInternal request) {
            Context local = request.context();
            if (local.getLocal(METRICS_TEMPLATE) == null) {
                local.putLocal(METRICS_TEMPLATE, "/refused");
            }
        }
    }

    /** One defect in words. */
    public static FieldProblem fieldProblem(Defect defect, Language language) {
        return new FieldProblem(
                whole(defect.pointer()),
                defect.code(),
                whole(ProblemTexts.detail(defect.code(), defect.arguments(), language)),
                whole(ProblemTexts.hint(defect.code(), defect.arguments(), language)));
    }

    /** A name that the caller sent may hold half a character, which no UTF-8 can tell. */
    private static String whole(String text) {
        String shown = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
        return new String(shown.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Says why the token of a request will not be accepted, where more is known than that it is not. */
    public static void explainBadToken(RoutingContext context, Rejection why) {
        context.put(BAD_TOKEN, why);
    }

    /** Why the token of the request is not accepted. */
    static Rejection badToken(RoutingContext context) {
        Rejection why = context.get(BAD_TOKEN);
        return why == null ? Rejection.of(Rejection.Kind.UNAUTHENTICATED, "token-invalid") : why;
    }

    /** Answers a request outside the REST layer with a problem and ends it. */
    public void send(RoutingContext context, Rejection rejection) {
        sendAs(context, rejection, status(rejection.kind()));
    }

    /** The same with the seconds after which to come again. */
    public void send(RoutingContext context, Rejection rejection, long retryAfterSeconds) {
        tellWhen(context, retryAfterSeconds);
        send(context, rejection);
    }

    static void tellWhen(RoutingContext context, long retryAfterSeconds) {
        context.response().putHeader(RETRY_AFTER, String.valueOf(retryAfterSeconds));
    }

    /** The same refusal, each time, of many requests. It has no arguments that differ from one to the other. */
    public StandingRefusal standing(Rejection rejection) {
        return new StandingRefusal(
                status(rejection.kind()),
                ProblemTexts.isRetryable(rejection.code()),
                language -> render(of(rejection, language, StandingRefusal.INSTANCE, StandingRefusal.TRACE_ID)));
    }

    /** Answers with a code whose status no kind of rejection has, such as 414. */
    public void send(RoutingContext context, String code, int status, Object... arguments) {
        sendAs(context, Rejection.invalid(code, arguments), status);
    }

    /** The same for a refusal of the framework, which decides on the status itself. */
    void sendAs(RoutingContext context, Rejection rejection, int status) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        Problem problem = withStatus(of(rejection, context), status);
        answer(context, problem.status(), problem.retryable(), render(problem));
    }

    static void answer(RoutingContext context, int status, boolean isRetryable, String problem) {
        HttpServerResponse response = context.response();
        if (isRetryable && !response.headers().contains(RETRY_AFTER)) {
            response.putHeader(RETRY_AFTER, "1");
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(problem);
    }

    private String render(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one place where the domain's refusals become HTTP. */
    static int status(Rejection.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case STALE -> 412;
            case TOO_LARGE -> 413;
            case UNSUPPORTED -> 415;
            case OUT_OF_RANGE -> 416;
            case UNPROCESSABLE -> 422;
            case PRECONDITION_REQUIRED -> 428;
            case TOO_MANY -> 429;
            case UNAVAILABLE -> 503;
        };
    }

    /** The same problem with the status that the framework decided on. */
    static Problem withStatus(Problem problem, int status) {
        return new Problem(
                problem.type(),
                problem.title(),
                status,
                problem.detail(),
                problem.instance(),
                problem.code(),
                problem.traceId(),
                problem.retryable(),
                List.copyOf(problem.errors()));
    }
}
