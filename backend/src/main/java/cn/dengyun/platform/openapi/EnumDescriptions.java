package cn.dengyun.platform.openapi;

import cn.dengyun.platform.web.EnumTexts;
import cn.dengyun.platform.web.Language;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Says of every enum what it is, what each of its values is called in both languages, and whether it is closed.
 *
 * <p>{@code x-enum-descriptions} is a list beside {@code enum}, as generators of clients read it: an entry is the
 * Chinese name, a slash and the English one. An enum is open, so that a client has to tolerate values that it does not
 * know, unless a law or a standard closed it; {@code x-enum-open} says which.
 */
final class EnumDescriptions {

    private static final String TEXTS = "x-enum-descriptions";
    private static final String OPEN = "x-enum-open";

    private EnumDescriptions() {}

    static void add(OpenAPI contract) {
        for (Map.Entry<String, Schema> schema :
                contract.getComponents().getSchemas().entrySet()) {
            if (schema.getValue().getEnumeration() != null) {
                EnumTexts.of(schema.getKey()).ifPresent(codes -> describe(schema.getValue(), codes));
            }
        }
    }

    private static void describe(Schema schema, EnumTexts.Codes codes) {
        if (schema.getDescription() == null) {
            schema.setDescription(codes.title(Language.ZH) + " / " + codes.title(Language.EN));
        }
        List<Object> values = schema.getEnumeration();
        schema.addExtension(
                TEXTS,
                values.stream()
                        .map(String::valueOf)
                        .map(code -> codes.name(code, Language.ZH) + " / " + codes.name(code, Language.EN))
                        .toList());
        schema.addExtension(OPEN, !codes.isClosed());
    }
}
