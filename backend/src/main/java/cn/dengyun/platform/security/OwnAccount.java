package cn.dengyun.platform.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Operations that concern nothing but the caller's own account: its password, its sessions, its second factor. They
 * stay open to people who may change nothing for their organisation, and to a token that is good for nothing else
 * because its account has not enrolled the second factor that it needs.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface OwnAccount {}
