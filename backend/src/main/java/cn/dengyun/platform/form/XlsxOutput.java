package cn.dengyun.platform.form;

import cn.dengyun.shared.Fen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A table as a spreadsheet (ECMA-376) with one sheet, written as a stream: of its cells only some rows are in memory at
 * once. A text is a text whatever it begins with, so that none becomes a formula; an amount is a number in yuan with
 * two decimals.
 */
public final class XlsxOutput {

    public static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** What says that it has written a workbook. */
    public static final String APPLICATION = "Dengyun";

    private static final String VERSION = "1.0";
    private static final String TWO_DECIMALS = "0.00";
    private static final int ROWS_AT_ONCE = 500;

    private XlsxOutput() {}

    /**
     * Takes some milliseconds for each thousand rows: not for an event loop.
     *
     * @param sheet its name, 31 characters at most
     * @param header names that are constants
     * @param rows {@link Fen} for amounts, texts, numbers, and null for an empty cell; each as long as the header
     */
    public static byte[] write(String sheet, List<String> header, List<List<Object>> rows) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, APPLICATION, VERSION)) {
            Worksheet table = workbook.newWorksheet(sheet);
            table.freezePane(0, 1);
            for (int column = 0; column < header.size(); column++) {
                table.inlineString(0, column, header.get(column));
            }
            for (int row = 0; row < rows.size(); row++) {
                write(table, row + 1, rows.get(row));
                if (row % ROWS_AT_ONCE == ROWS_AT_ONCE - 1) {
                    table.flush();
                }
            }
            table.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static void write(Worksheet table, int row, List<Object> cells) {
        for (int column = 0; column < cells.size(); column++) {
            Object cell = cells.get(column);
            if (cell instanceof Fen amount) {
                table.value(row, column, amount.toYuan());
                table.style(row, column).format(TWO_DECIMALS).set();
            } else if (cell instanceof Number number) {
                table.value(row, column, number);
            } else if (cell != null) {
                table.inlineString(row, column, String.valueOf(cell));
            }
        }
    }
}
