package cn.dengyun.platform.sheet;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The records of a table in CSV. A text that was written so that no spreadsheet takes it for a formula is read plain.
 */
final class CsvLines implements SheetLines {

    private static final int LINES_TO_A_PULSE = 1_000;

    private final Bounds bounds;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final Runnable pulse;
    private int number;

    private CsvLines(Bounds bounds, CSVParser parser, Runnable pulse) {
        this.bounds = bounds;
        this.parser = parser;
        this.records = parser.iterator();
        this.pulse = pulse;
    }

    static CsvLines of(Reader text, Runnable pulse) throws IOException {
        Bounds bounds = new Bounds(text);
        return new CsvLines(bounds, CSVParser.parse(bounds, CSVFormat.RFC4180), pulse);
    }

    @Override
    public SheetLine next() {
        for (CSVRecord next = record(); next != null; next = record()) {
            SheetLine line = line(next);
            if (line != null) {
                return line;
            }
        }
        return null;
    }

    /** Null behind the last. */
    private CSVRecord record() {
        number++;
        if (number % LINES_TO_A_PULSE == 0) {
            pulse.run();
        }
        bounds.begin();
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException | IllegalStateException e) {
            throw SheetBook.refused("csv-unreadable", number);
        }
    }

    private SheetLine line(CSVRecord next) {
        List<SheetCell> cells = new ArrayList<>();
        boolean hasAny = false;
        boolean hasMore = false;
        for (int place = 0; place < next.size(); place++) {
            String text = FormulaGuard.plain(next.get(place));
            hasAny |= !text.isBlank();
            hasMore |= place >= SheetLimits.MAX_KEPT && !text.isBlank();
            if (place < SheetLimits.MAX_KEPT) {
                cells.add(SheetCell.ofText(
                        text.length() > SheetLimits.MAX_CELL ? text.substring(0, SheetLimits.MAX_CELL + 1) : text));
            }
        }
        if (number > SheetLimits.MAX_LINES) {
            throw SheetBook.refused("csv-unreadable", number);
        }
        return hasAny ? new SheetLine(number, false, cells, hasMore) : null;
    }

    /** There is no such thing in CSV. */
    @Override
    public List<MergedArea> merged() {
        return List.of();
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parser keeps a whole record: one that never ends, or has millions of cells, ends the reading. */
    private static final class Bounds extends FilterReader {

        private static final int MAX_CHARACTERS = SheetLimits.MAX_COLUMNS * (SheetLimits.MAX_CELL + 100);
        private static final int MAX_COMMAS = 200_000;

        private int characters;
        private int commas;

        Bounds(Reader text) {
            super(text);
        }

        void begin() {
            characters = 0;
            commas = 0;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            if (next >= 0) {
                count((char) next);
            }
            return next;
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            for (int i = offset; i < offset + read; i++) {
                count(target[i]);
            }
            return read;
        }

        private void count(char next) throws IOException {
            characters++;
            commas += next == ',' ? 1 : 0;
            if (characters > MAX_CHARACTERS || commas > MAX_COMMAS) {
                throw new IOException("a record is too long");
            }
        }
    }
}
