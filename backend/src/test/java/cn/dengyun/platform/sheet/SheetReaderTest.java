package cn.dengyun.platform.sheet;

import static cn.dengyun.platform.sheet.TestSheets.csv;
import static cn.dengyun.platform.sheet.TestSheets.defects;
import static cn.dengyun.platform.sheet.TestSheets.refusal;
import static cn.dengyun.platform.sheet.TestSheets.row;
import static cn.dengyun.platform.sheet.TestSheets.rows;
import static cn.dengyun.platform.sheet.TestSheets.workbook;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are what their columns say, whatever the file looks like. */
class SheetReaderTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String KEY = "91340100MA2T00074K";

    @Test
    void columnsStandInAnyOrderUnderAnyOfTheirNamesBelowATitle() {
        byte[] file = workbook(
                List.of("2018 年登云企业", "", ""),
                List.of(),
                List.of("备注（内部）", " Name *", "统一社会信用代码"),
                List.of("不用管", "合肥示范", KEY));

        SheetRow row = row(file);

        assertThat(row.number()).isEqualTo(4);
        assertThat(row.text(TestSheets.NAME)).isEqualTo("合肥示范");
        assertThat(row.text(TestSheets.KEY)).isEqualTo(KEY);
        assertThat(row.has(TestSheets.AMOUNT)).isFalse();
        assertThat(row.defects()).isEmpty();
    }

    @Test
    void allColumnsAreReadAsWhatTheyAre() {
        byte[] file = workbook(
                List.of("统一社会信用代码", "名称", "备注", "人数", "比例", "金额", "签约日期", "已签约", "层级"),
                List.of(KEY, " 合肥\t示范 ", "一\n二", 320, 0.1 + 0.2, 1234.5, 43381, "是", "基础设施"),
                List.of(KEY, "乙", "", "1,200", "0.12345678901234567", "￥12,345.60元", "2018年10月8日", "NO", "saas"));

        List<SheetRow> rows = rows(file);

        SheetRow first = rows.get(0);
        assertThat(first.text(TestSheets.NAME)).isEqualTo("合肥 示范");
        assertThat(first.text(TestSheets.REMARK)).isEqualTo("一\n二");
        assertThat(first.number(TestSheets.STAFF)).isEqualTo(320);
        assertThat(first.decimal(TestSheets.RATE)).isEqualTo(new BigDecimal("0.3"));
        assertThat(first.fen(TestSheets.AMOUNT)).isEqualTo(123_450);
        assertThat(first.day(TestSheets.DAY)).isEqualTo(LocalDate.of(2018, 10, 8));
        assertThat(first.flag(TestSheets.SIGNED)).isTrue();
        assertThat(first.text(TestSheets.LAYER)).isEqualTo("IAAS");
        SheetRow second = rows.get(1);
        assertThat(second.number(TestSheets.STAFF)).isEqualTo(1_200);
        assertThat(second.decimal(TestSheets.RATE)).isEqualTo(new BigDecimal("0.12345678901234567"));
        assertThat(second.fen(TestSheets.AMOUNT)).isEqualTo(1_234_560);
        assertThat(second.day(TestSheets.DAY)).isEqualTo(LocalDate.of(2018, 10, 8));
        assertThat(second.flag(TestSheets.SIGNED)).isFalse();
        assertThat(second.text(TestSheets.LAYER)).isEqualTo("SAAS");
    }

    /** A spreadsheet has kept fifteen digits of eighteen; zeros in front nobody can see any more. */
    @Test
    void aCodeThatBecameANumberIsRefusedAndNotGuessed() {
        byte[] file =
                workbook(List.of("统一社会信用代码", "名称"), List.of(913401000705040001L * 1.0, "甲"), List.of(340111, "乙"));
        byte[] text = csv(StandardCharsets.UTF_8, "统一社会信用代码,名称", "9.13401E+17,甲");

        assertThat(defects(rows(file).get(0))).containsExactly("/creditCode sheet-cell-digits-lost");
        assertThat(defects(rows(file).get(1))).containsExactly("/creditCode sheet-cell-zeros-lost");
        assertThat(defects(row(text))).containsExactly("/creditCode sheet-cell-digits-lost");
    }

    /** Agriculture has 011, and 11 is a division of mining. */
    @Test
    void aNumberStandsForACodeOnlyWhereNoZeroCanBeMissing() {
        SheetColumn industry = SheetColumn.code("industry", "行业", "Industry", 4).wholeAsNumber("[1-9][0-9]{3}");
        byte[] file = workbook(List.of("统一社会信用代码", "行业"), List.of("a", 11), List.of("b", "011"), List.of("c", 3452));

        List<SheetRow> rows = TestSheets.reading(file, List.of(TestSheets.KEY, industry), TestSheets::rows);

        assertThat(defects(rows.get(0))).containsExactly("/industry sheet-cell-zeros-lost");
        assertThat(rows.get(1).text(industry)).isEqualTo("011");
        assertThat(rows.get(2).text(industry)).isEqualTo("3452");
    }

    @ParameterizedTest
    @CsvSource({
        "2018-10-08, 2018-10-08",
        "2018/1/8, 2018-01-08",
        "2018.10.8, 2018-10-08",
        "20181008, 2018-10-08",
        "２０１８－１０－０８, 2018-10-08",
        "2018-10-08 00:00:00, 2018-10-08"
    })
    void daysAreWrittenInMoreThanOneWay(String written, LocalDate day) {
        assertThat(row(csv(StandardCharsets.UTF_8, "统一社会信用代码,名称,签约日期", KEY + ",甲," + written))
                        .day(TestSheets.DAY))
                .isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2018-02-30", "18-10-08", "10/08/2018", "去年", "2018-10-08 12:30"})
    void whatIsNoDayIsRefused(String written) {
        assertThat(defects(row(csv(StandardCharsets.UTF_8, "统一社会信用代码,名称,签约日期", KEY + ",甲," + written))))
                .containsExactly("/signedOn sheet-day-invalid");
    }

    @Test
    void aDayThatWasTypedAsANumberIsTheDayThatWasMeant() {
        byte[] file = workbook(List.of("统一社会信用代码", "名称", "签约日期"), List.of(KEY, "甲", 20181008), List.of(KEY, "甲", 5));

        assertThat(rows(file).get(0).day(TestSheets.DAY)).isEqualTo(LocalDate.of(2018, 10, 8));
        assertThat(defects(rows(file).get(1))).containsExactly("/signedOn sheet-day-invalid");
    }

    @Test
    void allThatIsWrongWithARowIsToldAtOnce() {
        byte[] file = workbook(
                List.of("统一社会信用代码", "名称", "人数", "比例", "金额", "签约日期", "已签约", "层级"),
                List.of("", "x".repeat(51), "1.5", "很多", "1.234", "明天", "也许", "别的"));

        assertThat(defects(row(file)))
                .containsExactly(
                        "/creditCode required",
                        "/name csv-cell-too-long",
                        "/staff sheet-integer-invalid",
                        "/rate sheet-number-invalid",
                        "/amount sheet-amount-invalid",
                        "/signedOn sheet-day-invalid",
                        "/signed sheet-yes-no-invalid",
                        "/layer sheet-choice-unknown");
    }

    @Test
    void numbersThatWouldFillTheMemoryAreNone() {
        byte[] file = workbook(List.of("统一社会信用代码", "名称", "人数", "金额"), List.of(KEY, "甲", "1E999", "1E99"));

        assertThat(defects(row(file))).containsExactly("/staff sheet-number-invalid", "/amount sheet-number-invalid");
    }

    @Test
    void aFileWithoutItsHeaderIsToldWhatItLacks() {
        assertThat(refusal(workbook(List.of("一", "二"), List.of("三", "四")))).containsExactly("sheet-header-missing");
        assertThat(refusal(workbook(List.of("名称", "二"), List.of("三", "四")))).containsExactly("csv-column-missing");
        assertThat(refusal(workbook(List.of("统一社会信用代码", "名称", "Name"), List.of(KEY, "甲", "乙"))))
                .containsExactly("csv-column-unfit");
        assertThat(refusal(workbook(List.<Object>of("统一社会信用代码", "名称")))).containsExactly("csv-empty");
    }

    /** Characters outside of the first plane, and some that only the later editions of the standard have. */
    @ParameterizedTest
    @ValueSource(strings = {"GB18030", "UTF-8"})
    void rareCharactersSurviveInBothEncodings(String charset) {
        byte[] file = csv(Charset.forName(charset), "统一社会信用代码,名称", KEY + ",合肥𠮷㐂镕䶮𫖯科技");

        assertThat(row(file).text(TestSheets.NAME)).isEqualTo("合肥𠮷㐂镕䶮𫖯科技");
        assertThat(TestSheets.<SheetFormat>reading(file, reader -> reader.book().format()))
                .isEqualTo(charset.equals("UTF-8") ? SheetFormat.CSV_UTF_8 : SheetFormat.CSV_GB18030);
    }

    @Test
    void aMarkSaysNothing() {
        assertThat(row(marked(csv(StandardCharsets.UTF_8, "统一社会信用代码,名称", KEY + ",甲")))
                        .text(TestSheets.NAME))
                .isEqualTo("甲");
        assertThat(row(marked(csv(GB18030, "统一社会信用代码,名称", KEY + ",甲乙丙丁"))).text(TestSheets.NAME))
                .isEqualTo("甲乙丙丁");
    }

    /** Read as GB18030, the sound rows would be names of nonsense. */
    @Test
    void aRowInAnotherEncodingThanTheOthersIsNamed() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(csv(StandardCharsets.UTF_8, "统一社会信用代码,名称", KEY + ",合肥示范", ""));
        file.writeBytes(csv(GB18030, KEY + ",芜湖示范", ""));
        file.writeBytes(csv(StandardCharsets.UTF_8, KEY + ",蚌埠示范"));

        assertThat(refusal(file.toByteArray())).containsExactly("sheet-charset-mixed");
    }

    @Test
    void aCharacterThatWasCutIsNoOtherEncoding() {
        byte[] sound = csv(StandardCharsets.UTF_8, "creditCode,name", KEY + ",安徽合肥示范机械有限公司");
        byte[] cut = Arrays.copyOf(sound, sound.length - 1);

        assertThat(refusal(cut)).containsExactly("sheet-charset-mixed");
        assertThat(row(csv(GB18030, "creditCode,name", KEY + ",安徽合肥示范机械有限公司")).text(TestSheets.NAME))
                .isEqualTo("安徽合肥示范机械有限公司");
    }

    @Test
    void otherEncodingsAreNamed() {
        assertThat(refusal("\uFEFF统一社会信用代码\t名称".getBytes(StandardCharsets.UTF_16LE)))
                .containsExactly("sheet-charset-unknown");
        assertThat(refusal(new byte[] {'a', 0, 'b'})).containsExactly("sheet-charset-unknown");
    }

    @Test
    void aQuoteThatNeverEndsAndARowWithAMillionCellsAreRefused() {
        assertThat(refusal(csv(StandardCharsets.UTF_8, "统一社会信用代码,名称", "\"" + "a,".repeat(3_000_000))))
                .containsExactly("csv-unreadable");
        assertThat(refusal(csv(StandardCharsets.UTF_8, "统一社会信用代码,名称", ",".repeat(1_000_000))))
                .containsExactly("csv-unreadable");
    }

    @Test
    void whatWasWrittenToBeNoFormulaIsReadAsItWas() {
        byte[] file = csv(StandardCharsets.UTF_8, "统一社会信用代码,名称,备注", KEY + ",'=1+1,'''+x");

        assertThat(row(file).text(TestSheets.NAME)).isEqualTo("=1+1");
        assertThat(row(file).text(TestSheets.REMARK)).isEqualTo("''+x");
    }

    @Test
    void emptyRowsAndResultsOfBeforeAreNoRows() {
        byte[] file = workbook(
                List.of("统一社会信用代码", "名称", "处理结果", "Reason"),
                List.of(KEY, "甲", "已新增", ""),
                List.of("", "  ", "已新增", ""),
                List.of(),
                List.of(KEY, "乙"));

        assertThat(rows(file)).extracting(SheetRow::number).containsExactly(2, 5);
    }

    /** A list may have a column of its own that is called like ours; what stands there is the sender's. */
    @Test
    void aReasonWithoutAResultBeforeItIsNotOurs() {
        byte[] file = workbook(List.of("原因", "统一社会信用代码", "名称"), List.of("扩建", KEY, "甲"), List.of("迁址"));

        assertThat(TestSheets.<Set<Integer>>reading(
                        file, reader -> reader.layout().ownPlaces()))
                .isEmpty();
        assertThat(rows(file)).extracting(SheetRow::number).containsExactly(2, 3);
    }

    private static byte[] marked(byte[] text) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        file.writeBytes(text);
        return file.toByteArray();
    }
}
