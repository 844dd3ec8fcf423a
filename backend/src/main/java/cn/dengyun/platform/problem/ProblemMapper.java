package cn.dengyun.platform.problem;

import cn.dengyun.platform.form.ConstraintDefects;
import cn.dengyun.platform.form.JsonDefects;
import cn.dengyun.platform.operation.CurrentOperation;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.pgclient.PgException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure inside the REST layer, whoever threw it, becomes a problem here. */
public class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final String CHALLENGE = "Bearer realm=\"dengyun\"";
    /** What PostgreSQL says of U+0000, as text and within JSON. */
    private static final Set<String> UNSTORABLE_TEXT = Set.of("22021", "22P05");

    /** What the request itself is refused for; that nobody is served now is no answer to what would happen. */
    private static final Set<Rejection.Kind> SHOWN_BY_DRY_RUNS = EnumSet.of(
            Rejection.Kind.INVALID,
            Rejection.Kind.FORBIDDEN,
            Rejection.Kind.NOT_FOUND,
            Rejection.Kind.CONFLICT,
            Rejection.Kind.STALE,
            Rejection.Kind.UNPROCESSABLE,
            Rejection.Kind.PRECONDITION_REQUIRED);

    private final Problems problems;
    private final CurrentVertxRequest current;

    ProblemMapper(Problems problems, CurrentVertxRequest current) {
        this.problems = problems;
        this.current = current;
    }

    /** For those, too, who answer some refusals in a form of their own. */
    @ServerExceptionMapper
    public Response rejection(Rejection rejection) {
        return respond(rejection);
    }

    @ServerExceptionMapper
    Response constraints(ConstraintViolationException failure) {
        List<Defect> defects = failure.getConstraintViolations().stream()
                .map(ConstraintDefects::ofParameter)
                .sorted(java.util.Comparator.comparing(Defect::pointer))
                .toList();
        return respond(Rejection.invalid(defects));
    }

    @ServerExceptionMapper
    Response malformedJson(JsonProcessingException failure) {
        return respond(JsonDefects.rejection(failure));
    }

    /** Quarkus has a mapper of its own for this subclass, which would win over the one above. */
    @ServerExceptionMapper
    Response unfitJson(MismatchedInputException failure) {
        return malformedJson(failure);
    }

    @ServerExceptionMapper
    Response notSignedIn(UnauthorizedException failure) {
        return challenge(Rejection.of(Rejection.Kind.UNAUTHENTICATED, "unauthenticated"), CHALLENGE);
    }

    @ServerExceptionMapper
    Response badToken(AuthenticationFailedException failure) {
        return challenge(Problems.badToken(context()), CHALLENGE + ", error=\"invalid_token\"");
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure) {
        return respond(Rejection.forbidden("forbidden"));
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException failure) {
        Response original = failure.getResponse();
        if (failure.getCause() instanceof JsonProcessingException malformed) {
            return malformedJson(malformed);
        }
        int status = original.getStatus();
        if (status < 400) {
            return original;
        }
        Problem problem = Problems.withStatus(problems.of(FrameworkCodes.rejection(status), context()), status);
        Response.ResponseBuilder response =
                Response.status(status).entity(problem).type(Problem.MEDIA_TYPE);
        String allow = original.getHeaderString(HttpHeaders.ALLOW);
        if (allow != null) {
            response.header(HttpHeaders.ALLOW, allow);
        }
        return response.build();
    }

    /** What nobody foresaw: the trace id in the answer, everything else only in the log. */
    @ServerExceptionMapper
    Response unforeseen(Throwable failure) {
        Rejection overload = OverloadFailures.rejection(failure);
        if (overload != null) {
            return respond(overload);
        }
        if (isUnstorableText(failure)) {
            return respond(Rejection.invalid(List.of(Defect.at("", "forbidden-character", "U+0000"))));
        }
        if (isHangUp(failure)) {
            // Nobody reads the answer, and whoever hangs up a thousand times shall not fill the log.
            LOG.debug("a caller hung up while the body was read", failure);
            return framework(new WebApplicationException(Response.Status.REQUEST_TIMEOUT));
        }
        LOG.error("a request failed in a way nobody foresaw", failure);
        Problem problem = Problems.withStatus(problems.of(Rejection.invalid("internal-error"), context()), 500);
        return Response.status(500).entity(problem).type(Problem.MEDIA_TYPE).build();
    }

    /** Whether the caller's connection ended before the request did. */
    static boolean isHangUp(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpClosedException) {
                return true;
            }
        }
        return false;
    }

    /** Whether PostgreSQL refused a text with U+0000 that nothing before had looked at. */
    private static boolean isUnstorableText(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException postgres && UNSTORABLE_TEXT.contains(postgres.getSqlState())) {
                return true;
            }
        }
        return false;
    }

    private Response respond(Rejection rejection) {
        return response(rejection).build();
    }

    private Response challenge(Rejection rejection, String challenge) {
        return response(rejection)
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }

    private Response.ResponseBuilder response(Rejection rejection) {
        Problem problem = problems.of(rejection, context());
        if (CurrentOperation.isDryRun(context()) && SHOWN_BY_DRY_RUNS.contains(rejection.kind())) {
            return Response.ok(DryRun.refused(problem), MediaType.APPLICATION_JSON_TYPE);
        }
        Response.ResponseBuilder response =
                Response.status(problem.status()).entity(problem).type(Problem.MEDIA_TYPE);
        if (problem.retryable()) {
            response.header(HttpHeaders.RETRY_AFTER, retryAfterSeconds(rejection));
        }
        if (problem.status() == 401 && !"credentials-wrong".equals(problem.code())) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        return response;
    }

    /** Who is refused for asking too often is told in the first argument how many seconds to wait. */
    private static Object retryAfterSeconds(Rejection rejection) {
        boolean saysHowLong = rejection.kind() == Rejection.Kind.TOO_MANY
                && !rejection.arguments().isEmpty()
                && rejection.arguments().get(0) instanceof Number;
        return saysHowLong ? rejection.arguments().get(0) : 1;
    }

    private RoutingContext context() {
        return current.getCurrent();
    }
}
