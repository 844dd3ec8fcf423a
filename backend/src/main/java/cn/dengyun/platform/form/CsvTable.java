package cn.dengyun.platform.form;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table that somebody keeps in a spreadsheet, sent as CSV (RFC 4180) with a header. It is UTF-8 with or without a
 * mark, or GB18030, which Chinese spreadsheets write unless told otherwise. Columns stand in any order, under their
 * Chinese or their English name; rows of blanks are passed over.
 */
public final class CsvTable {

    public static final String MEDIA_TYPE = "text/csv";

    /** More cells than any table of ours has columns: what has them is another document. */
    private static final int MAX_CELLS = 50;

    private static final int HEADER = 1;

    private final List<Column> columns;
    private final int maxRows;
    private final List<Defect> defects;

    private CsvTable(List<Column> columns, int maxRows, List<Defect> defects) {
        this.columns = columns;
        this.maxRows = maxRows;
        this.defects = defects;
    }

    /**
     * One column.
     *
     * @param name as pointers of defects name it
     * @param maxCharacters of a cell
     */
    public record Column(String name, String chineseName, boolean isRequired, int maxCharacters) {

        private boolean isCalled(String header) {
            return header.equalsIgnoreCase(name) || header.equals(chineseName);
        }
    }

    /**
     * One row.
     *
     * @param number as spreadsheets count: the header is 1
     */
    public record Row(int number, Map<Column, String> cells) {

        /** One line without blanks at its ends; empty where there is nothing, or nothing sound. */
        public String cell(Column column) {
            return cells.getOrDefault(column, "");
        }

        public String pointer(Column column) {
            return "/rows/" + number + "/" + column.name();
        }
    }

    /**
     * The rows of a table, and what is wrong with their cells.
     *
     * <p>Rejects with {@code invalid-request} (400) what cannot be read as the table at all: {@code csv-unreadable},
     * {@code csv-empty}, {@code csv-too-many-rows}, {@code csv-column-missing}, {@code csv-column-unfit}.
     *
     * @param defects is added to: {@code required}, {@code csv-cell-too-long}, {@code forbidden-character},
     *     {@code csv-cell-surplus}
     */
    public static List<Row> read(byte[] file, List<Column> columns, int maxRows, List<Defect> defects) {
        String text = decoded(file, StandardCharsets.UTF_8)
                .or(() -> decoded(file, Charset.forName("GB18030")))
                .orElseThrow(() -> unreadable(HEADER));
        return new CsvTable(columns, maxRows, defects).rows(text);
    }

    private List<Row> rows(String text) {
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int read = 0;
        try (CSVParser parser = CSVParser.parse(unmarked, CSVFormat.RFC4180)) {
            List<Column> header = null;
            List<Row> rows = new ArrayList<>();
            for (CSVRecord cells : parser) {
                read++;
                if (isBlank(cells)) {
                    continue;
                }
                if (header == null) {
                    header = header(cells);
                } else if (rows.size() == maxRows) {
                    throw Rejection.invalid(List.of(Defect.at("", "csv-too-many-rows", maxRows)));
                } else {
                    rows.add(row(read, cells, header));
                }
            }
            if (rows.isEmpty()) {
                throw Rejection.invalid(List.of(Defect.at("", "csv-empty")));
            }
            return rows;
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(read + 1);
        }
    }

    /** The column of each place. */
    private List<Column> header(CSVRecord cells) {
        List<Defect> unfit = new ArrayList<>();
        List<Column> header = new ArrayList<>();
        for (int i = 0; i < Math.min(cells.size(), MAX_CELLS); i++) {
            String name = text(cells.get(i));
            Column column = columns.stream()
                    .filter(each -> each.isCalled(name))
                    .findFirst()
                    .orElse(null);
            if (!name.isEmpty() && (column == null || header.contains(column))) {
                unfit.add(Defect.at("", "csv-column-unfit", SentTexts.shortened(name), names()));
            }
            header.add(column);
        }
        columns.stream()
                .filter(column -> column.isRequired() && !header.contains(column))
                .forEach(column ->
                        unfit.add(Defect.at("", "csv-column-missing", column.name() + " / " + column.chineseName())));
        if (!unfit.isEmpty()) {
            throw Rejection.invalid(unfit);
        }
        return header;
    }

    private Row row(int number, CSVRecord cells, List<Column> header) {
        Row row = new Row(number, new HashMap<>());
        for (Column column : columns) {
            int place = header.indexOf(column);
            String cell = place >= 0 && place < cells.size() ? text(cells.get(place)) : "";
            if (isSound(row, column, cell)) {
                row.cells().put(column, cell);
            }
        }
        IntStream.range(0, cells.size())
                .filter(place -> place >= header.size() || header.get(place) == null)
                .mapToObj(place -> text(cells.get(place)))
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .ifPresent(cell ->
                        defects.add(Defect.at("/rows/" + number, "csv-cell-surplus", SentTexts.shortened(cell))));
        return row;
    }

    private boolean isSound(Row row, Column column, String cell) {
        int control = SentTexts.forbiddenCharacter(cell);
        if (control >= 0) {
            defects.add(Defect.at(row.pointer(column), "forbidden-character", "U+%04X".formatted(control)));
        } else if (cell.codePointCount(0, cell.length()) > column.maxCharacters()) {
            defects.add(Defect.at(row.pointer(column), "csv-cell-too-long", column.maxCharacters()));
        } else if (cell.isEmpty() && column.isRequired()) {
            defects.add(Defect.at(row.pointer(column), "required"));
        } else {
            return true;
        }
        return false;
    }

    private String names() {
        return String.join(
                ", ",
                columns.stream()
                        .map(column -> column.name() + " / " + column.chineseName())
                        .toList());
    }

    private static String text(String cell) {
        return SentTexts.oneLine(SentTexts.strip(cell));
    }

    private static boolean isBlank(CSVRecord cells) {
        return cells.stream().allMatch(cell -> SentTexts.strip(cell).isEmpty());
    }

    private static Optional<String> decoded(byte[] file, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(file)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Rejection unreadable(int row) {
        return Rejection.invalid(List.of(Defect.at("", "csv-unreadable", row)));
    }
}
