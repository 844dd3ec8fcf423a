package cn.dengyun.files;

import java.text.Normalizer;
import java.util.Locale;

/** Names of files as people gave them, and as they go into a header. */
final class FileName {

    static final int MAX_CHARACTERS = 200;

    /** What separates folders, or has a meaning to a shell or a file system somewhere. */
    private static final String RESERVED = "/\\:*?\"<>|";

    private FileName() {}

    /** The name in one Unicode form, without blanks around it. */
    static String normalized(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).strip();
    }

    /**
     * Whether a normalised name is one that can be shown and stored anywhere: no path, no control characters, nothing
     * that turns the direction of writing and so hides the extension.
     */
    static boolean isSound(String name) {
        return !name.isEmpty()
                && !name.startsWith(".")
                && !name.endsWith(".")
                && name.codePoints().noneMatch(FileName::isForbidden);
    }

    static boolean isTooLong(String name) {
        return name.codePointCount(0, name.length()) > MAX_CHARACTERS;
    }

    private static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> RESERVED.indexOf(character) >= 0;
        };
    }

    /**
     * {@code Content-Disposition} for a download under this name (RFC 6266), the real name encoded as RFC 8187 says.
     */
    static String disposition(String name) {
        StringBuilder plain = new StringBuilder();
        StringBuilder encoded = new StringBuilder();
        name.codePoints().forEach(character -> {
            boolean isPlain = character >= ' ' && character < 0x7f && character != '%' && character != '\'';
            plain.append(isPlain ? (char) character : '_');
            encode(character, encoded);
        });
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }

    private static void encode(int character, StringBuilder encoded) {
        boolean isSafe = character < 0x80 && Character.isLetterOrDigit(character)
                || character < 0x80 && "!#$&+-.^_`|~".indexOf(character) >= 0;
        if (isSafe) {
            encoded.append((char) character);
            return;
        }
        for (byte each : Character.toString(character).getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            encoded.append(String.format(Locale.ROOT, "%%%02X", each & 0xff));
        }
    }
}
