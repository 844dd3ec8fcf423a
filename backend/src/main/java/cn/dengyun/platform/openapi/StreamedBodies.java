package cn.dengyun.platform.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Describes bodies that come piece by piece as the text that they are, and what one piece is in {@code x-item-schema}:
 * a line of NDJSON, or the data of a server-sent event. OpenAPI 3.1 has no word for that (3.2 has {@code itemSchema}),
 * and a client that is generated from the schema of a piece would parse the first one and lose the others.
 */
final class StreamedBodies {

    /** On the schema of a body that is described as text already: the name of the component that describes a piece. */
    static final String ITEM = "x-item-schema";

    /** Else clients that are generated for Java, Kotlin and Python read and write the whole as one text of JSON. */
    private static final String UNPARSED = "binary";

    private static final String LINES = "application/x-ndjson";
    private static final String EVENTS = "text/event-stream";
    private static final ObjectMapper JSON = new ObjectMapper();

    private StreamedBodies() {}

    /** The component that a schema of a text names for its pieces, before it is described; null where it names none. */
    static String item(Schema schema) {
        Map<String, Object> extensions = schema.getExtensions();
        return extensions != null && extensions.get(ITEM) instanceof String name ? name : null;
    }

    static void describe(OpenAPI contract) {
        SchemaWalk.operations(contract).forEach(operation -> {
            if (operation.getRequestBody() != null) {
                describe(operation.getRequestBody().getContent());
            }
            operation.getResponses().getAPIResponses().values().forEach(response -> describe(response.getContent()));
        });
    }

    private static void describe(Content content) {
        if (content == null) {
            return;
        }
        content.getMediaTypes().forEach((type, body) -> {
            if (type.equals(LINES) || type.equals(EVENTS)) {
                describe(body, type.equals(LINES) ? "" : "data: ");
            }
        });
    }

    private static void describe(MediaType body, String before) {
        Schema piece = body.getSchema().getItems() == null
                ? body.getSchema()
                : body.getSchema().getItems();
        if (SchemaWalk.target(piece) == null) {
            piece.setFormat(UNPARSED);
            piece.addExtension(
                    ITEM, reference(String.valueOf(piece.getExtensions().get(ITEM))));
            return;
        }
        String name = SchemaWalk.target(piece);
        Schema text = OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .description(
                        before.isEmpty()
                                ? "Lines, each the JSON of one " + name + "."
                                : "Server-sent events, the data of each the JSON of one " + name + ".")
                .maxLength(Integer.MAX_VALUE)
                .format(UNPARSED);
        text.addExtension(ITEM, reference(name));
        body.setSchema(text);
        body.setExample(example(body.getExample(), before));
    }

    private static Map<String, String> reference(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private static String example(Object example, String before) {
        Object piece = example instanceof List<?> pieces ? pieces.get(0) : example;
        try {
            return before + JSON.writeValueAsString(piece) + (before.isEmpty() ? "\n" : "\n\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
