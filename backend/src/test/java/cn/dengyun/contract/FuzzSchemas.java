package cn.dengyun.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Values by the schemas of the contract: such as fit, and such as stand at their bounds or beyond. */
final class FuzzSchemas {

    /** Stands around JSON that is to be sent as it is, though no tree can hold it. */
    static final String RAW = "\u0001raw\u0001";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 6;
    private static final int LONG_TEXT = 20_000;

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1",
            "1.0",
            "1.5",
            "0.1e1",
            "1E2",
            "2147483647",
            "2147483648",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "1e400",
            "1e-400",
            "1e999999999",
            "0.00000000000000000000000000000000000001",
            "123456789012345678901234567890",
            "\"1\"");

    /** Of which each is one for Java, though a database, a rule or a calendar may know none of them. */
    private static final List<String> DAYS = List.of(
            "-999999999-01-01",
            "-0001-12-31",
            "0000-01-01",
            "0000-12-31",
            "0001-01-01",
            "1582-10-10",
            "1799-12-31",
            "1800-01-01",
            "2100-12-31",
            "2101-01-01",
            "9999-12-31",
            "+10000-01-01",
            "+999999999-12-31");

    private final JsonNode root;

    FuzzSchemas(Contract contract) {
        root = contract.root();
    }

    /** The schema itself, where it only refers to one or allows null beside one. */
    JsonNode resolved(JsonNode schema) {
        JsonNode resolved = schema;
        for (int i = 0; i < MAX_DEPTH; i++) {
            if (resolved.has("$ref")) {
                resolved = root.at(resolved.get("$ref").asText().substring(1));
            } else if (resolved.has("allOf")) {
                resolved = resolved.at("/allOf/0");
            } else if (resolved.has("anyOf") || resolved.has("oneOf")) {
                resolved =
                        resolved.path(resolved.has("anyOf") ? "anyOf" : "oneOf").path(0);
            } else {
                return resolved;
            }
        }
        return MissingNode.getInstance();
    }

    String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.path(0).asText() : type.asText();
    }

    /** A parameter itself, where it only refers to one. */
    JsonNode parameter(JsonNode parameter) {
        return parameter.has("$ref") ? root.at(parameter.get("$ref").asText().substring(1)) : parameter;
    }

    /** A value that the schema allows, as far as it says. */
    JsonNode fitting(JsonNode of, SplittableRandom random) {
        return fitting(of, random, 0);
    }

    private JsonNode fitting(JsonNode of, SplittableRandom random, int depth) {
        JsonNode schema = resolved(of);
        JsonNode choices = schema.path("enum");
        if (choices.size() > 0) {
            return choices.get(random.nextInt(choices.size()));
        }
        if (schema.has("example")) {
            return schema.get("example").deepCopy();
        }
        if (schema.path("examples").size() > 0) {
            return schema.at("/examples/0").deepCopy();
        }
        return switch (type(schema)) {
            case "object" -> object(schema, random, depth);
            case "array" ->
                depth > MAX_DEPTH
                        ? NODES.arrayNode()
                        : NODES.arrayNode().add(fitting(schema.path("items"), random, depth + 1));
            case "integer", "number" -> NODES.numberNode(schema.path("minimum").asLong(0) + random.nextInt(3));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.textNode(text(schema, random));
        };
    }

    private ObjectNode object(JsonNode schema, SplittableRandom random, int depth) {
        ObjectNode object = NODES.objectNode();
        schema.path("properties").fields().forEachRemaining(property -> {
            boolean isRequired = false;
            for (JsonNode name : schema.path("required")) {
                isRequired |= name.asText().equals(property.getKey());
            }
            if (depth <= MAX_DEPTH && (isRequired || random.nextInt(4) == 0)) {
                object.set(property.getKey(), fitting(property.getValue(), random, depth + 1));
            }
        });
        return object;
    }

    private static String text(JsonNode schema, SplittableRandom random) {
        return switch (schema.path("format").asText()) {
            case "uuid" -> FuzzTexts.uuid(random);
            case "date" ->
                LocalDate.now(ZoneOffset.UTC).plusDays(random.nextInt(-5, 30)).toString();
            // Not far ahead: the clock of the sandbox may be moved to it.
            case "date-time" -> Instant.now().plusSeconds(random.nextInt(300)).toString();
            case "uri" -> "http://127.0.0.1:9/" + random.nextInt(9);
            case "email" -> "fuzz-" + random.nextInt(1_000) + "@example.cn";
            default -> {
                int least = schema.path("minLength").asInt(1);
                yield "云".repeat(Math.min(least, LONG_TEXT)) + random.nextInt(10);
            }
        };
    }

    /** A value at a bound of the schema or beyond it. */
    JsonNode atTheEdge(JsonNode of, SplittableRandom random) {
        JsonNode schema = resolved(of);
        if (schema.path("enum").size() > 0 && random.nextBoolean()) {
            String value = fitting(schema, random).asText();
            return NODES.textNode(FuzzTexts.oneOf(
                    random, List.of(value, value.toLowerCase(), value + " ", "UNKNOWN", value + "," + value)));
        }
        return switch (type(schema)) {
            case "integer", "number" -> number(schema, random);
            case "array" -> array(schema, random);
            case "object" -> random.nextBoolean() ? NODES.objectNode() : fitting(schema, random);
            case "boolean" -> raw(FuzzTexts.oneOf(random, List.of("true", "false", "0", "\"true\"")));
            default -> longText(schema, random);
        };
    }

    private static JsonNode number(JsonNode schema, SplittableRandom random) {
        List<String> bounds = new ArrayList<>();
        for (String bound : List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")) {
            if (schema.path(bound).isNumber()) {
                long value = schema.get(bound).asLong();
                bounds.addAll(List.of(
                        String.valueOf(value - 1), String.valueOf(value), String.valueOf(value + 1), value + ".5"));
            }
        }
        boolean isBound = !bounds.isEmpty() && random.nextBoolean();
        return raw(FuzzTexts.oneOf(random, isBound ? bounds : NUMBERS));
    }

    private JsonNode array(JsonNode schema, SplittableRandom random) {
        int most = schema.path("maxItems").asInt(random.nextInt(60));
        int size = Math.min(most, 2_000) + random.nextInt(-1, 2);
        JsonNode item = fitting(schema.path("items"), random);
        var array = NODES.arrayNode();
        for (int i = 0; i < size; i++) {
            array.add(random.nextInt(50) == 0 ? fitting(schema.path("items"), random) : item.deepCopy());
        }
        return array;
    }

    private JsonNode longText(JsonNode schema, SplittableRandom random) {
        int bound = random.nextBoolean()
                ? schema.path("maxLength").asInt(random.nextInt(LONG_TEXT))
                : schema.path("minLength").asInt(1);
        int length = Math.max(0, Math.min(bound, LONG_TEXT) + random.nextInt(-1, 2));
        if (schema.path("format").asText().equals("date") && random.nextBoolean()) {
            return NODES.textNode(FuzzTexts.oneOf(random, DAYS));
        }
        return switch (random.nextInt(5)) {
            case 0 -> hostile(random);
            case 1 -> NODES.textNode("x".repeat(length));
            case 2 -> NODES.textNode("云".repeat(length));
            case 3 -> raw(FuzzTexts.literal("😀".repeat(length)));
            default -> fitting(schema, random);
        };
    }

    static JsonNode hostile(SplittableRandom random) {
        return raw(FuzzTexts.literal(FuzzTexts.hostile(random)));
    }

    /** JSON that is sent as it is. */
    static JsonNode raw(String json) {
        return TextNode.valueOf(RAW + json + RAW);
    }
}
