package cn.dengyun.settlement.evidence;

import cn.dengyun.settlement.evidence.domain.ReadingFault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an XML document, in the encoding that its mark or its declaration says (XML 1.0 §4.3.3, appendix F). A
 * byte that the encoding does not have is refused: replaced by a question mark, it could be any other.
 */
final class XmlText {

    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]{0,20})[\"']");
    private static final int LONGEST_DECLARATION = 200;
    private static final char MARK = '\uFEFF';

    private XmlText() {}

    static String of(byte[] document) throws Unreadable {
        try {
            String text = charset(document)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Unreadable(ReadingFault.MALFORMED);
        }
    }

    private static Charset charset(byte[] document) throws Unreadable {
        if (begins(document, 0xFE, 0xFF) || begins(document, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16;
        }
        Matcher declared = DECLARED.matcher(
                new String(document, 0, Math.min(document.length, LONGEST_DECLARATION), StandardCharsets.ISO_8859_1));
        if (begins(document, 0xEF, 0xBB) || !declared.find()) {
            return StandardCharsets.UTF_8;
        }
        return switch (declared.group(1).toUpperCase(Locale.ROOT)) {
            case "UTF-8" -> StandardCharsets.UTF_8;
            case "GB2312", "GBK", "GB18030" -> Charset.forName("GB18030");
            default -> throw new Unreadable(ReadingFault.MALFORMED);
        };
    }

    private static boolean begins(byte[] document, int first, int second) {
        return document.length > 1 && document[0] == (byte) first && document[1] == (byte) second;
    }
}
