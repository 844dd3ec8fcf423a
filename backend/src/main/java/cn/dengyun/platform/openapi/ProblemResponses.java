package cn.dengyun.platform.openapi;

import cn.dengyun.platform.openapi.OperationFacts.Request;
import cn.dengyun.platform.problem.Problem;
import cn.dengyun.platform.problem.ProblemTexts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * The refusals of each operation: what follows from its request, and what it declares with
 * {@link cn.dengyun.platform.operation.Refuses}. All operations share one response for each status. Codes are data, in
 * the extension {@code x-problem-codes}: those that every operation with a status may answer stand at the shared
 * response, those of an operation of its own at the operation.
 */
final class ProblemResponses {

    /** Headers of every answer. */
    static final List<String> HEADERS_OF_ALL =
            List.of("RateLimit", "RateLimit-Policy", "Trace-Id", "Access-Control-Allow-Origin");

    private static final Set<Integer> RETRYABLE = Set.of(409, 429, 503);
    private static final int UNAUTHORIZED = 401;
    private static final String NOT_MODIFIED = "NotModified";
    private static final String DRY_RUN = "DryRun";
    private static final String DONE = "Done";
    /** The extension that holds codes, of a status or by status. */
    static final String CODES = "x-problem-codes";

    /** What the caller is told of a status; its title is that of RFC 9110, RFC 6585 or RFC 4918. */
    private static final Map<Integer, String> MEANINGS = Map.ofEntries(
            Map.entry(400, "Bad Request: the request is wrong in itself; `errors` names every defect."),
            Map.entry(401, "Unauthorized: nobody is signed in, or the credentials or the token are not good."),
            Map.entry(403, "Forbidden: the caller may not do this."),
            Map.entry(404, "Not Found: there is no such thing, or none that the caller may know of."),
            Map.entry(406, "Not Acceptable: no media type that the caller accepts."),
            Map.entry(409, "Conflict: the present state forbids it."),
            Map.entry(412, "Precondition Failed: somebody has changed it meanwhile."),
            Map.entry(413, "Content Too Large: the body is too large."),
            Map.entry(415, "Unsupported Media Type: the body has a media type that the operation does not take."),
            Map.entry(416, "Range Not Satisfiable: there is no such part."),
            Map.entry(422, "Unprocessable Content: the request is understood but breaks a rule."),
            Map.entry(428, "Precondition Required: the request does not say what the change is based on."),
            Map.entry(429, "Too Many Requests: a quota is used up."),
            Map.entry(500, "Internal Server Error: a mistake of the platform; the log has the `traceId`."),
            Map.entry(503, "Service Unavailable: not now; the same request may succeed later."));

    /** What an operation may answer that answers with the status of the code at all. */
    private static final Set<String> COMMON = Set.of(
            "bad-request",
            "invalid-request",
            "path-not-found",
            "delegation-not-accepted",
            "organization-frozen",
            "api-client-not-accepted",
            "scope-missing",
            "unauthenticated",
            "token-invalid",
            "person-signed-in-otherwise",
            "account-linked-elsewhere",
            "forbidden",
            "second-factor-enrolment-required",
            "not-acceptable",
            "unsupported-media-type",
            "body-too-large",
            "quota-exceeded",
            "too-many-streams",
            "internal-error",
            "overloaded");

    /** What a shared parameter brings with it, wherever it is taken. */
    private static final Map<String, List<String>> OF_PARAMETERS = Map.of(
            "Cursor", List.of("cursor-invalid"),
            "DengyunDelegation",
                    List.of(
                            "delegation-agent-barred",
                            "delegation-not-found",
                            "delegation-not-in-force",
                            "delegation-scope-missing"),
            "IdempotencyKey",
                    List.of(
                            "idempotency-key-missing",
                            "idempotency-key-malformed",
                            "idempotency-key-in-use",
                            "idempotency-key-reused"),
            "IdempotencyKeyOptional",
                    List.of("idempotency-key-malformed", "idempotency-key-in-use", "idempotency-key-reused"),
            "IfMatch", List.of("changed-meanwhile", "if-match-required"),
            "IfMatchOptional", List.of("changed-meanwhile"));

    private final Map<String, APIResponse> shared = new TreeMap<>();

    /** Adds the responses that several operations share, and to the shared parameters the codes that come with them. */
    void addTo(Components components) {
        shared.forEach(components::addResponse);
        OF_PARAMETERS.forEach(
                (name, codes) -> components.getParameters().get(name).addExtension(CODES, byStatus(codes)));
    }

    /**
     * The codes of an operation by status, in order. A code that the catalogue of problems does not know ends the
     * build.
     */
    static Map<Integer, Set<String>> codes(Request request, Endpoint endpoint) {
        Map<Integer, Set<String>> codes = new TreeMap<>();
        List<String> all = implied(request);
        request.parameters().forEach(name -> all.addAll(OF_PARAMETERS.getOrDefault(name, List.of())));
        if (!endpoint.scope().isEmpty()) {
            all.add("scope-missing");
        } else if (endpoint.hasRoleOfClients()) {
            all.add("api-client-not-accepted");
        }
        all.addAll(endpoint.refusals());
        if (all.contains("token-invalid")) {
            all.add("account-linked-elsewhere");
        }
        for (String code : all) {
            int status = ProblemTexts.status(code);
            if (status == 0) {
                throw new IllegalStateException(endpoint.operationId() + " declares a problem that is none: " + code);
            }
            codes.computeIfAbsent(status, key -> new TreeSet<>()).add(code);
        }
        endpoint.defects().forEach(code -> {
            if (!ProblemTexts.codes().contains(code)) {
                throw new IllegalStateException(endpoint.operationId() + " declares an unknown defect: " + code);
            }
        });
        return codes;
    }

    /**
     * The codes of an operation of its own, as the contract writes them: neither those of all nor of its parameters.
     */
    static Map<String, Object> written(Map<Integer, Set<String>> codes, Request request) {
        Set<String> elsewhere = new HashSet<>(COMMON);
        request.parameters().forEach(name -> elsewhere.addAll(OF_PARAMETERS.getOrDefault(name, List.of())));
        return byStatus(codes.values().stream()
                .flatMap(Set::stream)
                .filter(code -> !elsewhere.contains(code))
                .toList());
    }

    private static Map<String, Object> byStatus(Collection<String> codes) {
        Map<String, List<String>> byStatus = new TreeMap<>();
        codes.stream()
                .sorted()
                .forEach(code -> byStatus.computeIfAbsent(
                                String.valueOf(ProblemTexts.status(code)), status -> new ArrayList<>())
                        .add(code));
        return new LinkedHashMap<>(byStatus);
    }

    /** The responses of an operation by status; an answer that has a body of its own stays what it is. */
    Map<String, APIResponse> of(Set<Integer> statuses, Operation operation) {
        Map<String, APIResponse> responses = new TreeMap<>();
        statuses.forEach(status -> responses.put(String.valueOf(status), reference(status)));
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
            codes.addAll(List.of("quota-exceeded", "too-many-streams"));
        }
        if (!request.isPublic()) {
            codes.addAll(List.of(
                    "unauthenticated",
                    "token-invalid",
                    "person-signed-in-otherwise",
                    "forbidden",
                    "second-factor-enrolment-required"));
        }
        if (!request.isPublic() && request.isWrite()) {
            codes.add("organization-frozen");
        }
        if (!request.isDelegable()) {
            codes.add("delegation-not-accepted");
        }
        if (request.hasTypedPath()) {
            codes.add("path-not-found");
        }
        if (request.hasBody()) {
            codes.addAll(List.of("body-too-large", "unsupported-media-type"));
        }
        return codes;
    }

    private static boolean isProblem(APIResponse response) {
        return response.getContent().getMediaTypes().containsKey(Problem.MEDIA_TYPE);
    }

    private APIResponse reference(int status) {
        String name = "Problem" + status;
        shared.computeIfAbsent(name, key -> response(status));
        return OASFactory.createAPIResponse().ref("#/components/responses/" + name);
    }

    private static APIResponse response(int status) {
        MediaType body =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
        APIResponse response = OASFactory.createAPIResponse()
                .description(MEANINGS.get(status))
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, body));
        List<String> common = COMMON.stream()
                .filter(code -> ProblemTexts.status(code) == status)
                .sorted()
                .toList();
        if (!common.isEmpty()) {
            response.addExtension(CODES, common);
        }
        withHeaders(response, status);
        return response;
    }

    /** What an operation answers with 304: nothing but the headers. */
    APIResponse notModified() {
        shared.computeIfAbsent(NOT_MODIFIED, key -> {
            APIResponse response =
                    OASFactory.createAPIResponse().description("Unchanged since the answer with that ETag.");
            response.addHeader("ETag", header("ETag"));
            HEADERS_OF_ALL.forEach(name -> response.addHeader(name, header(name)));
            return response;
        });
        return OASFactory.createAPIResponse().ref("#/components/responses/" + NOT_MODIFIED);
    }

    /** What a dry run answers where the operation itself never answers 200. */
    APIResponse dryRun() {
        shared.computeIfAbsent(DRY_RUN, key -> {
            MediaType body = OASFactory.createMediaType()
                    .schema(OASFactory.createSchema().ref(DRY_RUN));
            APIResponse response = OASFactory.createAPIResponse()
                    .description("200, what would happen; nothing has (`validateOnly=true`).")
                    .content(OASFactory.createContent().addMediaType("application/json", body));
            HEADERS_OF_ALL.forEach(name -> response.addHeader(name, header(name)));
            return response;
        });
        return OASFactory.createAPIResponse().ref("#/components/responses/" + DRY_RUN);
    }

    /** What is answered with 204. */
    APIResponse done() {
        shared.computeIfAbsent(DONE, key -> {
            APIResponse response = OASFactory.createAPIResponse().description("Done; there is nothing to show.");
            HEADERS_OF_ALL.forEach(name -> response.addHeader(name, header(name)));
            return response;
        });
        return OASFactory.createAPIResponse().ref("#/components/responses/" + DONE);
    }

    /** The codes of an operation of its own by status, as they were written; may be changed. */
    @SuppressWarnings("unchecked")
    static Map<String, List<String>> codesOf(Operation operation) {
        return (Map<String, List<String>>) operation.getExtensions().get(CODES);
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
}
