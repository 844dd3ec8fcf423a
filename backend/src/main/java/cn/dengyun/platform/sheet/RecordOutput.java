package cn.dengyun.platform.sheet;

import cn.dengyun.platform.web.Language;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** A file of what is on record, on its way, some of its rows in memory at once. */
public interface RecordOutput extends AutoCloseable {

    /**
     * Opens one. Nothing is written of the target before, and all of it when this is closed.
     *
     * @param columns in the order in which they are to stand
     */
    static RecordOutput to(
            OutputStream target, SheetFormat format, String sheet, List<SheetColumn> columns, Language language) {
        return format == SheetFormat.NDJSON
                ? new RecordLines(target, columns)
                : new RecordBook(target, format, sheet, columns, language);
    }

    /** @param row as {@link SheetPage} has it */
    void write(Map<SheetColumn, Object> row);

    /** Rows written so far. */
    int rowCount();

    @Override
    void close();
}
