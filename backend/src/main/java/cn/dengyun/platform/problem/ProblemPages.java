package cn.dengyun.platform.problem;

import cn.dengyun.platform.web.Language;
import java.util.List;

/** The HTML that explains problem codes to people. */
final class ProblemPages {

    private ProblemPages() {}

    static String frame(Language language, String title, String content) {
        return "<!doctype html><html lang=\"" + language.locale().toLanguageTag() + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + escape(title) + "</title>"
                + "<style>body{font:1rem/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}"
                + "code{background:#8881;padding:.1em .3em}</style></head><body>" + content + "</body></html>";
    }

    static String explanation(String code, Language language) {
        StringBuilder page = new StringBuilder();
        String title = ProblemTexts.title(code, language);
        page.append("<h1>").append(escape(title.isEmpty() ? code : title)).append("</h1>");
        page.append("<p><code>").append(escape(code)).append("</code>");
        int status = ProblemTexts.status(code);
        if (status > 0) {
            page.append(" · HTTP ").append(status);
        }
        page.append("</p>");
        paragraph(page, ProblemTexts.detail(code, placeholders(), language));
        paragraph(page, ProblemTexts.hint(code, placeholders(), language));
        return page.append("<p><a href=\"/problems\">/problems</a></p>").toString();
    }

    static String index(List<String> codes, Language language) {
        StringBuilder page = new StringBuilder("<h1>");
        page.append(language == Language.EN ? "Problem codes" : "问题代码").append("</h1><ul>");
        for (String code : codes) {
            page.append("<li><a href=\"/problems/")
                    .append(code)
                    .append("\"><code>")
                    .append(code);
            page.append("</code></a> ")
                    .append(escape(ProblemTexts.title(code, language)))
                    .append("</li>");
        }
        return page.append("</ul>").toString();
    }

    /** On the page of a code the placeholders stand as an ellipsis: there is no occurrence to name. */
    private static List<Object> placeholders() {
        return List.of("…", "…", "…", "…");
    }

    private static void paragraph(StringBuilder page, String text) {
        if (!text.isEmpty()) {
            page.append("<p>").append(escape(text)).append("</p>");
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
