package cn.dengyun.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever comes is read or refused; nothing that somebody can write is a fault of the platform. */
class HostileSheetPropertyTest {

    private static final String NASTY = "<>&\"'/=!?x0019A:;- \u0000\uFFFF甲";

    private static final Map<String, String> PARTS = Map.of(
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                    + "<Relationship Id=\"rId2\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>",
            "xl/workbook.xml",
            "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"a\" sheetId=\"1\" state=\"visible\" id=\"rId1\"/>"
                    + "</sheets></workbook>",
            "xl/sharedStrings.xml",
            "<sst count=\"3\"><si><t>统一社会信用代码</t></si><si><r><t>名</t></r><r><t>称</t></r></si>"
                    + "<si><t>_x0041_甲</t><rPh sb=\"0\" eb=\"1\"><t>a</t></rPh></si></sst>",
            "xl/worksheets/sheet1.xml",
            "<worksheet><cols><col min=\"1\" max=\"2\"/></cols><sheetData>"
                    + "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
                    + "<c r=\"C1\" t=\"inlineStr\"><is><t>签约日期</t></is></c></row>"
                    + "<row r=\"2\" hidden=\"0\"><c r=\"A2\"><v>9134</v></c><c r=\"B2\" t=\"s\"><v>2</v></c>"
                    + "<c r=\"C2\"><v>43381.5</v></c></row>"
                    + "<row r=\"3\"><c r=\"A3\" t=\"b\"><v>1</v></c><c r=\"B3\" t=\"e\"><v>#N/A</v></c>"
                    + "<c r=\"C3\" t=\"str\"><f>A1</f><v>x</v></c></row></sheetData>"
                    + "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells></worksheet>");

    @Property(tries = 150)
    void aWorkbookWithSomethingElseInIt(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) {
        Random random = new Random(seed);
        Map<String, String> parts = new HashMap<>(PARTS);
        List<String> names = PARTS.keySet().stream().sorted().toList();
        for (int i = 0; i < changes; i++) {
            parts.compute(names.get(random.nextInt(names.size())), (name, text) -> changed(text, random));
        }

        isReadOrRefused(TestSheets.byHand(parts));
    }

    private static String changed(String text, Random random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(8));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, from) + text.substring(to);
            case 1 -> text.substring(0, to) + text.substring(from);
            case 2 -> text.substring(0, from);
            default -> text.substring(0, from) + NASTY.charAt(random.nextInt(NASTY.length())) + text.substring(to);
        };
    }

    @Property(tries = 150)
    void anArchiveWithOtherBytes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int changes) {
        Random random = new Random(seed);
        byte[] file = TestSheets.byHand(PARTS);
        for (int i = 0; i < changes; i++) {
            file[4 + random.nextInt(file.length - 4)] = (byte) random.nextInt(256);
        }

        isReadOrRefused(file);
    }

    @Property(tries = 150)
    void aTableWithOtherBytes(@ForAll long seed, @ForAll @IntRange(max = 40) int changes) {
        Random random = new Random(seed);
        byte[] file = "统一社会信用代码,名称,备注\r\n1,\"甲,\"\"乙\r\n\",丙\r\n2,丁,'=1\r\n".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < changes; i++) {
            byte[] bytes = {',', '"', '\n', '\r', '\'', (byte) random.nextInt(256)};
            file[random.nextInt(file.length)] = bytes[random.nextInt(bytes.length)];
        }

        isReadOrRefused(file);
    }

    private static void isReadOrRefused(byte[] file) {
        try {
            byte[] once = TestSheets.result(file, HostileSheetPropertyTest::refused);
            byte[] twice = TestSheets.result(once, HostileSheetPropertyTest::refused);
            List<List<String>> before =
                    TestSheets.rows(once).stream().map(TestSheets::defects).toList();
            assertThat(TestSheets.rows(twice)).extracting(TestSheets::defects).isEqualTo(before);
        } catch (Rejection refusal) {
            assertThat(refusal.code()).isEqualTo("invalid-request");
        }
    }

    private static SheetResult refused(SheetRow row) {
        return row.defects().isEmpty() ? SheetResult.unchanged(null) : SheetResult.refused(row.defects());
    }
}
