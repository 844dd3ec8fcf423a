package cn.dengyun.platform.sheet;

import cn.dengyun.shared.Fen;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What is on record as lines of JSON, with what the columns are named in all languages: amounts in fen, decimals as
 * texts, days as in ISO 8601, the codes of choices. What is empty is null.
 */
final class RecordLines implements RecordOutput {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator lines;
    private final List<SheetColumn> columns;
    private int rows;

    RecordLines(OutputStream target, List<SheetColumn> columns) {
        this.columns = columns;
        try {
            lines = JSON.createGenerator(target);
            lines.setRootValueSeparator(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(Map<SheetColumn, Object> row) {
        try {
            lines.writeStartObject();
            for (SheetColumn column : columns) {
                lines.writeFieldName(column.name());
                write(row.get(column));
            }
            lines.writeEndObject();
            lines.writeRaw('\n');
            rows++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Object value) throws IOException {
        if (value == null) {
            lines.writeNull();
        } else if (value instanceof Fen amount) {
            lines.writeNumber(amount.amount());
        } else if (value instanceof Boolean truth) {
            lines.writeBoolean(truth);
        } else if (value instanceof BigDecimal decimal) {
            lines.writeString(decimal.toPlainString());
        } else if (value instanceof Number number) {
            lines.writeNumber(number.longValue());
        } else {
            lines.writeString(String.valueOf(value));
        }
    }

    @Override
    public int rowCount() {
        return rows;
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
