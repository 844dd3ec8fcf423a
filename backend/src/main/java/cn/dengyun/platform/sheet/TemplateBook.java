package cn.dengyun.platform.sheet;

import cn.dengyun.platform.form.XlsxOutput;
import cn.dengyun.platform.web.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.DataValidationErrorStyle;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * An empty workbook of a kind: its header, what may be chosen where, and a sheet that says what belongs in which
 * column.
 */
public final class TemplateBook {

    private static final String VERSION = "1.0";
    /** Lines for which there are lists to choose from. */
    private static final int LINES = 5_000;

    private static final String AS_TEXT = "@";
    private static final String FILLED = "DDEBF7";
    private static final double WIDE = 24;
    private static final double WIDEST = 60;
    private static final SheetWords NOTES = new SheetWords("填写说明", "Notes");
    private static final SheetWords LISTS = new SheetWords("选项", "Choices");
    private static final SheetWords FROM_THE_LIST = new SheetWords("请从列表中选择。", "Choose one from the list.");
    private static final SheetWords REQUIRED = new SheetWords("必填", "required");
    private static final SheetWords OPTIONAL = new SheetWords("选填", "optional");
    private static final List<SheetWords> NOTE_HEADERS = List.of(
            new SheetWords("列名", "Column"),
            new SheetWords("是否必填", "Required"),
            new SheetWords("最多字符", "Characters at most"),
            new SheetWords("说明", "What belongs there"));

    private TemplateBook() {}

    /** Takes some milliseconds: not for an event loop. */
    public static byte[] write(SheetKind kind, Language language) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, XlsxOutput.APPLICATION, VERSION)) {
            List<SheetColumn> columns = kind.columns();
            Worksheet table = workbook.newWorksheet(kind.title().in(language));
            writeNotes(workbook.newWorksheet(NOTES.in(language)), columns, language);
            Worksheet lists = workbook.newWorksheet(LISTS.in(language));
            lists.setVisibilityState(VisibilityState.HIDDEN);
            table.freezePane(0, 1);
            for (int place = 0; place < columns.size(); place++) {
                writeColumn(table, lists, place, columns.get(place), language);
            }
            table.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static void writeColumn(
            Worksheet table, Worksheet lists, int place, SheetColumn column, Language language) {
        table.inlineString(0, place, column.title().in(language));
        if (column.isRequired()) {
            table.style(0, place).bold().fillColor(FILLED).set();
        } else {
            table.style(0, place).bold().set();
        }
        table.width(place, WIDE);
        // Otherwise a code of digits becomes a number, and loses its zeros or its last three places.
        boolean isText = column.kind() != SheetColumnKind.INTEGER
                && column.kind() != SheetColumnKind.DECIMAL
                && column.kind() != SheetColumnKind.AMOUNT;
        if (isText) {
            table.style(place).format(AS_TEXT).set();
        }
        List<String> options = options(column, language);
        for (int i = 0; i < options.size(); i++) {
            lists.inlineString(i, place, XlsxText.written(options.get(i)));
        }
        if (!options.isEmpty()) {
            table.range(1, place, LINES, place)
                    .validateWithList(lists.range(0, place, options.size() - 1, place))
                    .showErrorMessage(true)
                    .errorStyle(DataValidationErrorStyle.STOP)
                    .errorTitle(column.title().in(language))
                    .error(FROM_THE_LIST.in(language));
        }
    }

    private static List<String> options(SheetColumn column, Language language) {
        if (column.kind() == SheetColumnKind.YES_NO) {
            return language == Language.EN ? List.of("yes", "no") : List.of("是", "否");
        }
        return column.choices().stream()
                .map(choice -> choice.name().in(language))
                .toList();
    }

    private static void writeNotes(Worksheet notes, List<SheetColumn> columns, Language language) {
        for (int place = 0; place < NOTE_HEADERS.size(); place++) {
            notes.inlineString(0, place, NOTE_HEADERS.get(place).in(language));
            notes.style(0, place).bold().set();
            notes.width(place, place == NOTE_HEADERS.size() - 1 ? WIDEST : WIDE);
        }
        for (int i = 0; i < columns.size(); i++) {
            SheetColumn column = columns.get(i);
            int line = i + 1;
            notes.inlineString(line, 0, column.title().in(language));
            notes.inlineString(line, 1, (column.isRequired() ? REQUIRED : OPTIONAL).in(language));
            notes.value(line, 2, column.maxCharacters());
            notes.inlineString(line, 3, column.note().in(language));
        }
    }
}
