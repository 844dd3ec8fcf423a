package cn.dengyun.platform.sheet;

import static cn.dengyun.platform.sheet.TestSheets.byHand;
import static cn.dengyun.platform.sheet.TestSheets.defects;
import static cn.dengyun.platform.sheet.TestSheets.refusal;
import static cn.dengyun.platform.sheet.TestSheets.row;
import static cn.dengyun.platform.sheet.TestSheets.rows;
import static cn.dengyun.platform.sheet.TestSheets.streamed;
import static cn.dengyun.platform.sheet.TestSheets.workbook;
import static cn.dengyun.platform.sheet.TestSheets.written;
import static cn.dengyun.platform.sheet.TestSheets.zipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import cn.dengyun.shared.Rejection;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.dhatim.fastexcel.VisibilityState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and their enemies put into workbooks costs little and harms nobody. */
class HostileSheetTest {

    private static final String HEADER = row(1, "统一社会信用代码", "名称");
    private static final String SOUND = row(2, "91340100MA2T00074K", "合肥示范");

    @Test
    void aSoundOneByHandIsRead() {
        List<SheetRow> rows = rows(byHand("<sheetData>" + HEADER + SOUND + "</sheetData>"));

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.number()).isEqualTo(2);
            assertThat(row.text(TestSheets.KEY)).isEqualTo("91340100MA2T00074K");
            assertThat(row.text(TestSheets.NAME)).isEqualTo("合肥示范");
            assertThat(row.defects()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE worksheet [<!ENTITY a \"b\">]><worksheet><sheetData/></worksheet>",
                "<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\"><worksheet/>",
                "<worksheet><!-- a comment --><sheetData/></worksheet>",
                "<worksheet><sheetData><row><c><v><![CDATA[1]]></v></c></row></sheetData></worksheet>",
                "<worksheet><?php echo 1 ?><sheetData/></worksheet>"
            })
    void nothingIsDeclaredAndNothingComesFromOutside(String sheet) {
        assertThat(refusal(byHand(Map.of("xl/worksheets/sheet1.xml", sheet)))).containsExactly("sheet-not-plain");
        assertThat(refusal(byHand(Map.of("xl/workbook.xml", sheet)))).containsExactly("sheet-not-plain");
        assertThat(refusal(byHand(Map.of("xl/sharedStrings.xml", sheet, "xl/worksheets/sheet1.xml", "<worksheet/>"))))
                .containsExactly("sheet-not-plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&undeclared;</t></is></c></row></sheetData>",
                "<sheetData><row r=\"1\"><c r=\"A1\"><v>1",
                "<sheetData><row r=\"0\"/></sheetData>",
                "<sheetData><row r=\"2\"/><row r=\"2\"/></sheetData>",
                "<sheetData><row r=\"1048577\"/></sheetData>",
                "<sheetData><row r=\"9999999999\"/></sheetData>",
                "<sheetData><row r=\"1\"><c r=\"ZZZZZ1\"><v>1</v></c></row></sheetData>",
                "<sheetData><row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row></sheetData>",
                "<sheetData><row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row></sheetData>",
                "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row></sheetData>",
                "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row></sheetData>",
                "<sheetData><row r=\"1\"><c r=\"A1\" t=\"other\"><v>1</v></c></row></sheetData>"
            })
    void whatIsBrokenIsRefusedAsAWhole(String sheet) {
        assertThat(refusal(byHand(sheet))).containsExactly("sheet-unreadable");
    }

    @Test
    void depthIsBounded() {
        assertThat(refusal(byHand("<a>".repeat(100) + "</a>".repeat(100)))).containsExactly("sheet-unreadable");
    }

    /** The parser would remember every name. */
    @Test
    void namesThatNobodyExpectsAreBounded() {
        StringBuilder strange = new StringBuilder();
        for (int i = 0; i < 101_000; i++) {
            strange.append("<n").append(i).append("/>");
        }

        assertThat(refusal(byHand(strange.toString()))).containsExactly("sheet-unreadable");
    }

    @Test
    void anAttributeThatNeverEndsIsRefusedBeforeItFillsTheMemory() {
        byte[] file = streamed("<worksheet a=\"", ">>>>>>>>>>", 200_000, "\"/>");

        assertThat(file.length).isLessThan(100_000);
        assertThat(refusal(file)).containsExactly("sheet-too-large-inside");
    }

    @Test
    void aTextThatNeverEndsIsRefusedToo() {
        byte[] file = streamed(
                "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>",
                "aaaaaaaaaa",
                200_000,
                "</t></is></c></row></sheetData></worksheet>");

        assertThat(refusal(file)).containsExactly("sheet-too-large-inside");
    }

    /** Whatever the archive says about sizes: what comes out is counted. */
    @Test
    void aBombIsUnpackedUpToTheBoundAndNoFurther() {
        byte[] blanks = new byte[64 * 1024];
        Arrays.fill(blanks, (byte) '<');
        GuardedPart part =
                new GuardedPart(new ByteArrayInputStream(blanks), -1, new GuardedPart.Unpacked(blanks.length - 1));

        assertThatThrownBy(part::readAllBytes)
                .isInstanceOfSatisfying(
                        Rejection.class,
                        refusal -> assertThat(refusal.defects())
                                .singleElement()
                                .satisfies(defect -> assertThat(defect.code()).isEqualTo("sheet-too-large-inside")));
    }

    /** Rows that take much room and say nothing cost time, and no memory. */
    @Test
    void manyRowsOfEmptyCellsAreNothing() {
        byte[] file = streamed(
                "<worksheet><sheetData>" + HEADER + SOUND,
                "<row><c s=\"1\"/><c s=\"1\"/><c s=\"1\"/><c s=\"1\"/><c s=\"1\"/></row>",
                100_000,
                "</sheetData></worksheet>");

        assertThat(file.length).isLessThan(200_000);
        assertThat(rows(file)).hasSize(1);
    }

    @Test
    void asManyEmptyRowsAsASheetHasAreNothing() {
        String begin = "<worksheet><sheetData>" + HEADER + SOUND;
        String end = "</sheetData></worksheet>";

        byte[] full = streamed(begin, "<row spans=\"1:2\"><c s=\"1\"/></row>", 1_048_574, end);
        byte[] oneMore = streamed(begin, "<row/>", 1_048_575, end);

        assertThat(rows(full)).hasSize(1);
        assertThat(refusal(oneMore)).containsExactly("sheet-unreadable");
    }

    @Test
    void sixteenThousandColumnsAreNotKept() {
        String far = "<row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"XFD3\"><v>1</v></c></row>";

        List<SheetRow> rows = rows(byHand("<sheetData>" + HEADER + SOUND + far + "</sheetData>"));

        assertThat(defects(rows.get(1))).contains(" csv-cell-surplus");
        assertThat(
                        refusal(
                                byHand(
                                        "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>统一社会信用代码</t></is></c>"
                                                + "<c r=\"B1\" t=\"inlineStr\"><is><t>名称</t></is></c><c r=\"XFD1\"><v>1</v></c></row></sheetData>")))
                .containsExactly("sheet-too-many-columns");
    }

    /** A file of some kilobytes would go back as one of many gigabytes. */
    @Test
    void aTextThatAllCellsNameCountsAsOftenAsTheyNameIt() {
        String line = "<row>" + "<c t=\"s\"><v>2</v></c>".repeat(100) + "</row>";
        byte[] file = byHand(Map.of(
                "xl/sharedStrings.xml",
                "<sst><si><t>统一社会信用代码</t></si><si><t>名称</t></si><si><t>" + "x".repeat(32_767) + "</t></si></sst>",
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>" + line.repeat(200)
                        + "</sheetData></worksheet>"));

        assertThat(file.length).isLessThan(10_000);
        assertThat(refusal(file)).containsExactly("sheet-too-large-inside");
    }

    /** Two thousand of the longest cells in a file of some kilobytes, where each column looks for its title. */
    @Test
    void aHeaderIsNotLookedForInLongTexts() {
        String line = "<row>" + "<c t=\"s\"><v>0</v></c>".repeat(103) + "</row>";
        byte[] file = byHand(Map.of(
                "xl/sharedStrings.xml",
                "<sst><si><t>" + "云 *".repeat(10_922) + "</t></si></sst>",
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData>" + line.repeat(20) + "</sheetData></worksheet>"));

        assertTimeout(Duration.ofSeconds(5), () -> assertThat(refusal(file)).containsExactly("sheet-header-missing"));
    }

    @Test
    void theLongestCellIsItsRowsDefectAlone() {
        byte[] file = workbook(
                List.of("统一社会信用代码", "名称"),
                List.of("91340100MA2T00074K", "长".repeat(32_767)),
                List.of("91340100MA2T00075H", "短"));

        List<SheetRow> rows = rows(file);

        assertThat(defects(rows.get(0))).containsExactly("/name csv-cell-too-long");
        assertThat(rows.get(1).defects()).isEmpty();
    }

    @Test
    void mergedCellsAreRefusedWhereTheyHideSomething() {
        byte[] file = written((workbook, table) -> {
            table.value(0, 0, "登云企业一览");
            table.range(0, 0, 0, 3).merge();
            table.value(1, 0, "统一社会信用代码");
            table.value(1, 1, "名称");
            for (int line = 2; line < 6; line++) {
                table.value(line, 0, "9134010000000000" + line);
                table.value(line, 1, "甲");
            }
            table.range(3, 1, 4, 1).merge();
        });

        List<SheetRow> rows = rows(file);

        assertThat(rows).extracting(SheetRow::number).containsExactly(3, 4, 5, 6);
        assertThat(rows)
                .extracting(TestSheets::defects)
                .containsExactly(
                        List.of(), List.of("/name sheet-cell-merged"), List.of("/name sheet-cell-merged"), List.of());
    }

    /** What writes workbooks would keep a bit for each of seventeen thousand million cells. */
    @Test
    void anAreaAsLargeAsASheetCostsNoMoreThanItsTable() {
        byte[] file = byHand("<sheetData>" + HEADER + SOUND
                + "</sheetData><mergeCells><mergeCell ref=\"A2:XFD1048576\"/><mergeCell ref=\"A1:A1\"/></mergeCells>");

        byte[] back = TestSheets.result(file, row -> SheetResult.refused(row.defects()));

        assertThat(TestSheets.<List<MergedArea>>reading(back, SheetReader::merged))
                .singleElement()
                .satisfies(area -> assertThat(area.lastLine()).isEqualTo(3));
        assertThat(defects(TestSheets.row(file)))
                .containsExactly("/creditCode sheet-cell-merged", "/name sheet-cell-merged");
        assertThat(defects(TestSheets.row(back))).isEqualTo(defects(TestSheets.row(file)));
    }

    @Test
    void areasThatOverlapAreNoSheet() {
        assertThat(refusal(byHand("<sheetData>" + HEADER + SOUND
                        + "</sheetData><mergeCells><mergeCell ref=\"D5:E9\"/><mergeCell ref=\"E1:F6\"/></mergeCells>")))
                .containsExactly("sheet-unreadable");
    }

    @Test
    void formulasAreNotComputedAndErrorsAreNoValues() {
        byte[] file = byHand("<sheetData>" + HEADER
                + "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>HYPERLINK(\"http://evil\")</f><v>9134</v></c>"
                + "<c r=\"B2\" t=\"e\"><v>#REF!</v></c></row></sheetData>");

        assertThat(defects(TestSheets.row(file)))
                .containsExactly("/creditCode sheet-cell-formula", "/name sheet-cell-error");
    }

    @Test
    void whatNobodySeesIsNotCarriedOut() {
        byte[] file = written((workbook, table) -> {
            table.value(0, 0, "统一社会信用代码");
            table.value(0, 1, "名称");
            table.value(1, 0, "91340100MA2T00074K");
            table.value(1, 1, "甲");
            table.hideRow(1);
            table.value(2, 0, "91340100MA2T00075H");
            table.value(2, 1, "乙");
        });

        List<SheetRow> rows = rows(file);

        assertThat(defects(rows.get(0))).containsExactly(" sheet-row-hidden");
        assertThat(rows.get(1).defects()).isEmpty();
    }

    @Test
    void theFirstSheetThatIsSeenIsRead() {
        byte[] file = written((workbook, table) -> {
            table.value(0, 0, "别的");
            table.setVisibilityState(VisibilityState.VERY_HIDDEN);
            org.dhatim.fastexcel.Worksheet second = workbook.newWorksheet("填报");
            second.value(0, 0, "统一社会信用代码");
            second.value(0, 1, "名称");
            second.value(1, 0, "91340100MA2T00074K");
            second.value(1, 1, "甲");
            workbook.newWorksheet("草稿").value(0, 0, "统一社会信用代码");
        });

        assertThat(rows(file)).extracting(row -> row.text(TestSheets.NAME)).containsExactly("甲");
    }

    @Test
    void macrosOldFormatsAndOtherArchivesAreNamed() {
        assertThat(refusal(byHand(Map.of("xl/vbaProject.bin", "x")))).containsExactly("sheet-with-macros");
        assertThat(refusal(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0}))
                .containsExactly("sheet-old-format");
        assertThat(refusal(TestSheets.zip(Map.of("a.txt", "a")))).containsExactly("sheet-unreadable");
        assertThat(refusal(new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0})).containsExactly("sheet-unreadable");
        assertThat(refusal(new byte[0])).containsExactly("sheet-empty");
    }

    @Test
    void twoPartsOfOneNameAreRefused() {
        byte[] file = zipped(zip -> {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("xl/Workbook.xml"));
            zip.closeEntry();
        });

        assertThat(refusal(file)).containsExactly("sheet-unreadable");
    }

    @Test
    void aFileThatIsCutOffAnywhereIsRefused() {
        byte[] whole = byHand("<sheetData>" + HEADER + SOUND + "</sheetData>");

        for (int length = 4; length < whole.length; length += 97) {
            assertThat(refusal(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .containsExactly("sheet-unreadable");
        }
    }

    @Test
    void bytesThatWereChangedOnTheWayAreNoticed() {
        byte[] whole = byHand("<sheetData>" + HEADER + SOUND + "</sheetData>");
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        int checksum = text.indexOf("PK\u0001\u0002") + 16;
        while (!text.startsWith("xl/worksheets/sheet1.xml", checksum + 30)) {
            checksum = text.indexOf("PK\u0001\u0002", checksum) + 16;
        }
        whole[checksum] ^= 1;

        assertThat(refusal(whole)).containsExactly("sheet-unreadable");
    }

    @Test
    void moreBytesThanAreTakenAreRefusedWhileTheyCome() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                Arrays.fill(target, offset, offset + length, (byte) 'a');
                return length;
            }
        };

        assertThatThrownBy(() -> SheetFile.sent(endless).close())
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo("body-too-large"));
    }

    @Test
    void whatIsWrittenAboveCharactersIsNotReadTwice() {
        String texts = "<sst><si><t>统一社会信用代码</t></si><si><r><t>名</t></r><r><t>称</t></r>"
                + "<rPh sb=\"0\" eb=\"1\"><t>míng</t></rPh></si><si><t>_x0041_B_x000D_</t></si></sst>";
        byte[] file = byHand(Map.of(
                "xl/sharedStrings.xml",
                texts,
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>"
                        + "<row><c t=\"s\"><v>2</v></c><c t=\"s\"><v>1</v></c></row></sheetData></worksheet>"));

        assertThat(TestSheets.row(file).text(TestSheets.KEY)).isEqualTo("AB");
        assertThat(TestSheets.row(file).text(TestSheets.NAME)).isEqualTo("名称");
    }

    @Test
    void aFileIsMeasuredWhileItComes() {
        try (SheetFile file = SheetFile.sent(new ByteArrayInputStream(new byte[10]))) {
            assertThat(file.length()).isEqualTo(10);
            assertThat(file.sha256()).hasSize(64);
        }
    }
}
