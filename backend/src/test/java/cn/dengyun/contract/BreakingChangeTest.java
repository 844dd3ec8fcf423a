package cn.dengyun.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No client of the last release may break. The gate is only worth something if it is seen to close, so every sort of
 * breaking change is planted into a copy of the contract as well.
 */
class BreakingChangeTest {

    private static final Contract RELEASED = Contract.released();

    @Test
    void theContractBreaksNoClientOfTheLastRelease() {
        assertThat(BreakingChanges.between(RELEASED.root(), Contract.generated().root()))
                .as("breaking changes; see openapi/CHANGELOG.md for how to make one on purpose")
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaking")
    void aBreakingChangeIsFound(String what, Consumer<JsonNode> change) {
        JsonNode changed = RELEASED.copy();
        change.accept(changed);
        assertThat(changed).as("the change was made").isNotEqualTo(RELEASED.root());
        assertThat(BreakingChanges.between(RELEASED.root(), changed)).as(what).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compatible")
    void aCompatibleChangePasses(String what, Consumer<JsonNode> change) {
        JsonNode changed = RELEASED.copy();
        change.accept(changed);
        assertThat(changed).as("the change was made").isNotEqualTo(RELEASED.root());
        assertThat(BreakingChanges.between(RELEASED.root(), changed)).as(what).isEmpty();
    }

    /** One break in every operation of the release at once: none of them is left out of the comparison. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("breakingEverywhere")
    void aBreakOfAnyReleasedOperationIsFound(String what, Predicate<ObjectNode> change) {
        JsonNode changed = RELEASED.copy();
        Set<Contract.Operation> broken = new HashSet<>();
        new Contract(changed).operations().values().forEach(operation -> {
            if (change.test((ObjectNode) operation.node())) {
                broken.add(operation);
            }
        });

        String found = String.join("\n", BreakingChanges.between(RELEASED.root(), changed));

        assertThat(broken)
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(found)
                        .contains(operation.method() + " " + operation.path() + " asks for or gives something else"));
    }

    /** Each says whether the operation has what is broken. */
    static Stream<Arguments> breakingEverywhere() {
        Map<String, Predicate<ObjectNode>> changes = new LinkedHashMap<>();
        changes.put("one more required parameter", operation -> {
            ObjectNode parameter = operation.withArray("parameters").addObject();
            parameter.put("name", "season").put("in", "query").put("required", true);
            parameter.putObject("schema").put("type", "string");
            return true;
        });
        changes.put("another media type of the request", operation -> rename(operation.at("/requestBody/content")));
        changes.put(
                "another media type of the answer",
                operation -> ofSuccesses(operation)
                        .map(response -> rename(response.path("content")))
                        .reduce(false, Boolean::logicalOr));
        changes.put(
                "another body of the answer",
                operation -> ofSuccesses(operation)
                                .flatMap(response -> stream(response.path("content")))
                                .map(body ->
                                        ((ObjectNode) body).putObject("schema").put("type", "boolean"))
                                .count()
                        > 0);
        changes.put(
                "an answer without its ETag",
                operation -> ofSuccesses(operation)
                                .map(response -> response.path("headers"))
                                .filter(headers -> headers.has("ETag"))
                                .map(headers -> ((ObjectNode) headers).remove("ETag"))
                                .count()
                        > 0);
        return changes.entrySet().stream().map(change -> Arguments.of(change.getKey(), change.getValue()));
    }

    private static Stream<JsonNode> ofSuccesses(ObjectNode operation) {
        JsonNode responses = operation.get("responses");
        List<String> statuses = new ArrayList<>();
        responses.fieldNames().forEachRemaining(statuses::add);
        return statuses.stream().filter(status -> status.startsWith("2")).map(responses::get);
    }

    private static Stream<JsonNode> stream(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static boolean rename(JsonNode content) {
        if (!(content instanceof ObjectNode types) || types.isEmpty()) {
            return false;
        }
        String first = types.fieldNames().next();
        types.set("application/x-other", types.remove(first));
        return true;
    }

    static Stream<Arguments> breaking() {
        Map<String, Consumer<JsonNode>> changes = new LinkedHashMap<>();
        changes.put("an operation that needs a token now", root -> {
            ObjectNode operation = (ObjectNode) path(root, "/api/v1/regions").get("get");
            operation.putArray("security").addObject().putArray("accessToken");
        });
        changes.put("a removed path", root -> paths(root).remove("/api/v1/regions"));
        changes.put(
                "a removed operation", root -> path(root, "/api/v1/sessions").remove("post"));
        changes.put(
                "a member of an answer with another type",
                root -> member(root, "Region", "reportingUnit").put("type", "string"));
        changes.put(
                "a member of an answer with another format",
                root -> member(root, "Caller", "id").put("format", "int64"));
        changes.put("a removed member of an answer", root -> removeMember(root, "Region", "nameEn"));
        changes.put("a removed nullable member of an answer", root -> removeMember(root, "Region", "parent"));
        changes.put(
                "a removed member of a nested answer", root -> removeMember(root, "RegionSuccessor", "effectiveOn"));
        changes.put("a renamed member of an answer", root -> {
            removeMember(root, "Region", "nameEn");
            addMember(root, "Region", "englishName");
        });
        changes.put(
                "a member of an answer that may be absent now",
                root -> removeText(schema(root, "Region").withArray("required"), "nameEn"));
        changes.put("a member of an answer that may be null now", root -> nullable(member(root, "Region", "nameEn")));
        changes.put(
                "a longer member of an answer",
                root -> member(root, "Problem", "code").put("maxLength", 9_999));
        changes.put(
                "a removed answer",
                root -> ((ObjectNode) operation(root, "/api/v1/regions", "get").get("responses")).remove("200"));
        changes.put("a removed media type of an answer", root -> {
            ObjectNode content =
                    (ObjectNode) operation(root, "/api/v1/regions", "get").at("/responses/200/content");
            content.set("text/csv", content.remove("application/json"));
        });
        changes.put(
                "a newly required member of a request",
                root -> schema(root, "SessionRequest").withArray("required").add("newPassword"));
        changes.put("a new, required member of a request", root -> {
            addMember(root, "SessionRequest", "captcha");
            schema(root, "SessionRequest").withArray("required").add("captcha");
        });
        changes.put("a removed member of a request", root -> removeMember(root, "SessionRequest", "newPassword"));
        changes.put(
                "a member of a request with another type",
                root -> member(root, "SessionRequest", "username").put("type", "integer"));
        changes.put(
                "a tightened pattern of a request",
                root -> member(root, "SessionRequest", "username").put("pattern", "^[a-z]+$"));
        changes.put(
                "a new pattern of a request",
                root -> member(root, "SessionRequest", "newPassword").put("pattern", "^[a-z]+$"));
        changes.put(
                "a shorter member of a request",
                root -> member(root, "SessionRequest", "username").put("maxLength", 50));
        changes.put(
                "a longer minimum of a request",
                root -> member(root, "SessionRequest", "username").put("minLength", 5));
        changes.put(
                "a member of a request that may not be null any more",
                root -> member(root, "SessionRequest", "newPassword").put("type", "string"));
        changes.put(
                "a removed value of a request",
                root -> removeText((ArrayNode) schema(root, "RegionLevel").get("enum"), "COUNTY"));
        changes.put(
                "a removed parameter",
                root -> ((ArrayNode) operation(root, "/api/v1/regions", "get").get("parameters")).remove(0));
        changes.put("a new, required parameter", root -> addParameter(root, true));
        changes.put(
                "a parameter with a lower maximum",
                root -> ((ObjectNode) parameter(root, "limit").get("schema")).put("maximum", 100));
        changes.put(
                "a parameter that is required now",
                root -> parameter(root, "limit").put("required", true));
        changes.put("a removed media type of a request", root -> {
            ObjectNode content =
                    (ObjectNode) operation(root, "/api/v1/oauth/token", "post").at("/requestBody/content");
            content.set("application/json", content.remove("application/x-www-form-urlencoded"));
        });
        changes.put("a public operation that needs a token now", root -> {
            ArrayNode security =
                    (ArrayNode) operation(root, "/api/v1/regions", "get").get("security");
            security.remove(0);
        });
        changes.put(
                "a role that may not call an operation any more",
                root -> operation(root, "/api/v1/me", "get").putArray("x-roles").add("ENTERPRISE"));
        return changes.entrySet().stream().map(change -> Arguments.of(change.getKey(), change.getValue()));
    }

    static Stream<Arguments> compatible() {
        Map<String, Consumer<JsonNode>> changes = new LinkedHashMap<>();
        changes.put("an operation that needs no token any more", root -> {
            ObjectNode operation =
                    (ObjectNode) path(root, "/api/v1/organizations/{id}").get("get");
            operation.remove("x-roles");
            operation.withArray("security").insertObject(0);
        });
        changes.put(
                "a new path",
                root -> paths(root)
                        .set("/api/v1/areas", path(root, "/api/v1/regions").deepCopy()));
        changes.put("a new member of an answer", root -> {
            addMember(root, "Region", "area");
            schema(root, "Region").withArray("required").add("area");
        });
        changes.put("a new, optional member of a request", root -> addMember(root, "SessionRequest", "device"));
        changes.put(
                "a longer member of a request",
                root -> member(root, "SessionRequest", "username").put("maxLength", 200));
        changes.put("a new, optional parameter", root -> addParameter(root, false));
        changes.put(
                "a new value that answers and requests may have",
                root -> ((ArrayNode) schema(root, "RegionLevel").get("enum")).add("VILLAGE"));
        changes.put("another description", root -> schema(root, "Region").put("description", "Something else."));
        changes.put(
                "another example",
                root -> member(root, "Region", "nameEn").withArray("examples").add("Wuhu"));
        changes.put(
                "a parameter with a higher maximum",
                root -> ((ObjectNode) parameter(root, "limit").get("schema")).put("maximum", 500));
        return changes.entrySet().stream().map(change -> Arguments.of(change.getKey(), change.getValue()));
    }

    private static ObjectNode paths(JsonNode root) {
        return (ObjectNode) root.get("paths");
    }

    private static ObjectNode path(JsonNode root, String path) {
        return (ObjectNode) root.get("paths").get(path);
    }

    private static ObjectNode operation(JsonNode root, String path, String method) {
        return (ObjectNode) path(root, path).get(method);
    }

    private static ObjectNode parameter(JsonNode root, String name) {
        for (JsonNode parameter : operation(root, "/api/v1/regions", "get").get("parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return (ObjectNode) parameter;
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static void addParameter(JsonNode root, boolean isRequired) {
        ObjectNode parameter =
                ((ArrayNode) operation(root, "/api/v1/regions", "get").get("parameters")).addObject();
        parameter.put("name", "season").put("in", "query").put("required", isRequired);
        parameter.putObject("schema").put("type", "string");
    }

    private static ObjectNode schema(JsonNode root, String name) {
        return (ObjectNode) root.at("/components/schemas").get(name);
    }

    private static ObjectNode member(JsonNode root, String schema, String member) {
        return (ObjectNode) schema(root, schema).get("properties").get(member);
    }

    private static void addMember(JsonNode root, String schema, String member) {
        ((ObjectNode) schema(root, schema).get("properties")).putObject(member).put("type", "string");
    }

    private static void removeMember(JsonNode root, String schema, String member) {
        ((ObjectNode) schema(root, schema).get("properties")).remove(member);
        removeText(schema(root, schema).withArray("required"), member);
    }

    private static void nullable(ObjectNode schema) {
        String type = schema.get("type").asText();
        ArrayNode types = schema.putArray("type");
        List.of(type, "null").forEach(types::add);
    }

    private static void removeText(ArrayNode texts, String text) {
        for (int i = texts.size() - 1; i >= 0; i--) {
            if (texts.get(i).asText().equals(text)) {
                texts.remove(i);
            }
        }
    }
}
