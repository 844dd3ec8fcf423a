package cn.dengyun.platform.sheet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts as workbooks write them: characters that XML does not have as {@code _x000D_} (ECMA-376, 22.9.2.19). */
final class XlsxText {

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final Pattern LIKE_ESCAPED = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private XlsxText() {}

    static String plain(String written) {
        if (written.indexOf("_x") < 0) {
            return written;
        }
        return ESCAPED.matcher(written)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    /** As much as a cell holds, so that it is read as it is. */
    static String written(String text) {
        String held = text;
        if (held.length() > SheetLimits.MAX_CELL) {
            boolean isHalf = Character.isHighSurrogate(held.charAt(SheetLimits.MAX_CELL - 1));
            held = held.substring(0, isHalf ? SheetLimits.MAX_CELL - 1 : SheetLimits.MAX_CELL);
        }
        String escaped =
                held.indexOf("_x") < 0 ? held : LIKE_ESCAPED.matcher(held).replaceAll("_x005F_");
        if (escaped.codePoints().allMatch(XlsxText::isHeld)) {
            return escaped;
        }
        StringBuilder whole = new StringBuilder();
        escaped.codePoints().forEach(c -> whole.append(isHeld(c) ? Character.toString(c) : "_x%04X_".formatted(c)));
        return whole.toString();
    }

    /** XML 1.0, 2.2; of line breaks it keeps one kind only. */
    private static boolean isHeld(int c) {
        return c == '\t'
                || c == '\n'
                || c >= ' ' && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }
}
