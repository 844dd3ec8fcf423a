package cn.dengyun.platform.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an operation that an agent may carry out for its principal, with the request header {@link #HEADER}. An
 * operation without it refuses the header, so nothing can be done for another by oversight.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Delegable {

    /** The request header that names the delegation. */
    String HEADER = "Dengyun-Delegation";

    /** The scope that the principal has to have granted, e.g. {@code organization:read}. */
    String value();
}
