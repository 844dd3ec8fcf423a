package cn.dengyun.platform.operation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation that the caller can make safe to repeat with the request header {@link #HEADER}. {@code Once} keeps key,
 * fingerprint, effect and answer in one unit of work.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface IdempotencyKey {

    String HEADER = "Idempotency-Key";

    /** Whether the operation is refused without a key: for money, orders, pushes and usage. */
    boolean required() default true;
}
