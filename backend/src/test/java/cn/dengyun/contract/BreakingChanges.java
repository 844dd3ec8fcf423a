package cn.dengyun.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;

/**
 * What in a new contract would break a client that was written against an old one.
 *
 * <p>openapi-diff does most of it, on the 3.0 rendering. It does not see five things, which are looked at here: an
 * answer that may be null now, a request that may not be any more, a longer minimum, a member that a strict request
 * takes no more, and a role that lost an operation.
 */
final class BreakingChanges {

    /** Answers may get new values: the contract tells clients to tolerate them. */
    private static final OpenApiDiffOptions OPTIONS = OpenApiDiffOptions.builder()
            .configProperty("incompatible.response.enum.increased", "false")
            .build();

    private static final String NULL = "null";

    private final Contract released;
    private final Contract changed;
    private final Set<String> seen = new TreeSet<>();
    private final List<String> breaks = new ArrayList<>();

    private BreakingChanges(Contract released, Contract changed) {
        this.released = released;
        this.changed = changed;
    }

    /** One line for each break; empty when every client of the old contract can live with the new one. */
    static List<String> between(JsonNode released, JsonNode changed) {
        BreakingChanges changes = new BreakingChanges(new Contract(released), new Contract(changed));
        changes.compareRenderings();
        changes.compareWhatTheRenderingsHide();
        return changes.breaks;
    }

    private void compareRenderings() {
        ChangedOpenApi difference = OpenApiCompare.fromContents(
                Rendering30.of(withoutSecurityOfOpened(released)).toString(),
                Rendering30.of(withoutSecurityOfOpened(changed)).toString(),
                null,
                OPTIONS);
        if (difference.isCompatible()) {
            return;
        }
        difference
                .getMissingEndpoints()
                .forEach(endpoint -> breaks.add(endpoint.getMethod() + " " + endpoint.getPathUrl() + " is gone"));
        difference.getChangedOperations().stream()
                .filter(operation -> operation.isIncompatible())
                .forEach(operation -> breaks.add(operation.getHttpMethod() + " " + operation.getPathUrl()
                        + " asks for or gives something else"));
        if (breaks.isEmpty()) {
            breaks.add("something outside the operations is incompatible");
        }
    }

    /** openapi-diff takes it for a break that an operation needs no token any more; nobody who sends one is hurt. */
    private JsonNode withoutSecurityOfOpened(Contract contract) {
        JsonNode copy = contract.copy();
        Map<String, Contract.Operation> after = changed.operations();
        new Contract(copy).operations().forEach((id, operation) -> {
            if (isOpen(after.get(id))) {
                ((ObjectNode) operation.node()).remove("security");
            }
        });
        return copy;
    }

    private static boolean isOpen(Contract.Operation operation) {
        return operation != null
                && StreamSupport.stream(operation.node().path("security").spliterator(), false)
                        .anyMatch(JsonNode::isEmpty);
    }

    private void compareWhatTheRenderingsHide() {
        Map<String, Contract.Operation> after = changed.operations();
        released.operations().forEach((id, before) -> {
            Contract.Operation now = after.get(id);
            if (now == null) {
                breaks.add(id + " is gone");
                return;
            }
            if (!now.roles().isEmpty() && !now.roles().containsAll(before.roles())) {
                breaks.add(id + " lost a role");
            }
            contents(before.node().get("requestBody"), now.node().get("requestBody"), id, true);
            before.node()
                    .get("responses")
                    .fields()
                    .forEachRemaining(response -> contents(
                            response.getValue(), now.node().get("responses").get(response.getKey()), id, false));
        });
    }

    private void contents(JsonNode before, JsonNode after, String where, boolean isRequest) {
        if (before == null || after == null || !before.has("content")) {
            return;
        }
        before.get("content")
                .fields()
                .forEachRemaining(body -> schemas(
                        body.getValue().path("schema"),
                        after.path("content").path(body.getKey()).path("schema"),
                        where,
                        isRequest));
    }

    private void schemas(JsonNode before, JsonNode after, String where, boolean isRequest) {
        if (isNullable(before) != isNullable(after) && isRequest == isNullable(before) && !after.isMissingNode()) {
            breaks.add(where + (isRequest ? " may not be null any more" : " may be null now"));
        }
        JsonNode old = resolved(released, before);
        JsonNode present = resolved(changed, after);
        if (before.has("$ref") && !seen.add(before.get("$ref").asText() + isRequest)) {
            return;
        }
        if (isRequest
                && present.path("minLength").asInt(0) > old.path("minLength").asInt(0)) {
            breaks.add(where + " has to be longer");
        }
        schemasBelow(old, present, where, isRequest);
    }

    private void schemasBelow(JsonNode old, JsonNode present, String where, boolean isRequest) {
        for (Iterator<Map.Entry<String, JsonNode>> members =
                        old.path("properties").fields();
                members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            JsonNode now = present.path("properties").path(member.getKey());
            if (isRequest && now.isMissingNode() && !present.isMissingNode()) {
                breaks.add(where + "." + member.getKey() + " is refused now");
            }
            schemas(member.getValue(), now, where + "." + member.getKey(), isRequest);
        }
        if (old.has("items")) {
            schemas(old.get("items"), present.path("items"), where + "[]", isRequest);
        }
    }

    private static boolean isNullable(JsonNode schema) {
        for (JsonNode type : schema.path("type")) {
            if (type.asText().equals(NULL)) {
                return true;
            }
        }
        return schema.path("anyOf").size() == 2
                && schema.get("anyOf").get(1).path("type").asText().equals(NULL);
    }

    private static JsonNode resolved(Contract contract, JsonNode schema) {
        JsonNode named =
                schema.has("anyOf") && isNullable(schema) ? schema.get("anyOf").get(0) : schema;
        return named.has("$ref") ? contract.root().at(named.get("$ref").asText().substring(1)) : named;
    }
}
