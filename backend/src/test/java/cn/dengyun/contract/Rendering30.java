package cn.dengyun.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The same contract in the words of OpenAPI 3.0.3, for tools that are blind on 3.1: they see no type where {@code type}
 * is a list, and compare nothing below it. Nor do they know ranges of statuses; that of dry runs is 200.
 */
final class Rendering30 {

    private static final String NULL = "null";
    private static final String ANY_OF = "anyOf";
    /** Members whose keys are names that somebody chose, not keywords. */
    private static final Set<String> NAMED =
            Set.of("properties", "schemas", "headers", "parameters", "responses", "paths");

    private static final Set<String> VALUES = Set.of("example", "examples", "default", "enum");

    private final JsonNode contract;

    private Rendering30(JsonNode contract) {
        this.contract = contract;
    }

    static ObjectNode of(JsonNode contract) {
        ObjectNode rendering = contract.deepCopy();
        rendering.put("openapi", "3.0.3");
        // There are none in 3.0; another test compares them with what the platform declares.
        rendering.remove("webhooks");
        ((ObjectNode) rendering.at("/info/license")).remove("identifier");
        new Rendering30(contract).translateAll(rendering, false);
        return rendering;
    }

    private void translateAll(JsonNode node, boolean areKeysNames) {
        if (node instanceof ArrayNode array) {
            array.forEach(item -> translateAll(item, false));
            return;
        }
        if (!(node instanceof ObjectNode object)) {
            return;
        }
        if (!areKeysNames) {
            translate(object);
        }
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            if (areKeysNames || !VALUES.contains(key)) {
                translateAll(
                        object.get(key),
                        !areKeysNames && NAMED.contains(key) && object.get(key).isObject());
            }
        }
    }

    private void translate(ObjectNode object) {
        object.remove("unevaluatedProperties");
        if (object.path("responses").has("2XX")) {
            ObjectNode responses = (ObjectNode) object.get("responses");
            responses.set("200", responses.remove("2XX"));
        }
        translateNullableChoice(object);
        if (object.path("type").isArray()) {
            translateTypes(object);
        }
        if (object.has("const")) {
            object.putArray("enum").add(object.remove("const"));
        }
        if (object.path("examples").isArray()) {
            object.set("example", object.remove("examples").get(0));
        }
        for (String bound : List.of("Minimum", "Maximum")) {
            JsonNode exclusive = object.get("exclusive" + bound);
            if (exclusive != null && exclusive.isNumber()) {
                object.set(bound.toLowerCase(), exclusive);
                object.put("exclusive" + bound, true);
            }
        }
        if (object.has("$ref") && object.size() > 1) {
            // A reference of 3.0 has no siblings.
            ObjectNode reference = JsonNodeFactory.instance.objectNode();
            reference.set("$ref", object.remove("$ref"));
            object.putArray("allOf").add(reference);
        }
    }

    private static void translateTypes(ObjectNode object) {
        List<String> types = new ArrayList<>();
        object.get("type").forEach(type -> types.add(type.asText()));
        if (types.remove(NULL)) {
            object.put("nullable", true);
        }
        if (types.size() != 1) {
            throw new IllegalArgumentException("no single type: " + object);
        }
        object.put("type", types.get(0));
    }

    /**
     * {@code anyOf: [$ref, null]} becomes the referred schema itself, nullable: a reference cannot be made nullable.
     */
    private void translateNullableChoice(ObjectNode object) {
        JsonNode choices = object.path(ANY_OF);
        if (choices.size() != 2 || !choices.get(1).path("type").asText().equals(NULL)) {
            return;
        }
        object.remove(ANY_OF);
        String pointer = choices.get(0).path("$ref").asText();
        JsonNode present = pointer.isEmpty() ? choices.get(0) : contract.at(pointer.substring(1));
        object.setAll((ObjectNode) present.deepCopy());
        object.put("nullable", true);
        if (object.path("enum").isArray()) {
            ((ArrayNode) object.get("enum")).addNull();
        }
    }
}
