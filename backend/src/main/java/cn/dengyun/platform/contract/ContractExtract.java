package cn.dengyun.platform.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The part of a contract that has one tag: a contract in itself, with those components only that it reaches. */
final class ContractExtract {

    private static final String COMPONENTS = "#/components/";
    private static final String SCHEMES = "securitySchemes";
    /** Where operations stand: those of the platform, and those of whoever receives webhooks. */
    private static final List<String> ADDRESSES = List.of("paths", "webhooks");

    private final JsonNode whole;

    ContractExtract(JsonNode whole) {
        this.whole = whole;
    }

    /** The name of a tag in addresses: {@code catalogue-pushes} for “Catalogue pushes”. */
    static String address(String tag) {
        return tag.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** What there is, with the number of operations and the address of each tag. */
    ObjectNode index(String base) {
        ObjectNode index = ((ObjectNode) whole).objectNode();
        index.set("title", whole.at("/info/title"));
        index.set("version", whole.at("/info/version"));
        index.put("address", base);
        ArrayNode tags = index.putArray("tags");
        for (JsonNode tag : whole.path("tags")) {
            String name = tag.path("name").asText();
            tags.addObject()
                    .put("tag", address(name))
                    .put("title", name)
                    .put("description", tag.path("description").asText())
                    .put("operations", operations(name))
                    .put("address", base + "/tags/" + address(name));
        }
        return index;
    }

    /** The part with a tag; null when there is no such tag. */
    ObjectNode of(String tagAddress) {
        for (JsonNode tag : whole.path("tags")) {
            if (address(tag.path("name").asText()).equals(tagAddress)) {
                return extract(tag);
            }
        }
        return null;
    }

    private int operations(String tag) {
        int count = 0;
        for (String addresses : ADDRESSES) {
            for (JsonNode path : whole.path(addresses)) {
                for (JsonNode operation : path) {
                    count += hasTag(operation, tag) ? 1 : 0;
                }
            }
        }
        return count;
    }

    private ObjectNode extract(JsonNode tag) {
        ObjectNode part = whole.deepCopy();
        part.putArray("tags").add(tag);
        for (String addresses : ADDRESSES) {
            if (part.path(addresses) instanceof ObjectNode paths) {
                keep(paths, tag.path("name").asText());
            }
        }
        part.set("components", reached(part));
        return part;
    }

    private static void keep(ObjectNode paths, String tag) {
        for (Iterator<JsonNode> each = paths.elements(); each.hasNext(); ) {
            ObjectNode path = (ObjectNode) each.next();
            for (Iterator<JsonNode> operations = path.elements(); operations.hasNext(); ) {
                JsonNode operation = operations.next();
                if (operation.has("responses") && !hasTag(operation, tag)) {
                    operations.remove();
                }
            }
            if (path.findValue("responses") == null) {
                each.remove();
            }
        }
    }

    private static boolean hasTag(JsonNode operation, String tag) {
        for (JsonNode each : operation.path("tags")) {
            if (each.asText().equals(tag)) {
                return true;
            }
        }
        return false;
    }

    /** The components that a part refers to, directly or through others, in the order of the whole. */
    private ObjectNode reached(ObjectNode part) {
        Set<String> names = new HashSet<>();
        Deque<JsonNode> waiting = new ArrayDeque<>();
        part.fields().forEachRemaining(member -> {
            if (!member.getKey().equals("components")) {
                waiting.add(member.getValue());
            }
        });
        while (!waiting.isEmpty()) {
            JsonNode node = waiting.poll();
            node.forEach(waiting::add);
            node.path("security")
                    .forEach(scheme ->
                            scheme.fieldNames().forEachRemaining(name -> names.add(COMPONENTS + SCHEMES + "/" + name)));
            if (node.isTextual() && node.asText().startsWith(COMPONENTS) && names.add(node.asText())) {
                waiting.add(whole.at(node.asText().substring(1)));
            }
        }
        return kept(names);
    }

    private ObjectNode kept(Set<String> names) {
        ObjectNode components = ((ObjectNode) whole).objectNode();
        for (Iterator<Map.Entry<String, JsonNode>> kinds =
                        whole.path("components").fields();
                kinds.hasNext(); ) {
            Map.Entry<String, JsonNode> kind = kinds.next();
            ObjectNode kept = components.objectNode();
            kind.getValue().fields().forEachRemaining(component -> {
                if (names.contains(COMPONENTS + kind.getKey() + "/" + component.getKey())) {
                    kept.set(component.getKey(), component.getValue());
                }
            });
            if (!kept.isEmpty()) {
                components.set(kind.getKey(), kept);
            }
        }
        return components;
    }
}
