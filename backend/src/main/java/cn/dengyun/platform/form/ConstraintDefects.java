package cn.dengyun.platform.form;

import cn.dengyun.platform.operation.Variants;
import cn.dengyun.shared.Defect;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Says what Bean Validation found, with pointers instead of Java paths. */
public final class ConstraintDefects {

    private ConstraintDefects() {}

    /** A violation inside a body that was validated by itself. */
    public static Defect ofBody(ConstraintViolation<?> violation) {
        return defect("/" + String.join("/", path(violation)), violation);
    }

    /** A violation of a parameter of an operation: {@code create.limit} or {@code create.request.plans[0].name}. */
    public static Defect ofParameter(ConstraintViolation<?> violation) {
        List<String> path = path(violation);
        String pointer = path.size() <= 2
                ? "query/" + path.get(path.size() - 1)
                : "/" + String.join("/", path.subList(2, path.size()));
        return defect(pointer, violation);
    }

    private static List<String> path(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .map(ConstraintDefects::step)
                .toList();
    }

    /** An element of a list has no name but its place. */
    private static String step(Path.Node node) {
        if (node.getKind() == ElementKind.CONTAINER_ELEMENT && node.getIndex() != null) {
            return node.getIndex().toString();
        }
        return (node.getIndex() == null ? "" : node.getIndex() + "/") + node.getName();
    }

    private static Defect defect(String pointer, ConstraintViolation<?> violation) {
        if (violation.getConstraintDescriptor().getAnnotation() instanceof Variants variants) {
            return Defect.at(pointer, violation.getMessage(), variants.value());
        }
        String constraint = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        String code =
                "invalid-" + constraint.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return Defect.at(
                pointer, code, bound(violation.getConstraintDescriptor().getAttributes()));
    }

    /** What the constraint asks for, without words: those of Bean Validation know no language but the server's. */
    private static String bound(Map<String, Object> attributes) {
        if (attributes.containsKey("value")) {
            return String.valueOf(attributes.get("value"));
        }
        if (attributes.containsKey("regexp")) {
            return String.valueOf(attributes.get("regexp"));
        }
        if (!attributes.containsKey("max")) {
            return "";
        }
        boolean isOpen = attributes.get("max").equals(Integer.MAX_VALUE);
        return isOpen ? "≥ " + attributes.get("min") : attributes.get("min") + "–" + attributes.get("max");
    }
}
