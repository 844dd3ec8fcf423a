package cn.dengyun.monitoring.bulletin;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.monitoring.bulletin.BulletinFigures.Item;
import cn.dengyun.monitoring.bulletin.BulletinFigures.Row;
import cn.dengyun.monitoring.indicator.IndicatorKind;
import cn.dengyun.monitoring.indicator.IndicatorUnit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** The page as PDF says what the page says, in its own font, and is the same bytes however often it is made. */
class BulletinPdfTest {

    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final Instant THEN = Instant.parse("2018-08-01T02:00:00Z");
    private static final String TITLE = "2018 年 7 月“皖企登云”工作评估通报 <&>\b";

    private static byte[] made(String introduction) {
        return BulletinPdf.of(bulletin(introduction), figures(1));
    }

    private static Bulletin bulletin(String introduction) {
        return new Bulletin(
                ID,
                5,
                ID,
                Bulletin.PROVINCE,
                BulletinPeriod.MONTH,
                2018,
                LocalDate.of(2018, 7, 1),
                LocalDate.of(2018, 7, 1),
                THEN,
                "",
                new BulletinSays(TITLE, introduction, "**合肥市**进度领先。", "1. 加强培训"),
                BulletinStatus.PUBLISHED,
                List.of(ID),
                List.of(),
                THEN,
                ID,
                THEN,
                null,
                THEN,
                THEN);
    }

    /** @param times so often both kinds of indicators */
    private static BulletinFigures figures(int times) {
        return new BulletinFigures(
                ID,
                BulletinPeriod.MONTH,
                "2018-07",
                "2018-07",
                "2018-06",
                "2018-06",
                THEN,
                null,
                null,
                IntStream.range(0, times)
                        .boxed()
                        .flatMap(i -> Stream.of(
                                item("CLOUD_ENTERPRISES" + i, "登云企业数", IndicatorUnit.COUNT),
                                item("PAID" + i, "已兑付金额", IndicatorUnit.FEN)))
                        .toList());
    }

    private static Item item(String code, String name, IndicatorUnit unit) {
        List<Row> units = IntStream.range(0, 18)
                .mapToObj(i -> row("3401" + (10 + i), "单位" + "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未".charAt(i), 1_000L + i))
                .toList();
        return new Item(
                code,
                1,
                name,
                code,
                "按规则计数的" + name + "。",
                code,
                unit,
                IndicatorKind.STOCK,
                row("340000", "安徽省", 18_153L),
                units);
    }

    private static Row row(String region, String name, Long value) {
        return new Row(region, name, region, value, false, 900L, value - 900, 2_000L, "50.00", 1, 1);
    }

    private static String text(PDDocument document, int page) throws IOException {
        PDFTextStripper reader = new PDFTextStripper();
        reader.setStartPage(page);
        reader.setEndPage(page);
        return reader.getText(document);
    }

    @Test
    void itSaysWhatThePageSaysOnNumberedPages() throws IOException {
        try (PDDocument document = Loader.loadPDF(made("现将进展情况通报如下。"))) {
            int pages = document.getNumberOfPages();
            String all = new PDFTextStripper().getText(document);

            assertThat(document.getDocumentInformation().getTitle()).startsWith("2018 年 7 月“皖企登云”");
            assertThat(all)
                    .contains("工作评估通报 <&>", "现将进展情况通报如下。", "合肥市进度领先。", "加强培训", "统计单位")
                    .containsPattern("安徽省\\s+18153\\s+900\\s+17253\\s+2000\\s+50\\.00%")
                    .containsPattern("单位甲\\s+1000\\s+900\\s+100")
                    .containsPattern("安徽省\\s+181\\.53")
                    .contains("登云企业数（2018 年 7 月）", "已兑付金额（2018 年 7 月，万元）");
            assertThat(pages).isGreaterThan(1);
            for (int page = 1; page <= pages; page++) {
                assertThat(text(document, page)).contains("第 " + page + " 页，共 " + pages + " 页");
            }
        }
    }

    @Test
    void itIsTheSameBytesHoweverOftenItIsMade() {
        byte[] once = made("同样的字节。");

        assertThat(Arrays.equals(made("同样的字节。"), once)).isTrue();
        assertThat(new String(once, StandardCharsets.ISO_8859_1).contains("<xmp:CreateDate>2018-08-01T02:00:00+00:00<"))
                .isTrue();
        assertThat(Arrays.equals(made("别的字节。"), once)).isFalse();
    }

    @Test
    void whatTheFontDoesNotHaveIsShownAsThatAndNothingIsFetched() throws IOException {
        try (PDDocument document =
                Loader.loadPDF(made("少见字𠮷。![图](http://localhost:1/x.png)<img src=\"http://localhost:1/\">"))) {
            assertThat(new PDFTextStripper().getText(document)).contains("少见字□。");
        }
    }

    @Test
    void asManyIndicatorsAsThereAreAndWhateverPeopleWriteBecomePages() throws IOException {
        List<String> written = List.of(
                "> ".repeat(40) + "深",
                "`代码` 与\n\n```\n长长的代码\n```\n",
                "|a".repeat(100) + "|\n" + "|-".repeat(100) + "|\n" + "|b".repeat(100) + "|",
                "|a|b|\n|-|-|\n" + "|1|2|\n".repeat(300),
                "字".repeat(5_000),
                "😀 עברית \u0001\u202E&nbsp;<b>x</b> ]]> <!-- c -->");

        for (String each : written) {
            assertThat(made(each)).as(each).startsWith('%', 'P', 'D', 'F');
        }
        try (PDDocument document = Loader.loadPDF(BulletinPdf.of(bulletin("多。"), figures(7)))) {
            assertThat(document.getNumberOfPages()).isGreaterThan(14);
        }
    }
}
