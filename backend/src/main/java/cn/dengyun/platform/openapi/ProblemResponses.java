package cn.dengyun.platform.openapi;

import cn.dengyun.platform.openapi.OperationFacts.Request;
import cn.dengyun.platform.problem.Problem;
import cn.dengyun.platform.problem.ProblemTexts;
import cn.dengyun.platform.web.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * The refusals of each operation. Some follow from its request; the others are the codes that its description, or that
 * of one of its answers, names in backticks and the catalogue of problem codes knows.
 */
final class ProblemResponses {

    /** Headers of every answer. */
    static final List<String> HEADERS_OF_ALL =
            List.of("RateLimit", "RateLimit-Policy", "Trace-Id", "Access-Control-Allow-Origin");

    private static final Pattern QUOTED = Pattern.compile("`([a-z][a-z0-9-]*)`");
    private static final Set<Integer> RETRYABLE = Set.of(409, 429, 503);
    private static final int UNAUTHORIZED = 401;
    private static final int MOST_CODES_IN_A_NAME = 3;
    private static final String EXAMPLE_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final Map<String, APIResponse> shared = new TreeMap<>();
    private final Map<String, Example> examples = new TreeMap<>();

    Map<String, APIResponse> shared() {
        return shared;
    }

    /** One example for each problem code. */
    Map<String, Example> examples() {
        return examples;
    }

    /** The refusals of an operation by status, in order; an answer that has a body of its own stays what it is. */
    Map<String, APIResponse> of(Request request, Operation operation) {
        Map<Integer, Set<String>> codes = new TreeMap<>();
        implied(request).forEach(code -> add(codes, code));
        named(operation).forEach(code -> add(codes, code));
        Map<String, APIResponse> responses = new TreeMap<>();
        codes.forEach((status, ofStatus) ->
                responses.put(String.valueOf(status), reference(request.operationId(), status, ofStatus)));
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.compareTo("400") >= 0 && response.getContent() != null && !isProblem(response)) {
                withHeaders(response, Integer.parseInt(status));
                responses.put(status, response);
            }
        });
        return responses;
    }

    private static List<String> implied(Request request) {
        List<String> codes = new ArrayList<>(List.of("bad-request", "invalid-request", "not-acceptable"));
        codes.addAll(List.of("internal-error", "overloaded"));
        if (request.hasQuota()) {
            codes.add("quota-exceeded");
        }
        if (!request.isPublic()) {
            codes.addAll(List.of("unauthenticated", "token-invalid", "forbidden", "second-factor-enrolment-required"));
        }
        if (!request.isPublic() && request.isWrite()) {
            codes.add("organization-frozen");
        }
        if (request.isDelegable()) {
            codes.addAll(List.of("delegation-not-found", "delegation-not-in-force", "delegation-scope-missing"));
        } else if (request.hasQuota()) {
            codes.add("delegation-not-accepted");
        }
        if (request.hasTypedPath()) {
            codes.add("path-not-found");
        }
        if (request.hasBody()) {
            codes.addAll(List.of("body-too-large", "unsupported-media-type"));
        }
        if (request.hasCursor()) {
            codes.add("cursor-invalid");
        }
        if (request.hasIdempotencyKey()) {
            codes.addAll(List.of("idempotency-key-malformed", "idempotency-key-in-use", "idempotency-key-reused"));
        }
        if (request.hasIfMatch()) {
            codes.add("changed-meanwhile");
        }
        if (request.mustMatch()) {
            codes.add("if-match-required");
        }
        return codes;
    }

    /** The codes that the texts of an operation name. */
    static Set<String> named(Operation operation) {
        StringBuilder texts = new StringBuilder(String.valueOf(operation.getDescription()));
        operation
                .getResponses()
                .getAPIResponses()
                .values()
                .forEach(response -> texts.append(response.getDescription()));
        Set<String> codes = new TreeSet<>();
        for (Matcher quoted = QUOTED.matcher(texts); quoted.find(); ) {
            if (ProblemTexts.status(quoted.group(1)) > 0) {
                codes.add(quoted.group(1));
            }
        }
        return codes;
    }

    private static void add(Map<Integer, Set<String>> codes, String code) {
        codes.computeIfAbsent(ProblemTexts.status(code), status -> new TreeSet<>())
                .add(code);
    }

    private static boolean isProblem(APIResponse response) {
        return response.getContent().getMediaTypes().containsKey(Problem.MEDIA_TYPE);
    }

    private APIResponse reference(String operationId, int status, Set<String> codes) {
        String name = status + "." + (codes.size() <= MOST_CODES_IN_A_NAME ? String.join(".", codes) : operationId);
        shared.computeIfAbsent(name, key -> response(status, codes));
        return OASFactory.createAPIResponse().ref("#/components/responses/" + name);
    }

    private APIResponse response(int status, Set<String> codes) {
        MediaType body =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
        codes.forEach(code -> {
            examples.computeIfAbsent(code, key -> OASFactory.createExample().value(example(status, code)));
            body.addExample(code, OASFactory.createExample().ref("#/components/examples/" + code));
        });
        APIResponse response = OASFactory.createAPIResponse()
                .description(codes.stream()
                        .map(code -> ProblemTexts.title(code, Language.EN) + " (`" + code + "`)")
                        .collect(Collectors.joining("; ")))
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, body));
        response.addExtension("x-problem-codes", List.copyOf(codes));
        withHeaders(response, status);
        return response;
    }

    private static void withHeaders(APIResponse response, int status) {
        if (status == UNAUTHORIZED) {
            response.addHeader("WWW-Authenticate", header("WWW-Authenticate"));
        }
        if (RETRYABLE.contains(status)) {
            response.addHeader("Retry-After", header("Retry-After"));
        }
        HEADERS_OF_ALL.forEach(name -> response.addHeader(name, header(name)));
    }

    static Header header(String name) {
        return OASFactory.createHeader().ref("#/components/headers/" + name);
    }

    private static Map<String, Object> example(int status, String code) {
        List<Object> unknown = Collections.nCopies(4, "…");
        String detail = ProblemTexts.detail(code, unknown, Language.ZH);
        String hint = ProblemTexts.hint(code, unknown, Language.ZH);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "/problems/" + code);
        problem.put("title", ProblemTexts.title(code, Language.ZH));
        problem.put("status", status);
        problem.put("detail", hint.isEmpty() ? detail : detail + " " + hint);
        problem.put("instance", "/api/v1/offerings");
        problem.put("code", code);
        problem.put("traceId", EXAMPLE_TRACE);
        problem.put("retryable", ProblemTexts.isRetryable(code));
        return problem;
    }
}
