package cn.dengyun.platform.sheet;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.Assertions;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** Sheets as people and programs write them. */
public final class TestSheets {

    static final SheetColumn KEY =
            SheetColumn.code("creditCode", "统一社会信用代码", "Credit code", 18).required();
    static final SheetColumn NAME = SheetColumn.text("name", "名称", "Name", 50).required();
    static final SheetColumn REMARK = SheetColumn.note("remark", "备注", "Remark", 20_000);
    static final SheetColumn STAFF = SheetColumn.integer("staff", "人数", "People");
    static final SheetColumn RATE = SheetColumn.decimal("rate", "比例", "Rate");
    static final SheetColumn AMOUNT = SheetColumn.amount("amount", "金额", "Amount");
    static final SheetColumn DAY = SheetColumn.day("signedOn", "签约日期", "Signed on");
    static final SheetColumn SIGNED = SheetColumn.yesNo("signed", "已签约", "Signed");
    static final SheetColumn LAYER = SheetColumn.choice(
            "layer",
            "层级",
            "Layer",
            List.of(
                    new SheetColumn.Choice("IAAS", new SheetWords("基础设施", "Infrastructure")),
                    new SheetColumn.Choice("SAAS", new SheetWords("应用", "Application"))));
    static final List<SheetColumn> COLUMNS = List.of(KEY, NAME, REMARK, STAFF, RATE, AMOUNT, DAY, SIGNED, LAYER);

    private static final String CONTENT_TYPES = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>""";
    private static final String RELATIONS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>""";
    private static final String BOOK = """
            <?xml version="1.0" encoding="UTF-8"?>
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
            <sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>""";

    private TestSheets() {}

    /** A workbook as a library writes it; numbers are numbers, all else is a text among the shared ones. */
    @SafeVarargs
    public static byte[] workbook(List<Object>... rows) {
        return workbook(List.of(rows));
    }

    public static byte[] workbook(List<List<Object>> rows) {
        return written((workbook, table) -> {
            for (int line = 0; line < rows.size(); line++) {
                List<Object> row = rows.get(line);
                for (int place = 0; place < row.size(); place++) {
                    put(table, line, place, row.get(place));
                }
            }
        });
    }

    private static void put(Worksheet table, int line, int place, Object value) {
        if (value instanceof Number number) {
            table.value(line, place, number);
        } else if (value != null && !value.equals("")) {
            table.value(line, place, String.valueOf(value));
        }
    }

    /** What a test does to a workbook with one sheet. */
    interface Writing {
        void to(Workbook workbook, Worksheet table) throws IOException;
    }

    static byte[] written(Writing writing) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "Test", "1.0")) {
            Worksheet table = workbook.newWorksheet("表");
            writing.to(workbook, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /** A workbook by hand, around what stands in its sheet. */
    static byte[] byHand(String sheet) {
        return byHand(Map.of("xl/worksheets/sheet1.xml", "<worksheet>" + sheet + "</worksheet>"));
    }

    /** The same with other parts; what is not there stands as usual. */
    static byte[] byHand(Map<String, String> parts) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("[Content_Types].xml", CONTENT_TYPES);
        all.put("xl/_rels/workbook.xml.rels", RELATIONS);
        all.put("xl/workbook.xml", BOOK);
        all.put("xl/sharedStrings.xml", "<sst/>");
        all.putAll(parts);
        return zip(all);
    }

    static byte[] zip(Map<String, String> parts) {
        return zipped(zip -> {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        });
    }

    /** What a test puts into an archive. */
    interface Zipping {
        void to(ZipOutputStream zip) throws IOException;
    }

    static byte[] zipped(Zipping zipping) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            zipping.to(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /** A workbook by hand whose sheet is written as a stream between its tags. */
    static byte[] streamed(String before, String repeated, int times, String after) {
        return zipped(zip -> {
            Map<String, String> around = Map.of(
                    "[Content_Types].xml", CONTENT_TYPES,
                    "xl/_rels/workbook.xml.rels", RELATIONS.replace("/sharedStrings\"", "/none\""),
                    "xl/workbook.xml", BOOK);
            for (Map.Entry<String, String> part : around.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write(before.getBytes(StandardCharsets.UTF_8));
            byte[] piece = repeated.repeat(1_000).getBytes(StandardCharsets.UTF_8);
            for (int done = 0; done < times; done += 1_000) {
                zip.write(piece, 0, piece.length / 1_000 * Math.min(1_000, times - done));
            }
            zip.write(after.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        });
    }

    /** Cells of a line by hand, all of them inline. */
    static String row(int number, String... texts) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (int place = 0; place < texts.length; place++) {
            row.append("<c r=\"")
                    .append((char) ('A' + place))
                    .append(number)
                    .append("\" t=\"inlineStr\"><is><t>")
                    .append(texts[place])
                    .append("</t></is></c>");
        }
        return row.append("</row>").toString();
    }

    static byte[] csv(Charset charset, String... lines) {
        return String.join("\r\n", lines).getBytes(charset);
    }

    /** Does something with a file while it is open. */
    static <T> T reading(byte[] file, Function<SheetReader, T> act) {
        return reading(file, COLUMNS, act);
    }

    static <T> T reading(byte[] file, List<SheetColumn> columns, Function<SheetReader, T> act) {
        try (SheetFile sent = SheetFile.sent(new ByteArrayInputStream(file));
                SheetBook book = SheetBook.open(sent.path(), () -> {})) {
            return act.apply(SheetReader.of(book, columns));
        }
    }

    static List<SheetRow> rows(byte[] file) {
        return reading(file, TestSheets::rows);
    }

    static List<SheetRow> rows(SheetReader reader) {
        List<SheetRow> rows = new ArrayList<>();
        try (SheetReader.Rows all = reader.rows()) {
            for (SheetRow row = all.next(); row != null; row = all.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The only row of a file. */
    static SheetRow row(byte[] file) {
        List<SheetRow> rows = rows(file);
        Assertions.assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    /** Place and code of what is wrong with a row: {@code /name required}. */
    static List<String> defects(SheetRow row) {
        return row.defects().stream()
                .map(defect -> defect.pointer() + " " + defect.code())
                .toList();
    }

    /** The codes of what a file is refused for. */
    static List<String> refusal(byte[] file) {
        try {
            reading(file, reader -> rows(reader).size());
        } catch (Rejection refusal) {
            return refusal.defects().isEmpty()
                    ? List.of(refusal.code())
                    : refusal.defects().stream().map(Defect::code).toList();
        }
        throw new AssertionError("the file was read");
    }

    /** What goes back, where every row has the result that a test gives it. */
    static byte[] result(byte[] file, Function<SheetRow, SheetResult> results) {
        return reading(file, reader -> {
            List<ResultBook.Line> lines = rows(reader).stream()
                    .map(row -> new ResultBook.Line(row.number(), results.apply(row)))
                    .toList();
            ByteArrayOutputStream target = new ByteArrayOutputStream();
            OutputStream unclosed = target;
            new ResultBook(reader, cn.dengyun.platform.web.Language.ZH).write(unclosed, "表", lines.iterator());
            return target.toByteArray();
        });
    }

    /** The first sheet as another reader sees it: the texts of its cells, line by line. */
    public static List<List<String>> seen(byte[] workbook) {
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            List<List<String>> lines = new ArrayList<>();
            for (Row row : book.getFirstSheet().read()) {
                List<String> cells = new ArrayList<>();
                row.forEach(cell -> cells.add(cell == null ? "" : text(cell)));
                lines.add(cells);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(org.dhatim.fastexcel.reader.Cell cell) {
        Assertions.assertThat(cell.getFormula()).isNull();
        return cell.getValue() instanceof BigDecimal number ? number.toPlainString() : String.valueOf(cell.getValue());
    }
}
