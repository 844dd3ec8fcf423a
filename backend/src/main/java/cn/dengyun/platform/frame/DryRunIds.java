package cn.dengyun.platform.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Knows the ids that a dry run has made: UUIDv7 are ordered by time, so they are those after one made just before it.
 */
final class DryRunIds {

    private static final Pattern UUID_V7 =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private final String before;

    DryRunIds(UUID before) {
        this.before = before.toString();
    }

    /** The same tree with null in place of each of them, and of each address that ends in one. */
    JsonNode hide(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode hidden = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(member -> hidden.set(member.getKey(), hide(member.getValue())));
            return hidden;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode hidden = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> hidden.add(hide(element)));
            return hidden;
        }
        return node.isTextual() && isNew(node.textValue()) ? NullNode.instance : node;
    }

    private boolean isNew(String text) {
        String last = text.substring(text.lastIndexOf('/') + 1);
        return UUID_V7.matcher(last).matches() && last.compareTo(before) > 0;
    }
}
