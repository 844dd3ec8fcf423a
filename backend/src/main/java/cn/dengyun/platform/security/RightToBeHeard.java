package cn.dengyun.platform.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What somebody says to a decision against him (行政处罚法 第七条、第四十五条: statement, defence and review): open to whoever acts
 * for a frozen organisation as well, for a freeze and a sanction often have the same cause.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RightToBeHeard {}
