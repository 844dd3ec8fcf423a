package cn.dengyun.platform.operation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The problems that an operation may answer with beside those that follow from its other declarations (its callers, its
 * key, its body …). The contract lists them; a code that the catalogue of problems does not know fails the build, an
 * answer with one that is not declared fails the tests.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuses {

    /** Codes of whole problems, e.g. {@code reservation-ended}. */
    String[] value() default {};

    /** Codes that stand in {@code errors[]} of {@code invalid-request} or of another of its problems. */
    String[] defects() default {};
}
