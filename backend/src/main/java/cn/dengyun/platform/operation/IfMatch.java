package cn.dengyun.platform.operation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A change that says with {@link #HEADER} what it is based on; {@code Once.precondition()} hands it over. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface IfMatch {

    String HEADER = "If-Match";

    /** Whether the change is refused with 428 when it does not say so. */
    boolean required() default true;
}
