package cn.dengyun.platform.form;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What happens to texts that callers send: little, and always the same. */
public final class SentTexts {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\u200B\\uFEFF]+");

    /**
     * Letters without a shape, which are none of the format characters: fillers, an empty Braille pattern, a joiner.
     */
    private static final String UNSEEN = "\u115F\u1160\u3164\uFFA0\u2800\u034F\u17B4\u17B5";

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

    /**
     * Whether there is something in it and nothing to be seen: joiners, fillers and the like. Blanks alone are blank.
     */
    public static boolean isInvisible(String text) {
        return text.codePoints().anyMatch(c -> !isBlank(c))
                && text.codePoints().allMatch(c -> isBlank(c) || isUnseen(c));
    }

    private static boolean isUnseen(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT || type == Character.CONTROL || UNSEEN.indexOf(c) >= 0 || isSelector(c);
    }

    private static boolean isSelector(int c) {
        return c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200B' || c == '\uFEFF';
    }

    /**
     * The first code point that no text may hold (C0 and C1 controls but tab and line breaks, lone surrogates, what
     * Unicode says is no character); -1 if none.
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
            int point = text.codePointBefore(i + 1);
            if ((point & 0xFFFE) == 0xFFFE || point >= 0xFDD0 && point <= 0xFDEF) {
                return point;
            }
        }
        return -1;
    }
}
