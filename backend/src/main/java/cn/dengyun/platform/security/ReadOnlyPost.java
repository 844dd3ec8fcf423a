package cn.dengyun.platform.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A POST that only asks, because what it asks does not fit into an address. It changes nothing, so it is open to
 * whoever may read, for frozen organisations as well, and is no change on the audit trail.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadOnlyPost {}
