package cn.dengyun.platform.sheet;

import cn.dengyun.platform.web.Language;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A file of what is on record, in the columns of its kind. */
public final class RecordBook implements RecordOutput {

    private static final int HEADER = 1;
    /** That a number in a spreadsheet keeps. */
    private static final int DIGITS = 15;

    private final SheetOutput output;
    private final List<SheetColumn> columns;
    private final Language language;
    private int number = HEADER;

    /** @param columns in the order in which they are to stand */
    public RecordBook(
            OutputStream target, SheetFormat format, String sheet, List<SheetColumn> columns, Language language) {
        this.output = SheetOutput.to(target, format, sheet);
        this.columns = columns;
        this.language = language;
        output.freezeBelow(HEADER);
        List<Object> header = new ArrayList<>();
        columns.forEach(column -> header.add(column.title().in(language)));
        output.write(HEADER, false, header);
    }

    @Override
    public void write(Map<SheetColumn, Object> row) {
        List<Object> cells = new ArrayList<>(Collections.nCopies(columns.size(), null));
        for (int place = 0; place < columns.size(); place++) {
            SheetColumn column = columns.get(place);
            Object value = row.get(column);
            cells.set(place, value == null ? null : cell(column, value));
        }
        number++;
        output.write(number, false, cells);
    }

    private Object cell(SheetColumn column, Object value) {
        return switch (column.kind()) {
            case CHOICE -> column.nameOf(String.valueOf(value), language);
            case YES_NO ->
                Boolean.TRUE.equals(value)
                        ? new SheetWords("是", "yes").in(language)
                        : new SheetWords("否", "no").in(language);
            case DAY -> value instanceof LocalDate day ? day.toString() : value;
            case CODE, TEXT, NOTE -> String.valueOf(value);
            // A spreadsheet would lose the digits behind.
            case DECIMAL ->
                value instanceof BigDecimal number && number.precision() > DIGITS ? number.toPlainString() : value;
            default -> value;
        };
    }

    @Override
    public int rowCount() {
        return number - HEADER;
    }

    @Override
    public void close() {
        output.close();
    }
}
