package cn.dengyun.platform.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * States what every value keeps to even where nobody wrote it down: members of answers that are always there, requests
 * that take no unknown member, and the width of whole numbers. A bound that nobody chose is not made up.
 */
final class SchemaPromises {

    private static final int ROWS_OF_A_PAGE = 200;

    private static final Set<String> TEXT_FORMATS = Set.of("uuid", "date", "date-time");

    private final OpenAPI contract;
    private final SchemaUsage usage;
    private final RecordFacts records;

    SchemaPromises(OpenAPI contract, SchemaUsage usage, RecordFacts records) {
        this.contract = contract;
        this.usage = usage;
        this.records = records;
    }

    void complete() {
        Map<String, Schema> used = new TreeMap<>(contract.getComponents().getSchemas());
        used.keySet()
                .removeIf(name ->
                        !usage.requests().contains(name) && !usage.responses().contains(name));
        contract.getComponents().setSchemas(used);
        Set<String> parts = parts(used);
        used.forEach((name, schema) -> {
            if (usage.responses().contains(name)) {
                requireMembers(name, schema);
            } else if (usage.json().contains(name) && !parts.contains(name)) {
                refuseUnknownMembers(schema);
            }
            if (isPage(schema)) {
                schema.setDescription("One page of a list.");
                Schema data = schema.getProperties().get("data");
                // Where all of a list is one page, it says how long that is.
                if (data.getMaxItems() == null) {
                    data.setMaxItems(ROWS_OF_A_PAGE);
                }
                data.setDescription("What the page holds, in the order that was asked for.");
            }
        });
        SchemaWalk.everywhere(contract, SchemaPromises::completeType);
    }

    /** A view writes all its members, null ones too, unless it says that it leaves empty ones out. */
    private void requireMembers(String name, Schema schema) {
        if (schema.getProperties() == null) {
            return;
        }
        List<String> required = new ArrayList<>();
        schema.getProperties().forEach((member, type) -> {
            if (isNamed(schema, member)
                    || !isNullable(type) && !(records.isOptional(name, member) && canBeEmpty(type))) {
                required.add(member);
            }
        });
        schema.setRequired(required.isEmpty() ? null : required);
    }

    /** Whether a schema is a page of a list. */
    static boolean isPage(Schema schema) {
        return schema.getProperties() != null && schema.getProperties().keySet().equals(Set.of("data", "page"));
    }

    private static boolean isNamed(Schema schema, String member) {
        return schema.getRequired() != null && schema.getRequired().contains(member);
    }

    /** Of what is never null, only a text or a list can be empty and therefore left out. */
    private static boolean canBeEmpty(Schema schema) {
        return has(schema, SchemaType.ARRAY) || has(schema, SchemaType.STRING) && schema.getFormat() == null;
    }

    private static boolean isNullable(Schema schema) {
        return has(schema, SchemaType.NULL)
                || schema.getAnyOf() != null
                        && schema.getAnyOf().stream().anyMatch(choice -> has(choice, SchemaType.NULL));
    }

    /** Schemas that stand for a part of an object only, and know nothing of the members of the other parts. */
    private static Set<String> parts(Map<String, Schema> schemas) {
        return schemas.values().stream()
                .filter(schema -> schema.getAllOf() != null)
                .flatMap(schema -> schema.getAllOf().stream())
                .map(SchemaWalk::target)
                .filter(target -> target != null)
                .collect(Collectors.toSet());
    }

    private static void refuseUnknownMembers(Schema schema) {
        if (schema.getAllOf() != null) {
            schema.setUnevaluatedProperties(OASFactory.createSchema().booleanSchema(false));
            return;
        }
        if (schema.getProperties() != null
                && schema.getAdditionalPropertiesSchema() == null
                && schema.getAdditionalPropertiesBoolean() == null) {
            schema.setAdditionalPropertiesBoolean(false);
        }
    }

    private static void completeType(Schema schema) {
        if (schema.getType() == null && TEXT_FORMATS.contains(String.valueOf(schema.getFormat()))) {
            schema.addType(SchemaType.STRING);
        }
        if (has(schema, SchemaType.INTEGER) && schema.getFormat() == null) {
            schema.setFormat("int32");
        }
    }

    private static boolean has(Schema schema, SchemaType type) {
        return schema.getType() != null && schema.getType().contains(type);
    }
}
