package cn.dengyun.publishing.article;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What strangers write who want more to happen than reading: each piece alone, then so many texts of up to twelve of
 * them (system property {@code hostile.texts}; the same ones for the same {@code hostile.seed}). Every outlet of
 * published texts takes these.
 */
public final class HostileTexts {

    private static final int TEXTS = Integer.getInteger("hostile.texts", 500);
    private static final long SEED = Long.getLong("hostile.seed", 9L);
    private static final int MAX_PIECES = 12;

    private static final List<String> PIECES = List.of(
            "<script>alert(1)</script>",
            "<ScRiPt src=//evil.example/x.js>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<a href=\"javascript:alert(1)\" onclick=\"x()\">k</a>",
            "[k](javascript:alert(1))",
            "[k](JaVaScRiPt:alert(1))",
            "[k](java\nscript:alert(1))",
            "[k](&#106;avascript:alert(1))",
            "[k](javascript&colon;alert(1))",
            "[k](data:text/html;base64,PHNjcmlwdD4=)",
            "[k](vbscript:x)",
            "[k](file:///etc/passwd)",
            "[k](https://a.example/\" onmouseover=\"alert(1))",
            "<https://a.example/\"onmouseover=alert(1)>",
            "![k](https://evil.example/pixel.png)",
            "![k](x\" onerror=\"alert(1))",
            "<style>*{background:url(javascript:x)}</style>",
            "<p style=\"position:fixed\">",
            "<iframe srcdoc=\"<script>\">",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<math><mtext><table><mglyph><style>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "</code></pre><script>",
            "```html\n<script>\n```",
            "`<script>`",
            "# h {#art-1\" onclick=\"x}\n",
            "# h {#art-2}\n",
            "| a | <b onclick=x> |\n| --- | --- |\n| [k](javascript:x) | `|` |\n",
            "[r]: javascript:alert(1)\n[r]",
            "&lt;script&gt;",
            "\\<script>",
            "\u0000",
            "\u2028",
            "\uD800",
            "> ",
            "- ",
            "1. ",
            "\n\n",
            "*",
            "_",
            "**",
            "\"",
            "'",
            "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:x",
            "\nEND:VCALENDAR\n",
            "\rATTACH:https://evil.example\r",
            "\r\nBEGIN:VALARM\r\nACTION:AUDIO\r\nEND:VALARM\r\n",
            "\\n",
            "\\;,^n^'",
            "</title></entry><entry>",
            "</summary><link rel=\"enclosure\" href=\"https://evil.example/x.exe\"/>",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>&b;",
            "\",\"external_url\":\"javascript:alert(1)\",\"",
            "\u0085",
            "\u202E");

    private HostileTexts() {}

    public static Stream<String> all() {
        Random random = new Random(SEED);
        return Stream.concat(
                PIECES.stream(), Stream.generate(() -> text(random)).limit(TEXTS));
    }

    private static String text(Random random) {
        return random.ints(1 + random.nextInt(MAX_PIECES), 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining());
    }
}
