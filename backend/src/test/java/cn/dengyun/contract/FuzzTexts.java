package cn.dengyun.contract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Texts that programs stumble over, and how each is written where it has to stand. */
final class FuzzTexts {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\u3000",
            "\u0000",
            "a\u0000b",
            "\uD800",
            "a\uDC00b",
            "\uDBFF\uDFFF",
            "\uFFFE",
            "\uFFFF",
            "\uFEFF云",
            "\u202Eabc\u202C",
            "\u200B",
            "\u2028",
            "a\r\nX-Injected: 1",
            "a\u0301\u0301\u0301",
            "İıſK",
            "１２３",
            "٣",
            "😀".repeat(100),
            "' OR 1=1 --",
            "\"\\",
            "%s%n%d",
            "{0} {x} ${jndi:ldap://127.0.0.1:9/a} #{7*7}",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "=1+1",
            "null",
            "NaN",
            "true",
            "-1",
            "9223372036854775808",
            "1e309",
            "0x10",
            "9999-12-31",
            "+1000000-01-01T00:00:00Z",
            "2018-02-30",
            "2018-06-30T23:59:60Z",
            "2018-06-30T12:00:00+18:01",
            "-0001-01-01T00:00:00Z",
            "01900000-0000-7000-8000-000000000103 ",
            "00000000-0000-0000-0000-000000000000",
            "1-1-1-1-1",
            "*",
            "%",
            "_",
            "\\u0000",
            "&<>'`;|$()");

    private FuzzTexts() {}

    static String hostile(SplittableRandom random) {
        int kind = random.nextInt(HOSTILE.size() + 4);
        if (kind < HOSTILE.size()) {
            return HOSTILE.get(kind);
        }
        return switch (kind - HOSTILE.size()) {
            case 0 -> "x".repeat(random.nextInt(1, 6_000));
            case 1 -> "云".repeat(random.nextInt(1, 3_000));
            case 2 -> uuid(random);
            default -> random(random);
        };
    }

    private static String random(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x80 : 0x110000));
        }
        return text.toString();
    }

    static String uuid(SplittableRandom random) {
        return new UUID(random.nextLong() & ~0xF000L | 0x7000L, random.nextLong() & (-1L >>> 2) | (1L << 63))
                .toString();
    }

    static <T> T oneOf(SplittableRandom random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** As it stands in a path or a query. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = each > 0 && (Character.isLetterOrDigit(each) || "-._~".indexOf(each) >= 0);
            if (isPlain) {
                encoded.append((char) each);
            } else {
                encoded.append('%').append(HEX.toHexDigits(each));
            }
        }
        return encoded.toString();
    }

    /** As a literal of JSON, in which half a character can be written. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (char each : text.toCharArray()) {
            boolean isEscaped = each < ' ' || each == '"' || each == '\\' || Character.isSurrogate(each);
            if (isEscaped) {
                literal.append("\\u").append(HexFormat.of().toHexDigits(each));
            } else {
                literal.append(each);
            }
        }
        return literal.append('"').toString();
    }

    /** As the value of a header: without the ends of lines, which would make it two. */
    static String header(String text) {
        return text.replaceAll("[\r\n]", " ");
    }

    static byte[] bytes(Object... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object part : parts) {
            bytes.writeBytes(part instanceof byte[] raw ? raw : part.toString().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
