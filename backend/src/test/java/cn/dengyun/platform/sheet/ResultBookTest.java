package cn.dengyun.platform.sheet;

import static cn.dengyun.platform.sheet.TestSheets.csv;
import static cn.dengyun.platform.sheet.TestSheets.result;
import static cn.dengyun.platform.sheet.TestSheets.rows;
import static cn.dengyun.platform.sheet.TestSheets.seen;
import static cn.dengyun.platform.sheet.TestSheets.workbook;
import static cn.dengyun.platform.sheet.TestSheets.written;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Defect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes back is what came, with what became of it. */
class ResultBookTest {

    private static final String KEY = "91340100MA2T00074K";
    private static final Function<SheetRow, SheetResult> ALL_NEW =
            row -> row.defects().isEmpty()
                    ? SheetResult.created(UUID.fromString("01900000-0000-7000-8000-000000000103"))
                    : SheetResult.refused(row.defects());

    @Test
    void eachRowStandsWhereItWasWithResultReasonAndRemedy() {
        byte[] file = workbook(
                List.of("一览"),
                List.of("统一社会信用代码", "名称", "内部编号"),
                List.of(KEY, "甲", 7),
                List.of(),
                List.of("", "乙", "=1+1"));

        List<List<String>> lines = seen(result(file, ALL_NEW));

        assertThat(lines.get(0)).containsExactly("一览");
        assertThat(lines.get(1)).containsExactly("统一社会信用代码", "名称", "内部编号", "处理结果", "原因", "办法");
        assertThat(lines.get(2)).containsExactly(KEY, "甲", "7", "已新增");
        assertThat(lines.get(3)).containsExactly("", "乙", "=1+1", "未处理", "【统一社会信用代码】此项必填。", "请补充此项。");
        assertThat(rows(result(file, ALL_NEW))).extracting(SheetRow::number).containsExactly(3, 5);
    }

    @Test
    void whatGoesBackIsReadAsWhatCame() {
        byte[] file = workbook(
                List.of("统一社会信用代码", "名称", "备注", "人数", "金额"),
                List.of(KEY, "=cmd|' /C calc'!A0", "_x0041_\r\n@sum", 320, 1234.56),
                List.of("", "乙", "+1", "-2", ""));

        byte[] once = result(file, ALL_NEW);
        byte[] twice = result(once, ALL_NEW);

        assertThat(seen(twice)).isEqualTo(seen(once));
        assertThat(rows(once).get(0).text(TestSheets.NAME)).isEqualTo("=cmd|' /C calc'!A0");
        // In a workbook that stands for a letter.
        assertThat(rows(once).get(0).text(TestSheets.REMARK)).startsWith("A").endsWith("\n@sum");
        assertThat(rows(once).get(0).fen(TestSheets.AMOUNT)).isEqualTo(123_456);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void aTableGoesBackInItsOwnEncodingAndNoneOfItsCellsIsAFormula(String name) {
        Charset charset = Charset.forName(name);
        byte[] file = csv(charset, "统一社会信用代码,名称,备注", KEY + ",@SUM(A1),𠮷", "", ",-5,+8613800005551");

        byte[] back = result(file, ALL_NEW);

        String text = new String(back, charset);
        assertThat(text.startsWith("\uFEFF")).isEqualTo(charset.equals(StandardCharsets.UTF_8));
        assertThat(text.replace("\uFEFF", "").split("\r\n", -1))
                .containsExactly(
                        "统一社会信用代码,名称,备注,处理结果,原因,办法",
                        KEY + ",'@SUM(A1),𠮷,已新增,,",
                        "",
                        "\"\",-5,+8613800005551,未处理,【统一社会信用代码】此项必填。,请补充此项。",
                        "");
        assertThat(rows(back)).extracting(row -> row.text(TestSheets.NAME)).containsExactly("@SUM(A1)", "-5");
        assertThat(result(back, ALL_NEW)).isEqualTo(back);
    }

    @Test
    void whatWasHiddenStaysHidden() {
        byte[] file = written((workbook, table) -> {
            table.value(0, 0, "统一社会信用代码");
            table.value(0, 1, "名称");
            table.value(1, 0, KEY);
            table.value(1, 1, "甲");
            table.hideRow(1);
        });

        byte[] back = result(file, ALL_NEW);

        assertThat(TestSheets.defects(TestSheets.row(back))).containsExactly(" sheet-row-hidden");
    }

    @Test
    void severalDefectsAreSeveralLines() {
        byte[] file = workbook(List.of("统一社会信用代码", "名称"), List.of(KEY, "甲"));

        List<List<String>> lines = seen(result(
                file,
                row -> SheetResult.refused(List.of(
                        Defect.at("/name", "required"),
                        Defect.at("/tags/0", "sheet-row-hidden"),
                        Defect.at("/creditCode", "required")))));

        assertThat(lines.get(1).get(3).lines()).containsExactly("【名称】此项必填。", "这一行是隐藏的，没有处理。", "【统一社会信用代码】此项必填。");
        assertThat(lines.get(1).get(4).lines()).containsExactly("请补充此项。", "请取消隐藏或者筛选后再提交；不需要的行请删除。");
    }

    /** Whoever sends what came back, and has not mended anything, hears the same again. */
    @Test
    void whatWasRefusedIsRefusedAgain() {
        String header = TestSheets.row(1, "统一社会信用代码", "名称", "备注", "人数", "签约日期");
        byte[] file = TestSheets.byHand("<sheetData>" + header
                + "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>B2</f><v>91340100MA2T00074K</v></c>" + text("B2", "甲")
                + "</row>"
                + "<row r=\"3\">" + text("A3", KEY) + "<c r=\"B3\" t=\"e\"><v>#REF!</v></c></row>"
                + "<row r=\"4\"><c r=\"A4\"><v>9.1340100070504E+17</v></c>" + text("B4", "甲") + "</row>"
                + "<row r=\"5\"><c r=\"A5\"><v>913401000705040000</v></c>" + text("B5", "甲")
                + "<c r=\"D5\"><v>1234567890123456789</v></c></row>"
                + "<row r=\"6\">" + text("A6", KEY) + text("B6", "a_x0001_b") + "</row>"
                + "<row r=\"7\">" + text("A7", KEY) + text("B7", "甲") + text("G7", "多的") + "</row>"
                + "<row r=\"8\">" + text("A8", KEY) + text("B8", "甲") + text("XFD8", "远的") + "</row>"
                + "<row r=\"9\" hidden=\"1\">" + text("A9", KEY) + text("B9", "甲") + "</row>"
                + "<row r=\"10\">" + text("A10", KEY) + text("B10", "甲") + "</row>"
                + "<row r=\"11\">" + text("A11", KEY) + "</row>"
                + "<row r=\"12\">" + text("A12", KEY) + text("B12", "甲") + "<c r=\"E12\"><v>5</v></c></row>"
                + "</sheetData><mergeCells><mergeCell ref=\"B10:B11\"/></mergeCells>");
        List<List<String>> before = rows(file).stream().map(TestSheets::defects).toList();

        byte[] once = result(file, ALL_NEW);
        byte[] twice = result(once, ALL_NEW);

        assertThat(before).hasSize(11).noneMatch(List::isEmpty);
        assertThat(rows(once)).extracting(TestSheets::defects).isEqualTo(before);
        assertThat(rows(twice)).extracting(TestSheets::defects).isEqualTo(before);
        assertThat(seen(twice)).isEqualTo(seen(once));
    }

    /** The file that goes back counts from 1900 on, as others do. */
    @Test
    void daysThatAreCountedFrom1904StayTheDaysThatTheyAre() {
        byte[] file = TestSheets.byHand(Map.of(
                "xl/workbook.xml",
                "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"a\" id=\"rId1\"/></sheets></workbook>",
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData>" + TestSheets.row(1, "统一社会信用代码", "名称", "签约日期") + "<row r=\"2\">"
                        + text("A2", KEY) + text("B2", "甲")
                        + "<c r=\"C2\"><v>41919</v></c></row></sheetData></worksheet>"));

        assertThat(TestSheets.row(file).day(TestSheets.DAY)).isEqualTo(LocalDate.of(2018, 10, 8));
        assertThat(TestSheets.row(result(file, ALL_NEW)).day(TestSheets.DAY)).isEqualTo(LocalDate.of(2018, 10, 8));
    }

    private static String text(String reference, String text) {
        return "<c r=\"" + reference + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }
}
