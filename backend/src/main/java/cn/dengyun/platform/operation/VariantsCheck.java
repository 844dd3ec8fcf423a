package cn.dengyun.platform.operation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Looks whether a body has the members of its variant and no others. */
public class VariantsCheck implements ConstraintValidator<Variants, Record> {

    /** The message of a violation is the code of its defect. */
    static final String MISSING = "variant-member-missing";

    static final String UNFIT = "variant-member-unfit";

    private String telling;

    @Override
    public void initialize(Variants variants) {
        telling = variants.value();
    }

    @Override
    public boolean isValid(Record body, ConstraintValidatorContext context) {
        Object variant = body == null ? null : valueOf(body, telling);
        if (variant == null) {
            return true;
        }
        context.disableDefaultConstraintViolation();
        boolean isValid = true;
        for (RecordComponent member : body.getClass().getRecordComponents()) {
            String violation = violation(body, member, String.valueOf(variant));
            if (violation != null) {
                isValid = false;
                context.buildConstraintViolationWithTemplate(violation)
                        .addPropertyNode(member.getName())
                        .addConstraintViolation();
            }
        }
        return isValid;
    }

    private static String violation(Record body, RecordComponent member, String variant) {
        OnlyWith bound = field(body, member.getName()).getAnnotation(OnlyWith.class);
        if (bound == null) {
            return null;
        }
        List<String> variants = Arrays.asList(bound.value());
        boolean isThere = isThere(valueOf(body, member.getName()));
        if (isThere && !variants.contains(variant)) {
            return UNFIT;
        }
        return !isThere && bound.required() && variants.contains(variant) ? MISSING : null;
    }

    private static boolean isThere(Object value) {
        if (value instanceof String text) {
            return !text.isBlank();
        }
        return value instanceof Collection<?> list ? !list.isEmpty() : value != null;
    }

    private static Field field(Record body, String name) {
        try {
            return body.getClass().getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record has a field for each member", e);
        }
    }

    private static Object valueOf(Record body, String name) {
        try {
            Field field = field(body, name);
            field.setAccessible(true);
            return field.get(body);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("fields of our own records can be read", e);
        }
    }
}
