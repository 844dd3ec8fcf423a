package cn.dengyun.platform.form;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A table that somebody opens in a spreadsheet, as CSV (RFC 4180). A text that a spreadsheet would take for a formula
 * gets an apostrophe in front of it; numbers stay numbers, also those below 0.
 */
public final class CsvOutput {

    /** Tells spreadsheets that it is UTF-8. */
    public static final String MARK = "\uFEFF";

    /**
     * A text that begins with one of them a spreadsheet takes for a formula; some take the wide ones for the narrow.
     */
    public static final String BEGINS_FORMULA = "=+-@\t\r\n＝＋－＠";

    private CsvOutput() {}

    /**
     * @param header names that are constants
     * @param rows texts, numbers, and null for an empty cell; each as long as the header
     */
    public static String write(List<String> header, List<List<Object>> rows) {
        return rows(List.of(List.copyOf(header))) + rows(rows);
    }

    /** The same without a header, for a table that is written piece by piece. */
    public static String rows(List<List<Object>> rows) {
        StringBuilder table = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(table, CSVFormat.RFC4180)) {
            for (List<Object> row : rows) {
                printer.printRecord(row.stream().map(CsvOutput::cell).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table.toString();
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        String text = String.valueOf(value);
        boolean isFormula = value instanceof String && !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0;
        return isFormula ? "'" + text : text;
    }
}
