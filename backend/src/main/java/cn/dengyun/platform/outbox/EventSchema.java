package cn.dengyun.platform.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The JSON Schema (2020-12) of the data of a type of event, read from its record, and an example that keeps to it.
 * Every member is there, as {@link EventData} writes it, but for those that older events lack; more may come.
 */
public final class EventSchema {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<Class<?>, Form> FORMS = Map.ofEntries(
            Map.entry(UUID.class, new Form("string", "uuid", "\"01997c1e-5d4a-7b1c-9f0e-3b1d8a6c2e41\"")),
            Map.entry(Instant.class, new Form("string", "date-time", "\"2018-07-01T01:00:00Z\"")),
            Map.entry(LocalDate.class, new Form("string", "date", "\"2018-07-01\"")),
            Map.entry(String.class, new Form("string", null, "\"\"")),
            Map.entry(boolean.class, new Form("boolean", null, "false")),
            Map.entry(int.class, new Form("integer", "int32", "1")),
            Map.entry(Integer.class, new Form("integer", "int32", "1")),
            Map.entry(long.class, new Form("integer", "int64", "1")),
            Map.entry(Long.class, new Form("integer", "int64", "1")));

    private EventSchema() {}

    /** How a plain value is written, and the JSON of one. */
    private record Form(String type, String format, String example) {}

    /** The name of the schema in the contract. */
    public static String nameOf(Class<?> type) {
        Schema schema = type.getAnnotation(Schema.class);
        return schema == null || schema.name().isEmpty() ? type.getSimpleName() : schema.name();
    }

    /** The schema of the data; an enum's has its name as {@code title}. */
    public static ObjectNode of(Class<? extends Record> data) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        describe(schema, data.getAnnotation(Schema.class));
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent member : data.getRecordComponents()) {
            properties.set(member.getName(), ofMember(member));
            if (!member.isAnnotationPresent(AddedLater.class)) {
                schema.withArray("required").add(member.getName());
            }
        }
        return schema;
    }

    /** Data as an event may carry it, put together from the examples of its members. */
    public static ObjectNode example(Class<? extends Record> data) {
        ObjectNode example = NODES.objectNode();
        for (RecordComponent member : data.getRecordComponents()) {
            example.set(member.getName(), exampleOf(member));
        }
        return example;
    }

    /** What such an event is about when its data are the example. */
    public static String exampleSubject(EventType<?> type) {
        return EventData.fill(type.subject(), example(type.data()));
    }

    private static ObjectNode ofMember(RecordComponent member) {
        Schema said = said(member);
        ObjectNode schema = NODES.objectNode();
        Class<?> type = member.getType();
        boolean isNullable = said != null && said.nullable();
        if (type.isEnum()) {
            schema.put("title", nameOf(type));
        }
        Form form = type.isEnum() ? FORMS.get(String.class) : form(member);
        if (isNullable) {
            schema.putArray("type").add(form.type()).add("null");
        } else {
            schema.put("type", form.type());
        }
        if (form.format() != null) {
            schema.put("format", form.format());
        }
        describe(schema, said);
        if (said != null && !said.minimum().isEmpty()) {
            schema.put("minimum", new BigDecimal(said.minimum()));
        }
        if (type.isEnum()) {
            for (Object value : type.getEnumConstants()) {
                schema.withArray("enum").add(((Enum<?>) value).name());
            }
            if (isNullable) {
                schema.withArray("enum").addNull();
            }
        }
        schema.putArray("examples").add(exampleOf(member));
        return schema;
    }

    private static JsonNode exampleOf(RecordComponent member) {
        Schema said = said(member);
        if (said != null && said.examples().length > 0) {
            String example = said.examples()[0];
            boolean isText = form(member).type().equals("string") && !example.equals("null");
            return isText ? NODES.textNode(example) : read(example);
        }
        Class<?> type = member.getType();
        return type.isEnum()
                ? NODES.textNode(((Enum<?>) type.getEnumConstants()[0]).name())
                : read(form(member).example());
    }

    private static Form form(RecordComponent member) {
        Form form = FORMS.get(member.getType().isEnum() ? String.class : member.getType());
        if (form == null) {
            throw new IllegalStateException(member.getDeclaringRecord().getName() + "." + member.getName()
                    + " is of a type that no event has carried yet");
        }
        return form;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an example that is not JSON: " + json, e);
        }
    }

    private static void describe(ObjectNode schema, Schema said) {
        if (said != null && !said.description().isEmpty()) {
            schema.put("description", said.description());
        }
    }

    private static Schema said(RecordComponent member) {
        // The annotation has no target of its own for components: it stands on the accessor too.
        return member.getAccessor().getAnnotation(Schema.class);
    }
}
