package cn.dengyun.platform.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Writes equal things in one form: plain values in place, everything else by reference, null as a type. */
final class SchemaForms {

    /** What {@code @NotBlank} becomes: some character that is no space. */
    private static final String NOT_BLANK = "\\S";

    /** The formats that say by themselves what a text looks like. */
    private static final Set<String> TELLING_FORMATS = Set.of("uuid", "date", "date-time", "uri", "email");

    private final Map<String, Schema> components;

    private SchemaForms(Map<String, Schema> components) {
        this.components = components;
    }

    static void simplify(OpenAPI contract) {
        Map<String, Schema> components = contract.getComponents().getSchemas();
        SchemaForms forms = new SchemaForms(components);
        SchemaWalk.everywhere(contract, forms::simplify);
        SchemaWalk.everywhere(contract, SchemaForms::anchor);
        SchemaWalk.everywhere(contract, SchemaForms::admitNull);
        Set<String> plain = components.entrySet().stream()
                .filter(entry -> isPlain(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Map<String, Schema> kept = new TreeMap<>(components);
        kept.keySet().removeAll(plain);
        contract.getComponents().setSchemas(kept);
    }

    private void simplify(Schema schema) {
        String target = SchemaWalk.target(schema);
        if (target != null) {
            // A type or members beside a reference only repeat what the reference says.
            schema.setType(null);
            schema.setProperties(null);
            if (isPlain(components.get(target))) {
                schema.setRef(null);
                copy(components.get(target), schema, List.of());
            }
            return;
        }
        String component = writtenOut(schema);
        if (component != null) {
            schema.setType(null);
            schema.setProperties(null);
            schema.setRequired(null);
            schema.setRef(component);
            return;
        }
        Schema present = presentOf(schema);
        if (present != null && isPlain(components.get(SchemaWalk.target(present)))) {
            schema.setAnyOf(null);
            copy(components.get(SchemaWalk.target(present)), schema, List.of(SchemaType.NULL));
            return;
        }
        if (present != null) {
            schema.setType(null);
        }
    }

    /**
     * A pattern holds for the whole text, as Bean Validation reads it: JSON Schema looks for it anywhere in a text
     * unless it is anchored. Where a format says it, there is none.
     */
    private static void anchor(Schema schema) {
        String pattern = schema.getPattern();
        if (pattern == null) {
            return;
        }
        if (TELLING_FORMATS.contains(String.valueOf(schema.getFormat()))) {
            schema.setPattern(null);
        } else if (pattern.equals(NOT_BLANK)) {
            schema.setPattern("^\\s*\\S[\\s\\S]*$");
        } else if (!pattern.startsWith("^") || !pattern.endsWith("$")) {
            schema.setPattern(pattern.contains("|") ? "^(?:" + pattern + ")$" : "^" + pattern + "$");
        }
    }

    /** An enum holds for null too: one that may be null has to list it. */
    private static void admitNull(Schema schema) {
        List<Object> values = schema.getEnumeration();
        boolean isNullable = schema.getType() != null && schema.getType().contains(SchemaType.NULL);
        if (isNullable && values != null && !values.contains(null)) {
            List<Object> all = new ArrayList<>(values);
            all.add(null);
            schema.setEnumeration(all);
        }
    }

    /** The component whose members an object repeats instead of referring to it; null for any other schema. */
    private String writtenOut(Schema schema) {
        boolean isComponent = components.values().stream().anyMatch(component -> component == schema);
        if (schema.getProperties() == null || isComponent) {
            return null;
        }
        return components.entrySet().stream()
                .filter(entry -> entry.getValue().getProperties() != null)
                .filter(entry -> entry.getValue()
                        .getProperties()
                        .keySet()
                        .equals(schema.getProperties().keySet()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** The reference of a schema that is either it or null; null for any other schema. */
    private static Schema presentOf(Schema schema) {
        List<Schema> choices = schema.getAnyOf();
        if (choices == null || choices.size() != 2 || SchemaWalk.target(choices.get(0)) == null) {
            return null;
        }
        return List.of(SchemaType.NULL).equals(choices.get(1).getType()) ? choices.get(0) : null;
    }

    /** Whether it is a value without a name of its own in the business: a UUID, a day, a moment. */
    private static boolean isPlain(Schema component) {
        return component != null
                && component.getEnumeration() == null
                && component.getProperties() == null
                && component.getAllOf() == null
                && component.getAnyOf() == null
                && component.getOneOf() == null
                && component.getItems() == null
                && component.getRef() == null
                && component.getFormat() != null
                && component.getType() != null
                && !component.getType().contains(SchemaType.OBJECT);
    }

    private static void copy(Schema plain, Schema into, List<SchemaType> alsoTypes) {
        List<SchemaType> types = new ArrayList<>(plain.getType());
        types.addAll(alsoTypes);
        into.setType(types);
        into.setFormat(plain.getFormat());
        into.setPattern(plain.getPattern());
    }
}
