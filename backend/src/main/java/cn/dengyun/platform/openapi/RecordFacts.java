package cn.dengyun.platform.openapi;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/**
 * Members that a view leaves out when they are empty, by the name of its schema. Beside those that may be null, they
 * are the only members of an answer that may be absent.
 */
record RecordFacts(Map<String, Set<String>> optionalMembers) {

    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final DotName INCLUDE = DotName.createSimple("com.fasterxml.jackson.annotation.JsonInclude");

    private static final String ONLY_NULL_IS_LEFT_OUT = "NON_NULL";

    static RecordFacts of(IndexView index) {
        Map<String, Set<String>> optional = new TreeMap<>();
        for (AnnotationInstance include : index.getAnnotations(INCLUDE)) {
            if (include.value() == null || include.value().asEnum().equals(ONLY_NULL_IS_LEFT_OUT)) {
                continue;
            }
            switch (include.target().kind()) {
                case CLASS -> {
                    ClassInfo type = include.target().asClass();
                    type.fields().forEach(field -> add(optional, type, field.name()));
                }
                case FIELD ->
                    add(
                            optional,
                            include.target().asField().declaringClass(),
                            include.target().asField().name());
                default -> {
                    // The same annotation stands on the accessor and the parameter of a record component too.
                }
            }
        }
        return new RecordFacts(optional);
    }

    boolean isOptional(String schema, String member) {
        return optionalMembers.getOrDefault(schema, Set.of()).contains(member);
    }

    private static void add(Map<String, Set<String>> optional, ClassInfo type, String member) {
        optional.computeIfAbsent(schemaName(type), key -> new TreeSet<>()).add(member);
    }

    private static String schemaName(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        return schema != null && schema.value("name") != null
                ? schema.value("name").asString()
                : type.simpleName();
    }
}
