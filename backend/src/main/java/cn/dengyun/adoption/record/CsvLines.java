package cn.dengyun.adoption.record;

import cn.dengyun.catalogue.push.LineReader;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Turns a table (RFC 4180, with a header) into the lines of JSON that imports are kept in, a chunk at a time and in
 * constant memory. The header is a blank line, so that lines are numbered as spreadsheets number rows; numbers stay
 * texts where they are none, so that the line is told what is wrong with them.
 */
final class CsvLines implements ImportLines {

    /** The columns, by the fields that they are and by what offices call them. */
    private enum Column {
        CREDIT_CODE("creditCode", "统一社会信用代码", false),
        NAME("name", "企业名称", false),
        REGION_CODE("regionCode", "所在县区代码", false),
        CATEGORY_CODE("categoryCode", "服务类别", false),
        CONTRACT_NUMBER("contractNumber", "合同编号", false),
        SIGNED_ON("signedOn", "签订日期", false),
        STARTS_ON("startsOn", "开始日期", false),
        ENDS_ON("endsOn", "结束日期", false),
        AMOUNT_FEN("amountFen", "合同金额（分）", true),
        LAST_USED_ON("lastUsedOn", "最近使用日期", false),
        DEVICES("devices", "联网设备数", true),
        BROUGHT_BY_CODE("broughtByCode", "带动单位统一社会信用代码", false);

        private final String field;
        private final String chineseName;
        private final boolean isNumber;

        Column(String field, String chineseName, boolean isNumber) {
            this.field = field;
            this.chineseName = chineseName;
            this.isNumber = isNumber;
        }

        private static Optional<Column> called(String header) {
            for (Column column : values()) {
                if (column.field.equalsIgnoreCase(header) || column.chineseName.equals(header)) {
                    return Optional.of(column);
                }
            }
            return Optional.empty();
        }
    }

    private static final int MAX_CHUNK_BYTES = 4 * 1024 * 1024;
    private static final int MAX_CELL = 2_000;

    /** A quotation mark that is never closed must not fill the memory. */
    private static final int MAX_ROW_BYTES = 1024 * 1024;

    private static final String MARK = "\uFEFF";

    private final CountedBytes bytes;
    private final Iterator<CSVRecord> rows;
    private List<Column> header;
    private int read;

    /**
     * Begins to read. Rejects with {@code invalid-request} ({@code csv-unreadable}, {@code csv-column-unfit},
     * {@code csv-column-missing}, {@code csv-empty}) what is no such table, also later.
     */
    CsvLines(InputStream body, Charset charset) throws IOException {
        this.bytes = new CountedBytes(body);
        // Malformed bytes are refused, not replaced: a name that is nobody's helps nobody.
        CSVParser parser = CSVFormat.RFC4180.parse(new InputStreamReader(bytes, charset.newDecoder()));
        this.rows = parser.iterator();
    }

    @Override
    public long totalBytes() {
        return bytes.count;
    }

    @Override
    public LineReader.Lines next() throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        int count = 0;
        int nonBlank = 0;
        while (count < LineReader.LINES_PER_CHUNK && chunk.size() < MAX_CHUNK_BYTES && hasNext()) {
            CSVRecord row = nextRow();
            byte[] line = header == null ? headed(row) : line(row);
            chunk.write(line);
            chunk.write('\n');
            count++;
            nonBlank += line.length > 0 ? 1 : 0;
        }
        if (count == 0 && header == null) {
            throw Rejection.invalid(List.of(Defect.at("", "csv-empty")));
        }
        return count == 0 ? null : new LineReader.Lines(chunk.toByteArray(), count, nonBlank);
    }

    private boolean hasNext() throws IOException {
        try {
            return rows.hasNext();
        } catch (UncheckedIOException e) {
            throw broken(e);
        }
    }

    private CSVRecord nextRow() throws IOException {
        read++;
        try {
            CSVRecord row = rows.next();
            bytes.sinceRow = 0;
            return row;
        } catch (UncheckedIOException e) {
            throw broken(e);
        }
    }

    /** The body may have broken off, which is no fault of the table; else the table is refused. */
    private IOException broken(UncheckedIOException e) {
        if (bytes.hasFailed) {
            return e.getCause();
        }
        throw Rejection.invalid(List.of(Defect.at("", "csv-unreadable", read + 1)));
    }

    /** Blank rows before it are passed over. */
    private byte[] headed(CSVRecord row) {
        if (isBlank(row)) {
            return new byte[0];
        }
        List<Defect> unfit = new ArrayList<>();
        List<Column> found = new ArrayList<>();
        for (String cell : row) {
            String name = cell.replace(MARK, "").strip();
            Optional<Column> column = Column.called(name);
            if (column.isEmpty() || found.contains(column.get())) {
                unfit.add(Defect.at("", "csv-column-unfit", shortened(name), names()));
            }
            found.add(column.orElse(null));
        }
        for (Column needed : List.of(
                Column.CREDIT_CODE,
                Column.NAME,
                Column.REGION_CODE,
                Column.CATEGORY_CODE,
                Column.CONTRACT_NUMBER,
                Column.SIGNED_ON,
                Column.STARTS_ON)) {
            if (!found.contains(needed)) {
                unfit.add(Defect.at("", "csv-column-missing", needed.field + " / " + needed.chineseName));
            }
        }
        if (!unfit.isEmpty()) {
            throw Rejection.invalid(unfit);
        }
        header = found;
        return new byte[0];
    }

    private byte[] line(CSVRecord row) {
        if (isBlank(row)) {
            return new byte[0];
        }
        JsonObject line = new JsonObject();
        for (int i = 0; i < row.size(); i++) {
            String cell = unquoted(row.get(i).strip());
            if (i >= header.size()) {
                // A field that no line has: the line is told so.
                line.put("column" + (i + 1), shortened(cell));
            } else if (!cell.isEmpty()) {
                put(line, header.get(i), cell.length() > MAX_CELL ? cell.substring(0, MAX_CELL) : cell);
            }
        }
        return line.encode().getBytes(StandardCharsets.UTF_8);
    }

    private static void put(JsonObject line, Column column, String cell) {
        if (column.isNumber && cell.matches("-?[0-9]{1,18}")) {
            line.put(column.field, Long.parseLong(cell));
        } else {
            line.put(column.field, cell);
        }
    }

    /** Spreadsheets are kept from taking a text for a formula, or a code for a number, by an apostrophe before it. */
    private static String unquoted(String cell) {
        return cell.startsWith("'") ? cell.substring(1) : cell;
    }

    private static boolean isBlank(CSVRecord row) {
        for (String cell : row) {
            if (!cell.replace(MARK, "").isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) : text;
    }

    private static String names() {
        StringBuilder names = new StringBuilder();
        for (Column column : Column.values()) {
            names.append(names.isEmpty() ? "" : ", ")
                    .append(column.field)
                    .append(" / ")
                    .append(column.chineseName);
        }
        return names.toString();
    }

    /** Counts what is read, and remembers whether reading has failed. */
    private static final class CountedBytes extends InputStream {

        private final InputStream body;
        private long count;
        private long sinceRow;
        private boolean hasFailed;

        private CountedBytes(InputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (sinceRow > MAX_ROW_BYTES) {
                throw new IOException("a row of more than " + MAX_ROW_BYTES + " bytes");
            }
            try {
                int got = body.read(into, from, length);
                count += Math.max(0, got);
                sinceRow += Math.max(0, got);
                return got;
            } catch (IOException e) {
                hasFailed = true;
                throw e;
            }
        }
    }
}
