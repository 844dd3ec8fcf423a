package cn.dengyun.platform.operation;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an operation declares of itself.
 *
 * @param key whether it takes an {@code Idempotency-Key}
 * @param ifMatch whether it takes an {@code If-Match}
 * @param refusals codes of problems that it declares beside those that follow from the rest
 */
public record Declarations(Header key, Header ifMatch, boolean isDryRunnable, Set<String> refusals) {

    /** Whether a request header is taken. */
    public enum Header {
        IGNORED,
        OPTIONAL,
        REQUIRED
    }

    static Declarations of(Method method) {
        IdempotencyKey key = method.getAnnotation(IdempotencyKey.class);
        IfMatch ifMatch = method.getAnnotation(IfMatch.class);
        Set<String> refusals = new TreeSet<>();
        addRefusals(method.getAnnotation(Refuses.class), refusals);
        addRefusals(method.getDeclaringClass().getAnnotation(Refuses.class), refusals);
        return new Declarations(
                header(key, key != null && key.required()),
                header(ifMatch, ifMatch != null && ifMatch.required()),
                method.isAnnotationPresent(DryRunnable.class),
                refusals);
    }

    private static Header header(Annotation declared, boolean isRequired) {
        if (declared == null) {
            return Header.IGNORED;
        }
        return isRequired ? Header.REQUIRED : Header.OPTIONAL;
    }

    private static void addRefusals(Refuses declared, Set<String> refusals) {
        if (declared != null) {
            refusals.addAll(Set.of(declared.value()));
        }
    }
}
