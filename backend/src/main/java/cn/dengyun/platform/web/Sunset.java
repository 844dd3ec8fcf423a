package cn.dengyun.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation that will go away. Its answers say so with {@code Deprecation} (RFC 9745) and {@code Sunset} (RFC 8594),
 * the contract with {@code deprecated} and {@code x-sunset}; {@code openapi/CHANGELOG.md} has to name it with both days
 * and what to call instead.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Sunset {

    /** The day from which nobody should begin to use it, {@code 2027-01-01}. */
    String since();

    /** The day from which it may be gone, at least 180 days later. */
    String at();
}
