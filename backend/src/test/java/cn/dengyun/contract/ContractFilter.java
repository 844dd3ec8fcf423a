package cn.dengyun.contract;

import cn.dengyun.contract.Contract.Operation;
import cn.dengyun.identity.SignedIn;
import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.restassured.RestAssuredRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fails a test whose answer is not what the contract says, and notes what was executed.
 *
 * <p>A request is held against the contract as well, but only when the platform accepted it: tests send malformed ones
 * on purpose, and what the platform takes must be what the contract allows. Paths that are no operation pass.
 */
public final class ContractFilter implements Filter {

    /** Answers may hold members that the contract does not know yet; streams are described by their parts, as JSON. */
    private static final LevelResolver LEVELS = LevelResolver.create()
            .withLevel("validation.schema.additionalProperties", Level.IGNORE)
            .withLevel("validation.request.accept.notAllowed", Level.IGNORE)
            .build();

    /** The HTTP server refuses a line or headers that are too long before it knows which operation is meant. */
    private static final Set<Integer> BEFORE_ANY_OPERATION = Set.of(414, 431);

    /** Of each thread, for whoever wants to know why a test failed. */
    private static final ThreadLocal<Last> LAST = new ThreadLocal<>();

    private final Routes routes;
    private final ObjectNode rules;
    private final Map<String, OpenApiInteractionValidator> validators = new ConcurrentHashMap<>();

    /** Reads the contract that the build of the code under test has written. */
    public ContractFilter() {
        this(Contract.generated());
    }

    ContractFilter(Contract contract) {
        routes = new Routes(contract.operations().values());
        JsonNode described = contract.copy();
        // Whether a token is there is for the tests to say, not for this filter, which runs before one is added.
        described
                .get("paths")
                .forEach(path -> path.forEach(operation -> {
                    ((ObjectNode) operation).remove("security");
                    operation.get("responses").forEach(Streams::describePart);
                }));
        rules = Rendering30.of(described);
    }

    private record Last(FilterableRequestSpecification request, Response response) {

        @Override
        public String toString() {
            return request.getMethod() + " " + request.getURI() + "\n" + request.getHeaders() + "\n\n"
                    + request.getBody() + "\n\n" + response.statusLine() + "\n" + response.getHeaders() + "\n\n"
                    + response.asString();
        }
    }

    /** What this thread has asked and been answered last. */
    static String last() {
        return String.valueOf(LAST.get());
    }

    static void forgetLast() {
        LAST.remove();
    }

    private OpenApiInteractionValidator validator(Operation operation) {
        return validators.computeIfAbsent(
                operation.id(),
                id -> OpenApiInteractionValidator.createForInlineApiSpecification(OperationRules.of(rules, operation))
                        .withLevelResolver(LEVELS)
                        .build());
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        LAST.set(new Last(request, response));
        String path = URI.create(request.getURI()).getRawPath();
        boolean isSessionEnded = request.getMethod().equals("DELETE") && path.startsWith("/api/v1/sessions/");
        if (isSessionEnded || response.statusCode() == 401) {
            SignedIn.forgetTokens();
        }
        Optional<Operation> operation = routes.of(request.getMethod(), path);
        if (operation.isPresent() && !BEFORE_ANY_OPERATION.contains(response.statusCode())) {
            check(operation.get(), request, response);
        }
        return response;
    }

    private void check(Operation operation, FilterableRequestSpecification request, Response response) {
        String type = Optional.ofNullable(response.contentType()).orElse("");
        boolean isProblem = type.startsWith("application/problem+json");
        boolean isAudited = operation.isChange()
                && response.statusCode() < 300
                && AuditEvidence.isThere(response.header("Trace-Id"));
        Exchanges.add(new Exchanges.Exchange(
                operation.id(), response.statusCode(), isProblem ? response.path("code") : "", isAudited));
        requireNone(operation, "answer", defects(operation, response));
        boolean isAccepted = response.statusCode() < 300 && !isRefusedDryRun(request, response);
        if (isAccepted && isReadable(request)) {
            requireNone(
                    operation,
                    "request",
                    defects(validator(operation).validateRequest(RestAssuredRequest.of(request))));
        }
    }

    /** It answers 200 to what it says would be refused. */
    private static boolean isRefusedDryRun(FilterableRequestSpecification request, Response response) {
        return "true".equals(String.valueOf(request.getQueryParams().get("validateOnly")))
                && response.statusCode() == 200
                && response.path("would") == null;
    }

    /** A form and a stream are no text that could be compared. */
    private static boolean isReadable(FilterableRequestSpecification request) {
        return request.getFormParams().isEmpty()
                && request.getMultiPartParams().isEmpty()
                && (request.getBody() == null || request.getBody() instanceof String)
                && !String.valueOf(request.getContentType()).contains("ndjson");
    }

    /** What of an answer of the operation is not as the contract says: status, media type, headers, schema. */
    List<String> defects(Operation operation, Response response) {
        String path = operation.path().replaceAll("\\{[^/]+}", "any");
        Request.Method method = Request.Method.valueOf(operation.method());
        String type = Optional.ofNullable(response.contentType()).orElse("");
        OpenApiInteractionValidator validator = validator(operation);
        // Of a file of any type the contract says nothing of what is inside.
        boolean isAnyFile = operation
                .node()
                .at("/responses/" + response.statusCode() + "/content")
                .has("*/*");
        return Streams.parts(response, isAnyFile ? "" : type).stream()
                .flatMap(part -> defects(validator.validateResponse(path, method, part)).stream())
                .toList();
    }

    private static List<String> defects(ValidationReport report) {
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == Level.ERROR)
                .map(message -> message.getKey() + ": " + message.getMessage())
                .toList();
    }

    private static void requireNone(Operation operation, String what, List<String> defects) {
        if (!defects.isEmpty()) {
            throw new AssertionError("the " + what + " of " + operation.id() + " is not what the contract says:\n"
                    + String.join("\n", defects));
        }
    }
}
