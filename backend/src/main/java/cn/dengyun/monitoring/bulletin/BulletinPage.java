package cn.dengyun.monitoring.bulletin;

import cn.dengyun.monitoring.bulletin.BulletinFigures.Item;
import cn.dengyun.monitoring.bulletin.BulletinFigures.Row;
import cn.dengyun.platform.form.Markdown;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A bulletin as one page to read and to print, in Chinese, as the document is. It is well-formed XML too, needs nothing
 * from anywhere else, and has nothing of what people wrote but what {@link Markdown} lets through.
 */
final class BulletinPage {

    private static final int FEN_DIGITS = 2;

    /** Control characters but those of lines, halves of pairs, and what is no character. */
    private static final Pattern NOT_OF_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private static final String STYLE = """
            body{font-family:'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif;line-height:1.6;color:#111;
            max-width:52em;margin:0 auto;padding:1em}
            h1{font-size:1.5em;text-align:center}h2{font-size:1.2em;margin-top:2em}
            .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.85em}
            th,td{border:1px solid #888;padding:.15em .4em;text-align:right}th{background:#eee}
            th:first-child,td:first-child{text-align:left}.note{color:#444;font-size:.85em}
            .chart{display:block;width:100%;max-width:360px;margin:1em auto}
            @page{size:A4;margin:18mm;@bottom-center{content:'第 ' counter(page) ' 页，共 ' counter(pages) ' 页';font-size:9pt;
            font-family:'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif}}
            @media print{body{max-width:none;padding:0}.chart,tr{page-break-inside:avoid}thead{display:table-header-group}
            h2,h3,h3+.note{page-break-after:avoid}table{-fs-table-paginate:paginate}
            code,pre{font-family:inherit}}
            """;

    private final Bulletin bulletin;
    private final BulletinFigures figures;
    private final String head;
    private final Function<BulletinChart, String> charts;

    /**
     * A page.
     *
     * @param head what else is said of the page, as elements
     * @param charts how a chart stands in the page
     */
    BulletinPage(Bulletin bulletin, BulletinFigures figures, String head, Function<BulletinChart, String> charts) {
        this.bulletin = bulletin;
        this.figures = figures;
        this.head = head;
        this.charts = charts;
    }

    String html() {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"UTF-8\"/>")
                .append(head)
                .append("<title>")
                .append(text(bulletin.says().title()))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>")
                .append(text(bulletin.says().title()))
                .append("</h1><p class=\"note\">")
                .append(text(BulletinWords.of(bulletin.fromMonth(), bulletin.toMonth(), bulletin.asOf())))
                .append(bulletin.isPublic() ? "" : "<strong>未发布。</strong>")
                .append("</p>");
        section(page, "一、总体情况", bulletin.says().introduction());
        page.append("<h2>二、指标数据</h2>");
        figures.indicators().forEach(item -> indicator(page, item));
        section(page, "三、工作评估", bulletin.says().assessment());
        section(page, "四、下一步工作", bulletin.says().nextSteps());
        return page.append("</body></html>\n").toString();
    }

    private static void section(StringBuilder page, String heading, String markdown) {
        page.append("<h2>").append(heading).append("</h2>").append(Markdown.html(markdown));
    }

    private void indicator(StringBuilder page, Item item) {
        page.append("<h3>")
                .append(text(item.nameZh() + (item.ofAmounts() ? "（元）" : "")))
                .append("</h3><p class=\"note\">")
                .append(text(item.countedZh()))
                .append("</p>")
                .append(charts.apply(chart(figures, item)))
                .append("<div class=\"scroll\"><table><thead>")
                .append(line("th", Stream.of("统计单位", "本期", "上期", "增减", "目标", "完成率", "数量排名", "完成率排名")))
                .append("</thead><tbody>");
        item.rows().forEach(row -> page.append(line("td", cells(item, row))));
        page.append("</tbody></table></div>");
    }

    static BulletinChart chart(BulletinFigures figures, Item item) {
        return new BulletinChart(item, BulletinWords.span(figures.period(), YearMonth.parse(figures.fromMonth())));
    }

    private static Stream<String> cells(Item item, Row row) {
        return Stream.of(
                row.nameZh(),
                row.isProtected() ? BulletinWords.PROTECTED : number(item, row.value()),
                number(item, row.previous()),
                number(item, row.change()),
                number(item, row.target()),
                row.completion() == null ? BulletinWords.NONE : row.completion() + "%",
                plain(row.rank()),
                plain(row.completionRank()));
    }

    private static String number(Item item, Long value) {
        return value == null || !item.ofAmounts()
                ? plain(value)
                : BigDecimal.valueOf(value, FEN_DIGITS).toPlainString();
    }

    private static String plain(Object value) {
        return Objects.toString(value, BulletinWords.NONE);
    }

    private static String line(String element, Stream<String> cells) {
        List<String> texts = cells.map(BulletinPage::text).toList();
        return texts.stream()
                .map(cell -> "<" + element + ">" + cell + "</" + element + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    static String text(String plain) {
        return NOT_OF_XML
                .matcher(plain)
                .replaceAll("")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
