package cn.dengyun.platform.sheet;

import cn.dengyun.platform.form.CsvOutput;
import cn.dengyun.platform.form.XlsxOutput;
import cn.dengyun.shared.Fen;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A table on its way into a file, some of its rows in memory at once. A text is a text whatever it begins with: none
 * becomes a formula.
 */
abstract class SheetOutput implements AutoCloseable {

    /** Opens one. Nothing is written of the target before, and all of it when this is closed. */
    static SheetOutput to(OutputStream target, SheetFormat format, String sheet) {
        return format == SheetFormat.XLSX ? new Xlsx(target, sheet) : new Csv(target, format);
    }

    /**
     * Writes a line.
     *
     * @param number from 1, higher than the one before; lines between are empty
     * @param cells {@link Fen}, numbers, and texts; null for an empty one
     */
    abstract void write(int number, boolean isHidden, List<Object> cells);

    /** Says that cells are shown as one. */
    abstract void merge(MergedArea area);

    /** Says that a line is the header. */
    abstract void freezeBelow(int number);

    @Override
    public abstract void close();

    private static final class Xlsx extends SheetOutput {

        private static final String VERSION = "1.0";
        private static final String TWO_DECIMALS = "0.00";
        private static final int CHARACTERS_AT_ONCE = 1 << 20;
        private static final int LINES_AT_ONCE = 500;

        private final Workbook workbook;
        private final Worksheet table;
        private int characters;
        private int lines;

        Xlsx(OutputStream target, String sheet) {
            workbook = new Workbook(target, XlsxOutput.APPLICATION, VERSION);
            table = workbook.newWorksheet(sheet);
        }

        @Override
        void merge(MergedArea area) {
            table.range(area.firstLine() - 1, area.firstPlace(), area.lastLine() - 1, area.lastPlace())
                    .merge();
        }

        @Override
        void freezeBelow(int number) {
            table.freezePane(0, number);
        }

        @Override
        void write(int number, boolean isHidden, List<Object> cells) {
            int line = number - 1;
            if (isHidden) {
                table.hideRow(line);
            }
            for (int place = 0; place < cells.size(); place++) {
                write(line, place, cells.get(place));
            }
            lines++;
            if (lines >= LINES_AT_ONCE || characters >= CHARACTERS_AT_ONCE) {
                flush();
            }
        }

        private void write(int line, int place, Object cell) {
            if (cell instanceof Fen amount) {
                table.value(line, place, amount.toYuan());
                table.style(line, place).format(TWO_DECIMALS).set();
            } else if (cell instanceof Number number) {
                table.value(line, place, number);
            } else if (cell != null) {
                String text = XlsxText.written(String.valueOf(cell));
                characters += text.length();
                table.inlineString(line, place, text);
            }
        }

        private void flush() {
            try {
                table.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            characters = 0;
            lines = 0;
        }

        @Override
        public void close() {
            try {
                table.finish();
                workbook.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Csv extends SheetOutput {

        private final CSVPrinter printer;
        private int last;

        Csv(OutputStream target, SheetFormat format) {
            Writer text = new BufferedWriter(new OutputStreamWriter(target, format.charset()));
            try {
                if (format == SheetFormat.CSV_UTF_8) {
                    text.write(CsvOutput.MARK);
                }
                printer = new CSVPrinter(text, CSVFormat.RFC4180);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** There is no such thing in CSV. */
        @Override
        void merge(MergedArea area) {}

        /** There is no such thing in CSV. */
        @Override
        void freezeBelow(int number) {}

        @Override
        void write(int number, boolean isHidden, List<Object> cells) {
            try {
                while (last < number - 1) {
                    printer.println();
                    last++;
                }
                printer.printRecord(cells.stream().map(Csv::cell).toList());
                last = number;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Object cell(Object cell) {
            if (cell == null) {
                return "";
            }
            if (cell instanceof Fen amount) {
                return amount.toYuan().toPlainString();
            }
            if (cell instanceof BigDecimal number) {
                return number.toPlainString();
            }
            return cell instanceof Number ? cell : FormulaGuard.guarded(String.valueOf(cell));
        }

        @Override
        public void close() {
            try {
                printer.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
