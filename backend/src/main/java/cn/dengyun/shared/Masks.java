package cn.dengyun.shared;

/** How data of persons and enterprises look to those who need not know them. */
public final class Masks {

    private static final int CODE_HEAD = 4;
    private static final int CODE_TAIL = 4;
    private static final int PHONE_TAIL = 4;

    private Masks() {}

    /** {@code 9134**********015G}: which registry and how it ends, to be recognised by those who know it. */
    public static String creditCode(String code) {
        return keep(code, CODE_HEAD, CODE_TAIL);
    }

    /** {@code 王*}: the first character. */
    public static String personName(String name) {
        return name.substring(0, name.offsetByCodePoints(0, 1)) + "*";
    }

    /** {@code *******0000}: the last four characters. */
    public static String phone(String phone) {
        return keep(phone, 0, PHONE_TAIL);
    }

    /** {@code c*@example.cn}: the first character and the domain. */
    public static String email(String email) {
        int at = email.lastIndexOf('@');
        return at < 1 ? "*" : personName(email) + email.substring(at);
    }

    private static String keep(String text, int head, int tail) {
        if (text.length() <= head + tail) {
            return "*".repeat(text.length());
        }
        int hidden = text.length() - head - tail;
        return text.substring(0, head) + "*".repeat(hidden) + text.substring(text.length() - tail);
    }
}
