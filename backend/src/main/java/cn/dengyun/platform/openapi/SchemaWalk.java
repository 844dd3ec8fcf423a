package cn.dengyun.platform.openapi;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Finds the schemas of a contract, nested ones included, each once. */
final class SchemaWalk {

    static final String PREFIX = "#/components/schemas/";

    private final Set<Schema> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Consumer<Schema> visitor;

    private SchemaWalk(Consumer<Schema> visitor) {
        this.visitor = visitor;
    }

    /** Every schema of the contract. A visitor may change the schema it gets, not the ones around it. */
    static void everywhere(OpenAPI contract, Consumer<Schema> visitor) {
        SchemaWalk walk = new SchemaWalk(visitor);
        walk.all(values(contract.getComponents().getSchemas()));
        values(contract.getComponents().getParameters()).forEach(parameter -> walk.into(parameter.getSchema()));
        values(contract.getComponents().getHeaders()).forEach(header -> walk.into(header.getSchema()));
        Stream.concat(operations(contract), webhooks(contract)).forEach(operation -> {
            parameters(operation).forEach(parameter -> walk.into(parameter.getSchema()));
            walk.all(ofRequest(operation));
            walk.all(ofResponses(operation));
        });
    }

    /** A schema and everything nested in it, without following references. */
    static void within(Schema schema, Consumer<Schema> visitor) {
        new SchemaWalk(visitor).into(schema);
    }

    static Stream<Operation> operations(OpenAPI contract) {
        return contract.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream());
    }

    /** What the platform sends by itself: the body is its own, the answer the receiver's. */
    static Stream<Operation> webhooks(OpenAPI contract) {
        return values(contract.getWebhooks()).stream().flatMap(path -> path.getOperations().values().stream());
    }

    static List<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }

    static boolean takes(Operation operation, String mediaType) {
        return operation.getRequestBody() != null
                && operation.getRequestBody().getContent() != null
                && operation.getRequestBody().getContent().hasMediaType(mediaType);
    }

    static List<Schema> ofRequest(Operation operation) {
        return operation.getRequestBody() == null
                ? List.of()
                : ofContent(operation.getRequestBody().getContent());
    }

    static List<Schema> ofResponses(Operation operation) {
        return operation.getResponses().getAPIResponses().values().stream()
                .flatMap(response -> Stream.concat(
                        ofContent(response.getContent()).stream(),
                        values(response.getHeaders()).stream().map(Header::getSchema)))
                .filter(schema -> schema != null)
                .toList();
    }

    /** The name of the component that a schema refers to; null when it refers to none. */
    static String target(Schema schema) {
        String reference = schema.getRef();
        return reference == null ? null : reference.substring(PREFIX.length());
    }

    private static List<Schema> ofContent(Content content) {
        return content == null
                ? List.of()
                : content.getMediaTypes().values().stream()
                        .map(MediaType::getSchema)
                        .filter(schema -> schema != null)
                        .toList();
    }

    static <T> Collection<T> values(Map<String, T> map) {
        return map == null ? List.of() : map.values();
    }

    private void all(Collection<Schema> schemas) {
        if (schemas != null) {
            schemas.forEach(this::into);
        }
    }

    private void into(Schema schema) {
        if (schema == null || !seen.add(schema)) {
            return;
        }
        visitor.accept(schema);
        all(values(schema.getProperties()));
        all(schema.getAllOf());
        all(schema.getAnyOf());
        all(schema.getOneOf());
        into(schema.getItems());
        into(schema.getAdditionalPropertiesSchema());
    }
}
