package cn.dengyun.platform.security;

import cn.dengyun.shared.ClientScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens an operation to API clients that hold the scope; those without it are refused with {@code scope-missing} (403).
 * An operation that names no scope and is not public is for people: API clients are refused with
 * {@code api-client-not-accepted} (403). The scope of a method goes before that of its class.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiredScope {

    ClientScope value();
}
