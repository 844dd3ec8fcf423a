package cn.dengyun.platform.openapi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * States what every value keeps to even where nobody wrote it down: members of answers that are always there, requests
 * that take no unknown member, and bounds.
 *
 * <p>A bound that no annotation gives is that of the transport, which the server does enforce: 4,096 characters of a
 * request line, 20,480 of headers, 2 MiB of a body. What is stored came in such a body, so answers keep to the last one
 * too.
 */
final class SchemaPromises {

    private static final int REQUEST_LINE = 4_096;
    private static final int HEADERS = 20_480;
    private static final int BODY = 2 * 1_024 * 1_024;
    private static final int ROWS_OF_A_PAGE = 200;
    /** One character and a comma for each item of the longest array of a body. */
    private static final int ITEMS_OF_A_BODY = BODY / 2;

    private static final Map<String, Integer> LENGTH_OF_FORMAT = Map.of("uuid", 36, "date", 10, "date-time", 35);

    private final OpenAPI contract;
    private final Usage usage;
    private final RecordFacts records;

    SchemaPromises(OpenAPI contract, Usage usage, RecordFacts records) {
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
            if (SchemaNames.isPage(name)) {
                schema.getProperties().get("data").setMaxItems(ROWS_OF_A_PAGE);
            }
            bound(schema, BODY, ITEMS_OF_A_BODY);
        });
        SchemaWalk.operations(contract).forEach(this::boundOwnSchemas);
        SchemaWalk.values(contract.getComponents().getParameters()).forEach(SchemaPromises::boundParameter);
    }

    private void boundOwnSchemas(Operation operation) {
        SchemaWalk.parameters(operation).forEach(SchemaPromises::boundParameter);
        SchemaWalk.ofRequest(operation).forEach(schema -> bound(schema, BODY, ITEMS_OF_A_BODY));
        SchemaWalk.ofResponses(operation).forEach(schema -> bound(schema, BODY, ITEMS_OF_A_BODY));
    }

    private static void boundParameter(Parameter parameter) {
        boolean isHeader = parameter.getIn() == Parameter.In.HEADER;
        bound(parameter.getSchema(), isHeader ? HEADERS : REQUEST_LINE, isHeader ? HEADERS : REQUEST_LINE);
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

    private static void bound(Schema schema, int length, int items) {
        if (schema == null) {
            return;
        }
        SchemaWalk.within(schema, nested -> {
            boundText(nested, length);
            boundNumber(nested);
            if (has(nested, SchemaType.ARRAY) && nested.getMaxItems() == null) {
                nested.setMaxItems(items);
            }
        });
    }

    private static void boundText(Schema schema, int length) {
        if (schema.getType() == null && LENGTH_OF_FORMAT.containsKey(String.valueOf(schema.getFormat()))) {
            schema.addType(SchemaType.STRING);
        }
        boolean isOpen =
                schema.getMaxLength() == null && schema.getEnumeration() == null && schema.getConstValue() == null;
        if (has(schema, SchemaType.STRING) && isOpen) {
            schema.setMaxLength(LENGTH_OF_FORMAT.getOrDefault(String.valueOf(schema.getFormat()), length));
        }
    }

    private static void boundNumber(Schema schema) {
        if (!has(schema, SchemaType.INTEGER)) {
            return;
        }
        if (schema.getFormat() == null) {
            schema.setFormat("int32");
        }
        boolean isLong = schema.getFormat().equals("int64");
        if (schema.getMinimum() == null && schema.getExclusiveMinimum() == null) {
            schema.setMinimum(BigDecimal.valueOf(isLong ? Long.MIN_VALUE : Integer.MIN_VALUE));
        }
        if (schema.getMaximum() == null && schema.getExclusiveMaximum() == null) {
            schema.setMaximum(BigDecimal.valueOf(isLong ? Long.MAX_VALUE : Integer.MAX_VALUE));
        }
    }

    private static boolean has(Schema schema, SchemaType type) {
        return schema.getType() != null && schema.getType().contains(type);
    }
}
