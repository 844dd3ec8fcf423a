package cn.dengyun.platform.contract;

import cn.dengyun.platform.problem.Problem;
import cn.dengyun.platform.problem.Problems;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Rejection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds each request to what the contract says of its address: the methods, the media types of the body and those of
 * the answer. Who asks for anything else is told what there is instead (RFC 9110 §15.5.6, §15.5.7, §15.5.16), before
 * anybody looks at who it is; the contract is no secret.
 *
 * <p>An operation declares its media types where it is documented, and is JSON on both sides when it declares none, so
 * that none takes or gives anything by accident.
 */
@ApplicationScoped
class ContractGate {

    /** After the quotas and the caps of bodies. */
    private static final int ORDER = -2;

    private static final String ACCEPT = "Accept";

    private final PublishedContract contract;
    private final Problems problems;

    ContractGate(PublishedContract contract, Problems problems) {
        this.contract = contract;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext context) {
        String path = context.normalizedPath();
        List<Map<String, ContractOperation>> addresses = contract.addresses().find(path);
        if (addresses.isEmpty()) {
            // With matrix parameters the REST layer takes it for an address of the contract, past all that goes by
            // those.
            if (path.indexOf(';') >= 0) {
                problems.send(context, Rejection.notFound("path-not-found"));
            } else {
                context.next();
            }
            return;
        }
        ContractOperation operation = operation(context.request().method(), addresses);
        if (operation == null) {
            withoutOperation(context, addresses);
            return;
        }
        operation.notices().forEach((name, value) -> context.response().putHeader(name, value));
        if (!takesBody(context.request(), operation.takes())) {
            tellWhatIsTaken(context, addresses);
            problems.send(
                    context,
                    Rejection.of(
                            Rejection.Kind.UNSUPPORTED,
                            "unsupported-media-type",
                            String.join(", ", operation.takes())));
            return;
        }
        context.put(RequestFacts.TAKES_BODY, !operation.takes().isEmpty());
        if (!isAnswerAcceptable(context.request(), operation.gives())) {
            problems.send(context, "not-acceptable", 406, String.join(", ", operation.gives()));
            return;
        }
        context.next();
    }

    private static ContractOperation operation(HttpMethod method, List<Map<String, ContractOperation>> addresses) {
        String name = method == HttpMethod.HEAD ? "GET" : method.name();
        return addresses.stream()
                .map(address -> address.get(name))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    private void withoutOperation(RoutingContext context, List<Map<String, ContractOperation>> addresses) {
        Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
        addresses.forEach(address -> methods.addAll(address.keySet()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        context.response().putHeader("Allow", String.join(", ", methods));
        if (context.request().method() == HttpMethod.OPTIONS) {
            Problems.nameForMetrics(context);
            tellWhatIsTaken(context, addresses);
            context.response().setStatusCode(204).end();
            return;
        }
        problems.send(context, "method-not-allowed", 405);
    }

    /** {@code Accept-Post} and {@code Accept-Patch} (RFC 5789), and {@code Accept} in an answer for every method. */
    private static void tellWhatIsTaken(RoutingContext context, List<Map<String, ContractOperation>> addresses) {
        String method = context.request().method().name();
        for (String each : List.of("POST", "PATCH", "PUT")) {
            ContractOperation operation = operation(HttpMethod.valueOf(each), addresses);
            if (operation == null || operation.takes().isEmpty()) {
                continue;
            }
            String types = String.join(", ", operation.takes());
            if (each.equals(method)) {
                context.response().putHeader(ACCEPT, types);
            }
            if (!each.equals("PUT")) {
                context.response().putHeader(each.equals("POST") ? "Accept-Post" : "Accept-Patch", types);
            }
        }
    }

    private static boolean takesBody(HttpServerRequest request, List<String> takes) {
        if (takes.isEmpty()) {
            return true;
        }
        String type = request.getHeader("Content-Type");
        return type == null ? !hasBody(request) : takes.contains(MediaRange.bare(type));
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? request.headers().contains("Transfer-Encoding") : !length.equals("0");
    }

    /**
     * Whether an answer may be sent. Where there is one format only, nobody behind the gate has to look again; the
     * framework would take a text for plain text, and refuse that. Where there are several, whoever chooses gets a
     * header that he can read. Who names problems alone has said how he wants to be refused, and of the answer nothing:
     * what OpenAPI Generator makes for Java, Kotlin and Python asks so wherever the answer itself is not JSON.
     */
    private static boolean isAnswerAcceptable(HttpServerRequest request, List<String> gives) {
        List<String> lines = request.headers().getAll(ACCEPT);
        if (lines.isEmpty()) {
            return true;
        }
        boolean isAny = lines.size() == 1 && (lines.get(0).equals(MediaRange.ANY) || gives.contains(lines.get(0)));
        List<MediaRange> ranges = isAny || lines.stream().allMatch(String::isBlank)
                ? List.of(new MediaRange(isAny ? lines.get(0) : MediaRange.ANY, 1))
                : MediaRange.all(lines);
        if (MediaRange.onlyName(ranges, Problem.MEDIA_TYPE)) {
            ranges = List.of(new MediaRange(MediaRange.ANY, 1));
        }
        if (MediaRange.best(ranges, gives) == null) {
            return false;
        }
        if (gives.size() == 1) {
            request.headers().remove(ACCEPT);
        } else {
            request.headers()
                    .set(ACCEPT, ranges.stream().map(MediaRange::toString).collect(Collectors.joining(", ")));
        }
        return true;
    }
}
