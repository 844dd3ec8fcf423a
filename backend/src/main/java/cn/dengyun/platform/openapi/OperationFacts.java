package cn.dengyun.platform.openapi;

import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Roles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;

/** Adds to each operation what follows from its annotations and its parameters: callers, shared headers, problems. */
final class OperationFacts {

    private static final Map<String, String> SHARED_QUERIES =
            Map.of("cursor", "Cursor", DryRunnable.PARAMETER, "ValidateOnly");
    private static final Set<String> SHARED_HEADERS = Set.of("If-None-Match", IfMatch.HEADER, IdempotencyKey.HEADER);
    private static final List<String> EVERYWHERE = List.of("AcceptLanguage", "Traceparent");
    /** What a scanner writes where nobody described the answer. */
    private static final Set<String> STATUS_TEXTS = Set.of("OK", "Created", "Accepted", "No Content");

    /** Where requests are counted. */
    private static final String UNDER_QUOTA = "/api/";

    private static final int FIRST_ERROR = 400;
    private static final String NOT_MODIFIED = "304";
    private static final String OK = "200";
    private static final String NO_CONTENT = "204";
    private static final String NOT_FOUND = "404";
    private static final String ANY_SUCCESS = "2XX";
    private static final String DRY_RUN = "DryRun";
    private static final String JSON = "application/json";

    private final OpenAPI contract;
    private final ProblemResponses problems;
    private final Map<String, Parameter> shared = new TreeMap<>();

    OperationFacts(OpenAPI contract) {
        this.contract = contract;
        this.problems = new ProblemResponses();
    }

    /** Adds the answers and the parameters that several operations have in common. */
    void addShared() {
        shared.forEach((name, parameter) -> {
            takeOver(name, parameter);
            contract.getComponents().addParameter(name, parameter);
        });
        problems.addTo(contract.getComponents());
    }

    /** The codes of 404 that come with an id in the path, wherever it is taken, stand at the parameter. */
    private void takeOver(String name, Parameter parameter) {
        String reference = "#/components/parameters/" + name;
        List<Map<String, List<String>>> taking = SchemaWalk.operations(contract)
                .filter(operation ->
                        operation.getParameters().stream().anyMatch(taken -> reference.equals(taken.getRef())))
                .map(ProblemResponses::codesOf)
                .toList();
        Set<String> common = new TreeSet<>(taking.get(0).getOrDefault(NOT_FOUND, List.of()));
        taking.forEach(codes -> common.retainAll(codes.getOrDefault(NOT_FOUND, List.of())));
        if (common.isEmpty()) {
            return;
        }
        parameter.addExtension(ProblemResponses.CODES, Map.of(NOT_FOUND, List.copyOf(common)));
        taking.forEach(codes -> codes.computeIfPresent(NOT_FOUND, (status, own) -> {
            List<String> left =
                    own.stream().filter(code -> !common.contains(code)).toList();
            return left.isEmpty() ? null : left;
        }));
    }

    /** The whole operation, its parts in one order throughout the contract. */
    Operation complete(String path, HttpMethod method, Operation operation, Endpoint endpoint) {
        Operation whole = OASFactory.createOperation()
                .operationId(operation.getOperationId())
                .summary(operation.getSummary())
                .description(described(operation))
                .tags(operation.getTags());
        if (Boolean.TRUE.equals(operation.getDeprecated())) {
            whole.setDeprecated(true);
        }
        if (!endpoint.isPublic() && !endpoint.roles().containsAll(Roles.ALL)) {
            whole.addExtension("x-roles", endpoint.roles());
        }
        if (!endpoint.delegationScope().isEmpty()) {
            whole.addExtension("x-delegation-scope", endpoint.delegationScope());
        }
        List<Parameter> parameters = parameters(path, operation, endpoint);
        Request request = Request.of(path, method, operation, endpoint, parameters);
        Map<Integer, Set<String>> codes = ProblemResponses.codes(request, endpoint);
        whole.addExtension(ProblemResponses.CODES, ProblemResponses.written(codes, request));
        if (!endpoint.defects().isEmpty()) {
            whole.addExtension("x-defect-codes", List.copyOf(endpoint.defects()));
        }
        return whole.security(security(method, endpoint))
                .parameters(parameters)
                .requestBody(operation.getRequestBody())
                .responses(responses(path, operation, request, endpoint, codes.keySet()));
    }

    /** Where its summary says all that there is to say, that is the description too: tools want one. */
    private static String described(Operation operation) {
        return operation.getDescription() == null ? operation.getSummary() + "." : operation.getDescription();
    }

    /** The scanner knows the view of an answer only where its status is the usual one of its method. */
    private void show(String status, APIResponse response, String view) {
        boolean hasBody = status.startsWith("2") && !status.equals(NO_CONTENT) && response.getContent() == null;
        if (hasBody && contract.getComponents().getSchemas().containsKey(view)) {
            response.setContent(json(OASFactory.createSchema().ref(SchemaWalk.PREFIX + view)));
        }
    }

    /**
     * A dry run answers 200. Where that is no status of the operation itself, it stands as {@code 2XX}: most generators
     * type a call by the least status, and would have it answer with nothing but dry runs.
     */
    private void addDryRun(APIResponses responses) {
        Schema dryRun = OASFactory.createSchema().ref(SchemaWalk.PREFIX + DRY_RUN);
        APIResponse own = responses.getAPIResponse(OK);
        if (own == null) {
            responses.addAPIResponse(ANY_SUCCESS, problems.dryRun());
            return;
        }
        Schema view = own.getContent().getMediaType(JSON).getSchema();
        String viewName = SchemaWalk.target(view);
        String name = viewName + "Or" + DRY_RUN;
        contract.getComponents()
                .addSchema(
                        name,
                        OASFactory.createSchema()
                                .description("%s, or with `validateOnly=true` what would happen instead."
                                        .formatted(viewName))
                                .addAnyOf(view)
                                .addAnyOf(dryRun));
        own.setContent(json(OASFactory.createSchema().ref(SchemaWalk.PREFIX + name)));
    }

    private static Content json(Schema schema) {
        return OASFactory.createContent()
                .addMediaType(JSON, OASFactory.createMediaType().schema(schema));
    }

    private APIResponses responses(
            String path, Operation operation, Request request, Endpoint endpoint, Set<Integer> refused) {
        APIResponses responses = OASFactory.createAPIResponses();
        successes(operation).forEach((status, response) -> {
            if (status.equals(NOT_MODIFIED)) {
                return;
            }
            show(status, response, endpoint.view());
            if (STATUS_TEXTS.contains(response.getDescription())) {
                response.setDescription(operation.getSummary() + ".");
            }
            List<String> headers = successHeaders(path, status, response, request);
            response.setHeaders(headers(response, headers));
            boolean saysNothing = status.equals(NO_CONTENT) && headers.equals(ProblemResponses.HEADERS_OF_ALL);
            responses.addAPIResponse(status, saysNothing ? problems.done() : response);
        });
        if (endpoint.isDryRunnable()) {
            addDryRun(responses);
        }
        if (request.canBeKnown()) {
            responses.addAPIResponse(NOT_MODIFIED, problems.notModified());
        }
        problems.of(refused, operation).forEach(responses::addAPIResponse);
        return responses;
    }

    private static List<SecurityRequirement> security(HttpMethod method, Endpoint endpoint) {
        List<SecurityRequirement> security = new ArrayList<>();
        if (endpoint.isPublic()) {
            security.add(OASFactory.createSecurityRequirement());
        }
        if (!endpoint.isPublic() || method == HttpMethod.GET || endpoint.takesToken()) {
            security.add(OASFactory.createSecurityRequirement().addScheme("accessToken"));
        }
        if (!endpoint.scope().isEmpty()) {
            security.add(OASFactory.createSecurityRequirement().addScheme("clientCredentials", endpoint.scope()));
        }
        return security;
    }

    private List<Parameter> parameters(String path, Operation operation, Endpoint endpoint) {
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : SchemaWalk.parameters(operation)) {
            if (parameter.getIn() != Parameter.In.HEADER || !SHARED_HEADERS.contains(parameter.getName())) {
                String known = SHARED_QUERIES.get(parameter.getName());
                parameters.add(known == null ? explained(path, parameter) : reference(known));
            }
        }
        if (endpoint.isDryRunnable()) {
            parameters.add(reference("ValidateOnly"));
        }
        if (endpoint.reads("If-None-Match")) {
            parameters.add(reference("IfNoneMatch"));
        }
        if (endpoint.reads(IfMatch.HEADER)) {
            parameters.add(reference(endpoint.isMatchRequired() ? "IfMatch" : "IfMatchOptional"));
        }
        if (endpoint.reads(IdempotencyKey.HEADER)) {
            parameters.add(reference(endpoint.isKeyRequired() ? "IdempotencyKey" : "IdempotencyKeyOptional"));
        }
        if (!endpoint.delegationScope().isEmpty()) {
            parameters.add(reference("DengyunDelegation"));
        }
        EVERYWHERE.forEach(name -> parameters.add(reference(name)));
        return parameters;
    }

    /**
     * An id in the path explains itself, and the usual size of a page; both stand among the shared parameters. A list
     * of values may be shown with one of them.
     */
    private Parameter explained(String path, Parameter parameter) {
        Matcher collection =
                Pattern.compile("([a-z-]+)/\\{" + parameter.getName() + "}").matcher(path);
        if (parameter.getDescription() == null && parameter.getIn() == Parameter.In.PATH && collection.find()) {
            parameter.setDescription("Names one of the " + collection.group(1).replace('-', ' ') + ".");
            return "uuid".equals(parameter.getSchema().getFormat())
                    ? shared(idOf(collection.group(1), parameter.getName()), parameter)
                    : parameter;
        }
        if (isUsualLimit(parameter)) {
            return shared("Limit", parameter.description("The most rows of a page."));
        }
        boolean isList = parameter.getSchema() != null
                && parameter.getSchema().getType() != null
                && parameter.getSchema().getType().contains(Schema.SchemaType.ARRAY);
        if (isList && parameter.getExample() != null && !(parameter.getExample() instanceof List)) {
            parameter.setExample(List.of(String.valueOf(parameter.getExample())));
        }
        return parameter;
    }

    private Parameter shared(String name, Parameter parameter) {
        shared.putIfAbsent(name, parameter);
        return reference(name);
    }

    /** {@code VoucherApplicationId} for {@code voucher-applications/{id}}, {@code AccountIdInPath} for {accountId}. */
    private static String idOf(String collection, String parameter) {
        if (!parameter.equals("id")) {
            return Character.toUpperCase(parameter.charAt(0)) + parameter.substring(1) + "InPath";
        }
        String one = collection.replaceFirst("ies$", "y").replaceFirst("(?<=sh)es$|s$", "");
        return SchemaNames.ofParts(one) + "Id";
    }

    private static boolean isUsualLimit(Parameter parameter) {
        Schema schema = parameter.getSchema();
        return parameter.getName().equals("limit")
                && "20".equals(String.valueOf(schema.getDefaultValue()))
                && String.valueOf(Page.MAX_LIMIT).equals(String.valueOf(schema.getMaximum()));
    }

    private static Parameter reference(String name) {
        return OASFactory.createParameter().ref("#/components/parameters/" + name);
    }

    private static Map<String, APIResponse> successes(Operation operation) {
        Map<String, APIResponse> successes = new TreeMap<>();
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.matches("[0-9]+") && Integer.parseInt(status) < FIRST_ERROR) {
                successes.put(status, response);
            }
        });
        return successes;
    }

    private List<String> successHeaders(String path, String status, APIResponse response, Request request) {
        List<String> headers = new ArrayList<>();
        if (request.isConditional()) {
            headers.add("ETag");
        }
        if (status.equals("202") || status.equals("201") && hasAddress(path)) {
            headers.add("Location");
        }
        if (isPage(response)) {
            headers.add("Link");
        }
        if (request.hasIdempotencyKey()) {
            headers.add("Idempotent-Replayed");
        }
        headers.addAll(ProblemResponses.HEADERS_OF_ALL);
        return headers;
    }

    /** Whether what a POST to a path makes can be read at an address below it. */
    private boolean hasAddress(String path) {
        return contract.getPaths().getPathItems().entrySet().stream()
                .anyMatch(other -> other.getValue().getGET() != null
                        && (other.getKey().equals(path) && path.endsWith("}")
                                || other.getKey().matches(Pattern.quote(path) + "/\\{[^/]+}")));
    }

    private boolean isPage(APIResponse response) {
        return response.getContent() != null
                && response.getContent().getMediaTypes().values().stream()
                        .map(MediaType::getSchema)
                        .map(schema -> schema == null ? null : SchemaWalk.target(schema))
                        .anyMatch(target -> target != null
                                && SchemaPromises.isPage(
                                        contract.getComponents().getSchemas().get(target)));
    }

    private static Map<String, Header> headers(APIResponse response, List<String> shared) {
        Map<String, Header> headers = new LinkedHashMap<>();
        if (response.getHeaders() != null) {
            headers.putAll(response.getHeaders());
        }
        shared.forEach(name -> headers.put(name, ProblemResponses.header(name)));
        return headers;
    }

    /**
     * What is worth knowing of an operation's request.
     *
     * @param parameters names of the shared parameters that it takes
     */
    record Request(
            Set<String> parameters,
            boolean isPublic,
            boolean isWrite,
            boolean isDelegable,
            boolean hasQuota,
            boolean hasBody,
            boolean hasIdempotencyKey,
            boolean isConditional,
            boolean canBeKnown,
            boolean hasTypedPath) {

        static Request of(
                String path, HttpMethod method, Operation operation, Endpoint endpoint, List<Parameter> parameters) {
            boolean hasIfMatch = endpoint.reads(IfMatch.HEADER);
            boolean canBeKnown = endpoint.reads("If-None-Match");
            return new Request(
                    parameters.stream()
                            .map(Parameter::getRef)
                            .filter(Objects::nonNull)
                            .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                            .collect(Collectors.toSet()),
                    endpoint.isPublic(),
                    method != HttpMethod.GET,
                    !endpoint.delegationScope().isEmpty(),
                    path.startsWith(UNDER_QUOTA),
                    operation.getRequestBody() != null,
                    endpoint.reads(IdempotencyKey.HEADER),
                    hasIfMatch && method != HttpMethod.DELETE || canBeKnown,
                    canBeKnown,
                    SchemaWalk.parameters(operation).stream()
                            .filter(parameter -> parameter.getIn() == Parameter.In.PATH)
                            .map(Parameter::getSchema)
                            .anyMatch(schema -> schema != null && isTyped(schema)));
        }

        /** Whether the framework converts it, and knows no such path when it cannot. */
        private static boolean isTyped(Schema schema) {
            return schema.getFormat() != null || schema.getRef() != null;
        }
    }
}
