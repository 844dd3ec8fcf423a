package cn.dengyun.identity.organization.domain;

import cn.dengyun.identity.organization.domain.OrganizationDetail.Clarity;
import java.util.function.UnaryOperator;

/** How fields look to those who may see them masked, hidden (null) or plain. Null stays null. */
public final class FieldMasks {

    private static final int CODE_HEAD = 4;
    private static final int CODE_TAIL = 4;
    private static final int PHONE_TAIL = 4;

    private FieldMasks() {}

    /** The value itself, nothing of it where it is hidden; what can only be plain is hidden where it is masked too. */
    public static <T> T show(Clarity clarity, T value) {
        return clarity == Clarity.PLAIN ? value : null;
    }

    /** {@code 9134**********015G}: which registry and how it ends, to be recognised by those who know it. */
    public static String creditCode(Clarity clarity, String code) {
        return show(clarity, code, text -> keep(text, CODE_HEAD, CODE_TAIL));
    }

    /** {@code 王*}: the first character. */
    public static String personName(Clarity clarity, String name) {
        return show(clarity, name, text -> text.substring(0, text.offsetByCodePoints(0, 1)) + "*");
    }

    /** {@code *********0000}: the last four characters. */
    public static String phone(Clarity clarity, String phone) {
        return show(clarity, phone, text -> keep(text, 0, PHONE_TAIL));
    }

    /** {@code c*@example.cn}: the first character and the domain. */
    public static String email(Clarity clarity, String email) {
        return show(clarity, email, text -> {
            int at = text.lastIndexOf('@');
            return at < 1 ? "*" : text.substring(0, text.offsetByCodePoints(0, 1)) + "*" + text.substring(at);
        });
    }

    private static String show(Clarity clarity, String value, UnaryOperator<String> mask) {
        if (value == null || value.isEmpty() || clarity == Clarity.HIDDEN) {
            return null;
        }
        return clarity == Clarity.PLAIN ? value : mask.apply(value);
    }

    private static String keep(String text, int head, int tail) {
        if (text.length() <= head + tail) {
            return "*".repeat(text.length());
        }
        int hidden = text.length() - head - tail;
        return text.substring(0, head) + "*".repeat(hidden) + text.substring(text.length() - tail);
    }
}
