package cn.dengyun.platform.openapi;

import cn.dengyun.platform.web.MergePatch;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Describes a merge patch of a form by the form itself: the members of {@code SuggestionRequest}, none of them
 * required, are {@code SuggestionPatch}.
 */
final class PatchSchemas {

    private static final String PATCH = "Patch";

    private PatchSchemas() {}

    static void add(OpenAPI contract) {
        Map<String, Schema> schemas = new TreeMap<>(contract.getComponents().getSchemas());
        SchemaWalk.operations(contract)
                .filter(operation -> SchemaWalk.takes(operation, MergePatch.MEDIA_TYPE))
                .map(operation -> operation.getRequestBody().getContent().getMediaType(MergePatch.MEDIA_TYPE))
                .forEach(body -> describe(body, schemas));
        contract.getComponents().setSchemas(schemas);
    }

    private static void describe(MediaType body, Map<String, Schema> schemas) {
        String form = SchemaWalk.target(body.getSchema());
        if (form == null || form.endsWith(PATCH)) {
            return;
        }
        String name = form.replaceAll("Request$", "") + PATCH;
        schemas.computeIfAbsent(
                name,
                made -> OASFactory.createSchema()
                        .addType(Schema.SchemaType.OBJECT)
                        .description(
                                "JSON Merge Patch (RFC 7396): only the members that shall change; null removes one.")
                        .properties(schemas.get(form).getProperties()));
        body.setSchema(OASFactory.createSchema().ref("#/components/schemas/" + name));
    }
}
