package cn.dengyun.platform.frame;

import cn.dengyun.shared.HumanCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Knows the ids that a dry run has made, and the codes made of them: UUIDv7 are ordered by time, so they are those
 * after one made just before it.
 */
final class DryRunIds {

    private static final Pattern UUID_V7 =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{4}(-[0-9A-Z]{1,4}){1,3}");

    private final String before;
    private final Set<UUID> made = new HashSet<>();

    DryRunIds(UUID before) {
        this.before = before.toString();
    }

    /** The same tree with null in place of each of them, of each address that ends in one, and of each code of one. */
    JsonNode hide(JsonNode node) {
        texts(node, text -> {
            if (isNew(text)) {
                made.add(UUID.fromString(last(text)));
            }
        });
        return hidden(node);
    }

    private static void texts(JsonNode node, Consumer<String> found) {
        if (node.isTextual()) {
            found.accept(node.textValue());
        }
        node.forEach(child -> texts(child, found));
    }

    private JsonNode hidden(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode hidden = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(member -> hidden.set(member.getKey(), hidden(member.getValue())));
            return hidden;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode hidden = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> hidden.add(hidden(element)));
            return hidden;
        }
        return node.isTextual() && (isNew(node.textValue()) || isCode(node.textValue())) ? NullNode.instance : node;
    }

    private boolean isNew(String text) {
        String last = last(text);
        return UUID_V7.matcher(last).matches() && last.compareTo(before) > 0;
    }

    private boolean isCode(String text) {
        return CODE.matcher(text).matches() && made.stream().anyMatch(id -> HumanCode.isOf(text, id));
    }

    private static String last(String text) {
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
