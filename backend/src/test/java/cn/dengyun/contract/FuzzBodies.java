package cn.dengyun.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/** Bodies that are nearly right: an example of the contract, changed in a few places. */
final class FuzzBodies {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = mark();

    private static final int MAX_PLACES = 400;
    private static final int MANY = 20_000;
    private static final int DEEP = 2_000;
    private static final int BOMB = 8 << 20;

    private final FuzzSchemas schemas;

    /** One member of an object or one item of an array, there or not. */
    private record Place(ContainerNode<?> in, String name, int index, JsonNode schema) {

        void put(JsonNode value) {
            if (in instanceof ObjectNode object) {
                object.set(name, value);
            } else {
                ((ArrayNode) in).set(index, value);
            }
        }

        void remove() {
            if (in instanceof ObjectNode object) {
                object.remove(name);
            } else {
                ((ArrayNode) in).remove(index);
            }
        }

        JsonNode value() {
            JsonNode value = in instanceof ObjectNode ? in.get(name) : in.get(index);
            return value == null ? JSON.nullNode() : value;
        }
    }

    FuzzBodies(FuzzSchemas schemas) {
        this.schemas = schemas;
    }

    private static String mark() {
        String literal = FuzzTexts.literal(FuzzSchemas.RAW);
        return literal.substring(1, literal.length() - 1);
    }

    /** The tree after some changes. */
    JsonNode changed(JsonNode example, JsonNode schema, int changes, SplittableRandom random) {
        JsonNode tree = example.deepCopy();
        for (int i = 0; i < changes; i++) {
            List<Place> places = new ArrayList<>();
            collect(tree, schema, places);
            if (places.isEmpty() || random.nextInt(40) == 0) {
                return instead(random);
            }
            change(FuzzTexts.oneOf(random, places), random);
        }
        return tree;
    }

    private void collect(JsonNode tree, JsonNode of, List<Place> places) {
        JsonNode schema = schemas.resolved(of);
        if (places.size() > MAX_PLACES) {
            return;
        }
        if (tree instanceof ObjectNode object) {
            TreeSet<String> names = new TreeSet<>();
            object.fieldNames().forEachRemaining(names::add);
            schema.path("properties").fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode property = schema.path("properties").has(name)
                        ? schema.path("properties").get(name)
                        : schema.path("additionalProperties");
                places.add(new Place(object, name, 0, property));
                collect(object.path(name), property, places);
            }
        } else if (tree instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                places.add(new Place(array, "", i, schema.path("items")));
                collect(array.get(i), schema.path("items"), places);
            }
        }
    }

    private void change(Place place, SplittableRandom random) {
        switch (random.nextInt(14)) {
            case 0 -> place.remove();
            case 1 -> place.put(JSON.nullNode());
            case 2 -> place.put(ofAnotherType(random));
            case 3 -> addUnknown(place, random);
            case 4 -> place.put(FuzzSchemas.hostile(random));
            case 5 -> place.put(schemas.fitting(place.schema(), random));
            case 6 -> repeat(place);
            case 7 -> {
                if (random.nextInt(4) == 0) {
                    place.put(huge(place, random));
                }
            }
            default -> place.put(schemas.atTheEdge(place.schema(), random));
        }
    }

    private static JsonNode ofAnotherType(SplittableRandom random) {
        return FuzzSchemas.raw(FuzzTexts.oneOf(
                random, List.of("\"text\"", "7", "true", "[]", "{}", "1.5", "[null]", "[[]]", "{\"a\":1}", "\"\"")));
    }

    private static void addUnknown(Place place, SplittableRandom random) {
        if (place.in() instanceof ObjectNode object) {
            String name = FuzzTexts.oneOf(
                    random,
                    List.of(
                            "unknown",
                            "__proto__",
                            "id",
                            "status",
                            place.name().toUpperCase(),
                            "$ref",
                            "a.b",
                            " ",
                            ""));
            object.put(name, 1);
        } else {
            ((ArrayNode) place.in()).addNull();
        }
    }

    /** The member twice, which is no JSON that one could rely on. */
    private static void repeat(Place place) {
        if (place.in() instanceof ObjectNode object) {
            // A name that begins with the mark would be taken for a value.
            String name = place.name().isEmpty() ? " " : place.name();
            object.set(name + FuzzSchemas.RAW, place.value());
        } else {
            ((ArrayNode) place.in()).add(place.value());
        }
    }

    private static JsonNode huge(Place place, SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> FuzzSchemas.raw("[" + "null,".repeat(MANY) + "null]");
            case 1 -> FuzzSchemas.raw("[".repeat(DEEP) + "]".repeat(DEEP));
            case 2 -> FuzzSchemas.raw("{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP));
            case 3 -> FuzzSchemas.raw("\"" + "x".repeat(10 * MANY) + "\"");
            default -> FuzzSchemas.raw("[" + "{},".repeat(MANY) + text(place.value()) + "]");
        };
    }

    private static JsonNode instead(SplittableRandom random) {
        return FuzzSchemas.raw(FuzzTexts.oneOf(
                random, List.of("null", "[]", "{}", "7", "\"text\"", "true", "[{}]", "[null]", "\"\"", "1e999999999")));
    }

    /** As it is sent, with what no tree can hold. */
    static String text(JsonNode tree) {
        String text;
        try {
            text = JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        StringBuilder sent = new StringBuilder();
        int from = 0;
        for (int begin = text.indexOf("\"" + MARK); begin >= 0; begin = text.indexOf("\"" + MARK, from)) {
            int end = text.indexOf(MARK + "\"", begin + 1 + MARK.length());
            sent.append(text, from, begin).append(unescaped(text.substring(begin + 1 + MARK.length(), end)));
            from = end + MARK.length() + 1;
        }
        // What is left of it stands behind names that are there twice.
        return sent.append(text.substring(from)).toString().replace(MARK, "");
    }

    private static String unescaped(String literal) {
        try {
            return JSON.readTree("\"" + literal + "\"").asText();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a text that is right, spoiled on the way. */
    static byte[] spoiled(byte[] body, SplittableRandom random) {
        int middle = body.length == 0 ? 0 : random.nextInt(body.length);
        byte[] begin = java.util.Arrays.copyOf(body, middle);
        byte[] end = java.util.Arrays.copyOfRange(body, middle, body.length);
        String text = new String(body, StandardCharsets.UTF_8);
        return switch (random.nextInt(14)) {
            case 0 -> new byte[0];
            case 1 -> begin;
            case 2 -> FuzzTexts.bytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, body);
            case 3 -> text.getBytes(StandardCharsets.UTF_16);
            case 4 -> text.getBytes(StandardCharsets.ISO_8859_1);
            case 5 -> FuzzTexts.bytes(begin, new byte[] {(byte) 0xFF}, end);
            case 6 -> FuzzTexts.bytes(begin, new byte[] {0}, end);
            case 7 -> FuzzTexts.bytes(begin, new byte[] {(byte) 0xC0, (byte) 0xAF}, end);
            case 8 -> FuzzTexts.bytes(body, body);
            case 9 -> FuzzTexts.bytes(body, "\n}]\"");
            case 10 -> FuzzTexts.bytes(begin, "\n", end);
            case 11 -> FuzzTexts.bytes(begin, "\"", end);
            case 12 -> FuzzTexts.bytes(" \r\n\t", body, "\r\n\r\n");
            default -> FuzzTexts.bytes("/* */", body);
        };
    }

    /** Packed; now and then it is much more than it looks. */
    static byte[] gzip(byte[] body, SplittableRandom random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(random.nextInt(8) == 0 ? new byte[BOMB] : body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] packed = bytes.toByteArray();
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(packed, packed.length / 2) : packed;
    }
}
