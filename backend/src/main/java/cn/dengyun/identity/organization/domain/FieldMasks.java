package cn.dengyun.identity.organization.domain;

import cn.dengyun.identity.organization.domain.OrganizationDetail.Clarity;
import cn.dengyun.shared.Masks;
import java.util.function.UnaryOperator;

/** How fields look to those who may see them masked ({@link Masks}), hidden (null) or plain. Null stays null. */
public final class FieldMasks {

    private FieldMasks() {}

    /** The value itself, nothing of it where it is hidden; what can only be plain is hidden where it is masked too. */
    public static <T> T show(Clarity clarity, T value) {
        return clarity == Clarity.PLAIN ? value : null;
    }

    public static String creditCode(Clarity clarity, String code) {
        return show(clarity, code, Masks::creditCode);
    }

    public static String personName(Clarity clarity, String name) {
        return show(clarity, name, Masks::personName);
    }

    public static String phone(Clarity clarity, String phone) {
        return show(clarity, phone, Masks::phone);
    }

    public static String email(Clarity clarity, String email) {
        return show(clarity, email, Masks::email);
    }

    private static String show(Clarity clarity, String value, UnaryOperator<String> mask) {
        if (value == null || value.isEmpty() || clarity == Clarity.HIDDEN) {
            return null;
        }
        return clarity == Clarity.PLAIN ? value : mask.apply(value);
    }
}
