package cn.dengyun.platform.operation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A body of which one member, an enum, tells which others there are; those say it with {@link OnlyWith}. One
 * declaration for both sides: the contract has a schema for each value, discriminated by the member, and a body that
 * lacks a member of its own variant or has one of another is refused with {@code variant-member-missing} or
 * {@code variant-member-unfit}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = VariantsCheck.class)
public @interface Variants {

    /** The name of the member that tells. */
    String value();

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
