package cn.dengyun.platform.operation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation that only shows what it would do when the query says {@code validateOnly=true}; on a class, each that
 * changes something.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface DryRunnable {

    /** The query parameter. */
    String PARAMETER = "validateOnly";
}
