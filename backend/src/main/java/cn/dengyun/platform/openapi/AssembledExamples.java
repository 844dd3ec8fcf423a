package cn.dengyun.platform.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Gives each request body that has no example one that is put together from the examples of its members; what need not
 * be there and has no example is left out. Answers have none but where one was written to teach something: the members
 * of their schemas show themselves.
 */
final class AssembledExamples {

    /** What shows itself by its format. */
    static final Map<String, Object> OF_FORMATS = Map.of(
            "uuid", "01997c1e-5d4a-7b1c-9f0e-3b1d8a6c2e41",
            "date", "2018-07-01",
            "date-time", "2018-07-01T01:00:00Z");

    private final OpenAPI contract;

    AssembledExamples(OpenAPI contract) {
        this.contract = contract;
    }

    void add() {
        SchemaWalk.operations(contract).forEach(operation -> {
            if (operation.getRequestBody() != null) {
                add(operation.getRequestBody().getContent());
            }
        });
    }

    private void add(Content content) {
        if (content == null) {
            return;
        }
        for (MediaType body : content.getMediaTypes().values()) {
            if (body.getExample() == null && body.getExamples() == null && body.getSchema() != null) {
                body.setExample(of(body.getSchema()));
            }
        }
    }

    private Object of(Schema schema) {
        if (schema.getExamples() != null && !schema.getExamples().isEmpty()) {
            return schema.getExamples().get(0);
        }
        String target = SchemaWalk.target(schema);
        if (target != null) {
            return of(contract.getComponents().getSchemas().get(target));
        }
        if (schema.getEnumeration() != null) {
            return schema.getEnumeration().get(0);
        }
        if (schema.getAllOf() != null) {
            return ofParts(schema.getAllOf());
        }
        if (schema.getAnyOf() != null) {
            return of(schema.getAnyOf().get(0));
        }
        if (schema.getOneOf() != null) {
            return of(schema.getOneOf().get(0));
        }
        List<SchemaType> types = schema.getType() == null ? List.of() : schema.getType();
        return types.isEmpty() ? null : ofType(schema, types);
    }

    private Object ofType(Schema schema, List<SchemaType> types) {
        return switch (types.get(0)) {
            case OBJECT -> ofObject(schema);
            case ARRAY -> schema.getItems() == null ? List.of() : listOf(of(schema.getItems()));
            case BOOLEAN -> false;
            case INTEGER, NUMBER -> 1;
            case STRING -> OF_FORMATS.get(String.valueOf(schema.getFormat()));
            case NULL -> null;
        };
    }

    private static List<Object> listOf(Object item) {
        return item == null ? List.of() : List.of(item);
    }

    private Map<String, Object> ofParts(List<Schema> parts) {
        Map<String, Object> whole = new LinkedHashMap<>();
        for (Schema part : parts) {
            if (of(part) instanceof Map<?, ?> members) {
                members.forEach((name, value) -> whole.put(String.valueOf(name), value));
            }
        }
        return whole;
    }

    private Map<String, Object> ofObject(Schema schema) {
        Map<String, Object> example = new LinkedHashMap<>();
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((member, type) -> {
                boolean isRequired =
                        schema.getRequired() != null && schema.getRequired().contains(member);
                Object value = isRequired || saysSomething(type) ? of(type) : null;
                boolean isExplicitNull =
                        isRequired && type.getType() != null && type.getType().contains(SchemaType.NULL);
                if (value != null || isExplicitNull) {
                    example.put(member, value);
                }
            });
        }
        return example;
    }

    /** Whether an example of it is worth more than its type: nothing is said by just any day, number or text. */
    private static boolean saysSomething(Schema schema) {
        boolean isPlain = schema.getType() != null
                && schema.getType().stream().noneMatch(Set.of(SchemaType.OBJECT, SchemaType.ARRAY)::contains);
        return !isPlain || schema.getExamples() != null && !schema.getExamples().isEmpty();
    }
}
