package cn.dengyun.platform.operation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A member of a body with {@link Variants} that only some of them have. */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnlyWith {

    /** The values of the telling member with which it may stand. */
    String[] value();

    /** Whether it has to stand there then; an empty text or list is none. */
    boolean required() default true;
}
