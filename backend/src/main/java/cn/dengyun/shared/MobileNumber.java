package cn.dengyun.shared;

import java.util.regex.Pattern;

/** A mobile number of the mainland: 11 digits, without the code of the country. */
public final class MobileNumber {

    /** For constraints. */
    public static final String FORM = "1[3-9][0-9]{9}";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    private MobileNumber() {}

    /** Whether the text is one, without anything before or behind it. */
    public static boolean is(String text) {
        return text != null && PATTERN.matcher(text).matches();
    }
}
