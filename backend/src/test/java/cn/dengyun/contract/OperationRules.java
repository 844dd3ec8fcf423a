package cn.dengyun.contract;

import cn.dengyun.contract.Contract.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;

/**
 * A contract with a single operation and what that refers to, directly or through others. Whoever validates with it
 * copies and transforms the whole document for each schema, and the whole contract is a hundred times as long.
 */
final class OperationRules {

    private static final String COMPONENTS = "components";
    private static final String REFERENCE = "#/" + COMPONENTS + "/";

    /**
     * Of a text that must not be blank. The set in it is made of all characters anew, for each text that is compared.
     */
    private static final String NOT_BLANK = "^\\s*\\S[\\s\\S]*$";

    /** Found in the same texts. */
    private static final String NOT_BLANK_WITHOUT_SET = "\\S";

    private final JsonNode contract;
    private final ObjectNode rules;

    private OperationRules(ObjectNode contract) {
        this.contract = contract;
        rules = contract.objectNode();
    }

    /** @param contract of 3.0, which has no references to anything but components */
    static String of(ObjectNode contract, Operation operation) {
        return new OperationRules(contract)
                .reduced(operation)
                .toString()
                .replace(quoted(NOT_BLANK), quoted(NOT_BLANK_WITHOUT_SET));
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    private ObjectNode reduced(Operation operation) {
        contract.fields().forEachRemaining(member -> {
            if (!member.getKey().equals("paths") && !member.getKey().equals(COMPONENTS)) {
                rules.set(member.getKey(), member.getValue());
            }
        });
        String method = operation.method().toLowerCase(Locale.ROOT);
        JsonNode node = contract.path("paths").path(operation.path()).path(method);
        rules.putObject("paths").putObject(operation.path()).set(method, node);
        rules.putObject(COMPONENTS).set("securitySchemes", contract.at("/" + COMPONENTS + "/securitySchemes"));
        addReferredToBy(node);
        return rules;
    }

    /** Any text of this form counts: variants are named in the values of a mapping, without the keyword. */
    private void addReferredToBy(JsonNode node) {
        if (node.isTextual() && node.asText().startsWith(REFERENCE)) {
            String[] place = node.asText().substring(REFERENCE.length()).split("/", 2);
            ObjectNode components = rules.withObject("/" + COMPONENTS + "/" + place[0]);
            if (!components.has(place[1])) {
                JsonNode component = contract.path(COMPONENTS).path(place[0]).path(place[1]);
                components.set(place[1], component);
                addReferredToBy(component);
            }
        }
        node.forEach(this::addReferredToBy);
    }
}
