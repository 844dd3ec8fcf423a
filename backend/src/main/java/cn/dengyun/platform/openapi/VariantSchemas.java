package cn.dengyun.platform.openapi;

import cn.dengyun.platform.operation.OnlyWith;
import cn.dengyun.platform.operation.Variants;
import cn.dengyun.platform.web.EnumTexts;
import cn.dengyun.platform.web.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Discriminator;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;

/**
 * Makes of each body with {@link Variants} a choice between schemas, one for each value of the member that tells, and
 * discriminated by it: a generated type then has the members of its variant and no others.
 */
final class VariantSchemas {

    private static final DotName VARIANTS = DotName.createSimple(Variants.class.getName());
    private static final DotName ONLY_WITH = DotName.createSimple(OnlyWith.class.getName());
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");

    private final Map<String, Schema> schemas;

    private VariantSchemas(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    static void add(OpenAPI contract, IndexView index) {
        VariantSchemas variants =
                new VariantSchemas(new LinkedHashMap<>(contract.getComponents().getSchemas()));
        for (AnnotationInstance declared : index.getAnnotations(VARIANTS)) {
            variants.split(declared.target().asClass(), declared.value().asString());
        }
        contract.getComponents().setSchemas(variants.schemas);
    }

    private void split(ClassInfo body, String telling) {
        String name = body.declaredAnnotation(SCHEMA).value("name").asString();
        Schema whole = schemas.get(name);
        if (whole.getDiscriminator() != null) {
            // The index may hold a class twice.
            return;
        }
        String codes = SchemaWalk.target(whole.getProperties().get(telling));
        Discriminator discriminator = OASFactory.createDiscriminator().propertyName(telling);
        Schema choice = OASFactory.createSchema().description(whole.getDescription());
        for (Object value : schemas.get(codes).getEnumeration()) {
            String code = String.valueOf(value);
            String variant = SchemaNames.ofParts(code.toLowerCase(Locale.ROOT)) + name;
            schemas.put(variant, variant(body, whole, telling, codes, code));
            choice.addOneOf(OASFactory.createSchema().ref(variant));
            discriminator.addMapping(code, SchemaWalk.PREFIX + variant);
        }
        schemas.put(name, choice.discriminator(discriminator));
    }

    private static Schema variant(ClassInfo body, Schema whole, String telling, String codes, String code) {
        String called = EnumTexts.of(codes)
                .map(texts -> texts.name(code, Language.ZH) + " / " + texts.name(code, Language.EN))
                .orElse(code);
        Schema variant = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description(whole.getDescription() + ": " + called);
        List<String> required = new ArrayList<>(whole.getRequired());
        whole.getProperties().forEach((member, schema) -> {
            AnnotationInstance bound = bound(body.field(member));
            if (member.equals(telling)) {
                variant.addProperty(
                        member,
                        OASFactory.createSchema()
                                .addType(SchemaType.STRING)
                                .description(called)
                                .addEnumeration(code));
            } else if (bound == null) {
                variant.addProperty(member, schema);
            } else if (Arrays.asList(bound.value().asStringArray()).contains(code)) {
                boolean isRequired = bound.value("required") == null
                        || bound.value("required").asBoolean();
                variant.addProperty(member, isRequired ? present(schema) : schema);
                if (isRequired) {
                    required.add(member);
                }
            }
        });
        return variant.required(required);
    }

    /** What has to be there cannot be null. */
    private static Schema present(Schema schema) {
        if (schema.getType() != null) {
            schema.setType(schema.getType().stream()
                    .filter(type -> type != SchemaType.NULL)
                    .toList());
        }
        if (schema.getType() != null
                && schema.getType().contains(SchemaType.STRING)
                && schema.getPattern() == null
                && schema.getFormat() == null) {
            schema.setPattern("^\\s*\\S[\\s\\S]*$");
        }
        if (schema.getType() != null && schema.getType().contains(SchemaType.ARRAY)) {
            schema.setMinItems(1);
        }
        return schema;
    }

    private static AnnotationInstance bound(FieldInfo member) {
        return member.annotations().stream()
                .filter(annotation -> annotation.name().equals(ONLY_WITH)
                        && annotation.target().kind() == AnnotationTarget.Kind.FIELD)
                .findFirst()
                .orElse(null);
    }
}
