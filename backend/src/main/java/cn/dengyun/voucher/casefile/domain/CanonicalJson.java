package cn.dengyun.voucher.casefile.domain;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON in the one form of RFC 8785: members in the order of their names, no blanks, each character written in one way.
 * Of numbers only whole ones are written; amounts and quantities that are not whole are texts in this platform.
 */
public final class CanonicalJson {

    private static final String HEX = "0123456789abcdef";

    private CanonicalJson() {}

    /**
     * In UTF-8.
     *
     * @param tree of maps by names, lists, texts, whole numbers, truth values and null
     */
    public static byte[] bytes(Object tree) {
        return text(tree).getBytes(StandardCharsets.UTF_8);
    }

    /** The same as a text. */
    public static String text(Object tree) {
        StringBuilder text = new StringBuilder();
        write(tree, text);
        return text.toString();
    }

    private static void write(Object value, StringBuilder text) {
        if (value instanceof Map<?, ?> members) {
            write(members, text);
        } else if (value instanceof List<?> items) {
            write(items, text);
        } else if (value instanceof String string) {
            write(string, text);
        } else if (value == null || value instanceof Boolean || isWhole(value)) {
            text.append(value);
        } else {
            throw new IllegalArgumentException(value.getClass() + " has no canonical form");
        }
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof BigInteger;
    }

    /** By UTF-16 code units, as {@link String#compareTo} does. */
    private static void write(Map<?, ?> members, StringBuilder text) {
        Map<String, Object> sorted = new TreeMap<>();
        members.forEach((name, value) -> sorted.put((String) name, value));
        char before = '{';
        for (Map.Entry<String, Object> member : sorted.entrySet()) {
            text.append(before);
            write(member.getKey(), text);
            text.append(':');
            write(member.getValue(), text);
            before = ',';
        }
        text.append(sorted.isEmpty() ? "{}" : "}");
    }

    private static void write(List<?> items, StringBuilder text) {
        char before = '[';
        for (Object item : items) {
            text.append(before);
            write(item, text);
            before = ',';
        }
        text.append(items.isEmpty() ? "[]" : "]");
    }

    private static void write(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char character = string.charAt(i);
            switch (character) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> write(character, text);
            }
        }
        text.append('"');
    }

    private static void write(char character, StringBuilder text) {
        if (character < ' ') {
            text.append("\\u00").append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 15));
            return;
        }
        text.append(character);
    }
}
