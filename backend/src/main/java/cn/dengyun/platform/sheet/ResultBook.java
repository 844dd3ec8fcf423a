package cn.dengyun.platform.sheet;

import cn.dengyun.platform.problem.ProblemTexts;
import cn.dengyun.platform.web.EnumTexts;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Defect;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The file that goes back: each line where it was, with what became of it, why, and what to do. What a file may hold
 * beside texts and numbers stays away: formulas are what they showed, and other sheets are not sent back.
 */
public final class ResultBook {

    private static final EnumTexts.Codes OUTCOMES = EnumTexts.of("SheetOutcome").orElseThrow();
    private final SheetReader reader;
    private final Language language;
    /** Places of days: a workbook counts them in one of two ways, and the one that goes back in the other. */
    private final Set<Integer> days;

    public ResultBook(SheetReader reader, Language language) {
        this.reader = reader;
        this.language = language;
        this.days = reader.layout().places().entrySet().stream()
                .filter(entry -> entry.getKey().kind() == SheetColumnKind.DAY)
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    /** What became of the row with this number. */
    public record Line(int number, SheetResult result) {}

    /**
     * Writes the file.
     *
     * @param results in the order of their rows; a row without one has nothing in those columns
     */
    public void write(OutputStream target, String sheet, Iterator<Line> results) {
        SheetLayout layout = reader.layout();
        try (SheetLines lines = reader.book().lines();
                SheetOutput output = SheetOutput.to(target, reader.book().format(), sheet)) {
            output.freezeBelow(layout.header().number());
            reader.merged().forEach(output::merge);
            Line result = results.hasNext() ? results.next() : null;
            for (SheetLine line = lines.next(); line != null; line = lines.next()) {
                List<Object> cells = cells(line, layout);
                if (line.number() == layout.header().number()) {
                    put(cells, layout, words(SheetLayout.RESULTS));
                }
                if (result != null && result.number() == line.number()) {
                    put(cells, layout, words(result.result(), layout));
                    result = results.hasNext() ? results.next() : null;
                }
                output.write(line.number(), line.isHidden(), cells);
            }
        }
    }

    private List<Object> cells(SheetLine line, SheetLayout layout) {
        List<Object> cells = new ArrayList<>();
        boolean isBelow = line.number() > layout.header().number();
        for (int place = 0; place < line.cells().size(); place++) {
            boolean isOurs = isBelow && layout.isOwnPlace(place);
            cells.add(isOurs ? null : cell(line.cell(place), isBelow && days.contains(place)));
        }
        if (line.hasMore()) {
            // What is behind is not kept, and must not be missed when the file comes again.
            put(cells, Math.max(layout.header().cells().size(), cells.size()), SheetLayout.MORE);
        }
        return cells;
    }

    private Object cell(SheetCell cell, boolean isDay) {
        if (cell.isEmpty()) {
            return null;
        }
        if (cell.kind() != SheetCell.Kind.NUMBER) {
            return cell.shown();
        }
        LocalDate day = isDay ? CellReading.dayOf(cell.text(), reader.book().isCountedFrom1904()) : null;
        return day == null ? CellReading.numberBack(cell.text()) : day.toString();
    }

    private static void put(List<Object> cells, int place, Object value) {
        while (cells.size() <= place) {
            cells.add(null);
        }
        cells.set(place, value);
    }

    private static void put(List<Object> cells, SheetLayout layout, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            put(cells, layout.resultPlaces().get(i), texts.get(i).isEmpty() ? null : texts.get(i));
        }
    }

    private List<String> words(List<SheetWords> headers) {
        return headers.stream().map(header -> header.in(language)).toList();
    }

    private List<String> words(SheetResult result, SheetLayout layout) {
        return List.of(
                OUTCOMES.name(result.outcome().name(), language),
                result.defects().stream().map(defect -> reason(defect, layout)).collect(Collectors.joining("\n")),
                result.defects().stream()
                        .map(defect -> ProblemTexts.hint(defect.code(), defect.arguments(), language))
                        .filter(hint -> !hint.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("\n")));
    }

    private String reason(Defect defect, SheetLayout layout) {
        String detail = ProblemTexts.detail(defect.code(), defect.arguments(), language);
        return reader.columns().stream()
                .filter(column -> (defect.pointer() + "/").startsWith(column.pointer() + "/"))
                .findFirst()
                .map(column -> "【" + layout.titleOf(column, language) + "】" + detail)
                .orElse(detail);
    }
}
