package cn.dengyun.platform.operation;

import jakarta.ws.rs.GET;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;

/**
 * What an operation declares of itself and its requests are held to.
 *
 * @param key whether it takes an {@code Idempotency-Key}
 * @param ifMatch whether it takes an {@code If-Match}
 */
public record Declarations(Header key, Header ifMatch, boolean isDryRunnable) {

    /** Whether a request header is taken. */
    public enum Header {
        IGNORED,
        OPTIONAL,
        REQUIRED
    }

    static Declarations of(Method method) {
        IdempotencyKey key = method.getAnnotation(IdempotencyKey.class);
        IfMatch ifMatch = method.getAnnotation(IfMatch.class);
        return new Declarations(
                header(key, key != null && key.required()),
                header(ifMatch, ifMatch != null && ifMatch.required()),
                isDryRunnable(method));
    }

    public static boolean isDryRunnable(Method method) {
        return method.isAnnotationPresent(DryRunnable.class)
                || method.getDeclaringClass().isAnnotationPresent(DryRunnable.class)
                        && !method.isAnnotationPresent(GET.class);
    }

    private static Header header(Annotation declared, boolean isRequired) {
        if (declared == null) {
            return Header.IGNORED;
        }
        return isRequired ? Header.REQUIRED : Header.OPTIONAL;
    }
}
