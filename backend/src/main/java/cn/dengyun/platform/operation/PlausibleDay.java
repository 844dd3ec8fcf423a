package cn.dengyun.platform.operation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A day in the life of an enterprise, which rules can count from, or a moment of one (UTC): in the years 1800 to 2100.
 * Every day and moment that somebody sends to be judged has it.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {PlausibleDay.Check.class, PlausibleDay.MomentCheck.class})
public @interface PlausibleDay {

    /** The first year. */
    int min() default 1800;

    /** The last year. */
    int max() default 2100;

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Looks at the year; what is absent is no day. */
    class Check implements ConstraintValidator<PlausibleDay, LocalDate> {

        private int first;
        private int last;

        @Override
        public void initialize(PlausibleDay bounds) {
            first = bounds.min();
            last = bounds.max();
        }

        @Override
        public boolean isValid(LocalDate day, ConstraintValidatorContext context) {
            return day == null || day.getYear() >= first && day.getYear() <= last;
        }
    }

    /** The same of a moment. */
    class MomentCheck implements ConstraintValidator<PlausibleDay, Instant> {

        private Instant first;
        private Instant end;

        @Override
        public void initialize(PlausibleDay bounds) {
            first = beginOf(bounds.min());
            end = beginOf(bounds.max() + 1);
        }

        private static Instant beginOf(int year) {
            return LocalDate.ofYearDay(year, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        @Override
        public boolean isValid(Instant moment, ConstraintValidatorContext context) {
            return moment == null || !moment.isBefore(first) && moment.isBefore(end);
        }
    }
}
