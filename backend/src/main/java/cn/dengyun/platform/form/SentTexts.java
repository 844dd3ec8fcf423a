package cn.dengyun.platform.form;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What happens to texts that callers send: little, and always the same. */
public final class SentTexts {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\u200B\\uFEFF]+");

    private static final int MAX_SHOWN = 80;

    private SentTexts() {}

    /** The text without blanks of any kind at its ends, no-break and zero-width ones included. */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    public static String oneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBlank(c) && (c != ' ' || (i > 0 && text.charAt(i - 1) == ' '))) {
                return BLANKS.matcher(text).replaceAll(" ");
            }
        }
        return text;
    }

    /** As much of it as an answer repeats: eighty characters, and nothing that is none. */
    public static String shortened(String text) {
        String printable = text.codePoints()
                .limit(MAX_SHOWN)
                .mapToObj(c -> Character.isISOControl(c) ? "?" : Character.toString(c))
                .collect(Collectors.joining());
        return text.codePointCount(0, text.length()) > MAX_SHOWN ? printable + "…" : printable;
    }

    /** Whether PostgreSQL can store it: JSON can say U+0000. */
    static boolean isStorable(String text) {
        return text.indexOf(0) < 0;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200B' || c == '\uFEFF';
    }

    /**
     * The first code point that no text may hold (C0 and C1 controls but tab and line breaks, lone surrogates); -1 if
     * none.
     */
    public static int forbiddenCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' ? c != '\t' && c != '\n' && c != '\r' : c >= 0x7F && c <= 0x9F && c != 0x85) {
                return c;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return c;
                }
                i++;
            }
        }
        return -1;
    }
}
