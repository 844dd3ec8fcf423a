package cn.dengyun.platform.outbox;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On an enum of types of event: what they have in common. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Events {

    /** See {@link EventType#family}. */
    String family();

    /** See {@link EventType#subject}. */
    String subject();
}
