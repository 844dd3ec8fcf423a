package cn.dengyun.platform.sheet;

import cn.dengyun.shared.Defect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The rows of a file of some kind. What it needs to know of all of it, it has found out in a first pass; then each
 * {@link #rows} is another.
 */
public final class SheetReader {

    private final SheetBook book;
    private final List<SheetColumn> columns;
    private final SheetLayout layout;
    private final List<MergedArea> merged;
    /** Those that hide something of a row. */
    private final List<MergedArea> ours;

    private final int rowCount;

    private SheetReader(
            SheetBook book,
            List<SheetColumn> columns,
            SheetLayout layout,
            List<MergedArea> merged,
            List<MergedArea> ours,
            int rowCount) {
        this.book = book;
        this.columns = columns;
        this.layout = layout;
        this.merged = merged;
        this.ours = ours;
        this.rowCount = rowCount;
    }

    /**
     * Looks through a file.
     *
     * <p>Rejects with {@code invalid-request} (400) what is no such table: {@code sheet-header-missing},
     * {@code csv-column-missing}, {@code csv-column-unfit}, {@code sheet-too-many-columns},
     * {@code sheet-too-many-rows}, {@code csv-empty}, {@code csv-unreadable}, and what {@link SheetBook#open} tells.
     */
    public static SheetReader of(SheetBook book, List<SheetColumn> columns) {
        try (SheetLines lines = book.lines()) {
            SheetLayout layout = layout(lines, columns);
            int rows = 0;
            int widest = 0;
            int last = 0;
            int header = layout.header().number();
            int width = layout.header().cells().size();
            for (SheetLine line = lines.next(); line != null; line = lines.next()) {
                if (isRow(layout, line)) {
                    rows++;
                }
                last = line.number();
                widest = Math.max(
                        widest,
                        line.hasMore()
                                ? Math.max(width, line.cells().size()) + 1
                                : line.cells().size());
                if (rows > SheetLimits.MAX_ROWS) {
                    throw SheetBook.refused("sheet-too-many-rows", SheetLimits.MAX_ROWS);
                }
            }
            if (rows == 0) {
                throw SheetBook.refused("csv-empty");
            }
            if (MergedAreas.overlap(lines.merged())) {
                throw SheetBook.refused("sheet-unreadable");
            }
            int end = last;
            List<MergedArea> shown = lines.merged().stream()
                    .map(area -> area.upTo(end, SheetLimits.MAX_KEPT - 1))
                    .filter(Objects::nonNull)
                    .toList();
            List<MergedArea> ours = lines.merged().stream()
                    .filter(area -> area.lastLine() > header && isOfOurs(layout, area))
                    .toList();
            return new SheetReader(book, columns, layout.withResultsBehind(widest), shown, ours, rows);
        }
    }

    private static SheetLayout layout(SheetLines lines, List<SheetColumn> columns) {
        List<SheetLine> seen = new ArrayList<>();
        for (SheetLine line = lines.next();
                line != null && seen.size() < SheetLimits.MAX_LINES_TO_HEADER;
                line = lines.next()) {
            Optional<SheetLayout> layout = SheetLayout.of(columns, line);
            if (layout.isPresent()) {
                return layout.get();
            }
            seen.add(line);
        }
        throw SheetLayout.missing(columns, seen);
    }

    private static boolean isOfOurs(SheetLayout layout, MergedArea area) {
        return layout.places().values().stream()
                .anyMatch(place -> place >= area.firstPlace() && place <= area.lastPlace());
    }

    /** Whether there is more than what the platform has written there. */
    private static boolean isRow(SheetLayout layout, SheetLine line) {
        if (line.hasMore()) {
            return true;
        }
        for (int place = 0; place < line.cells().size(); place++) {
            if (!layout.isOwnPlace(place) && !isBlank(line.cell(place))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(SheetCell cell) {
        return cell.isEmpty()
                || cell.kind() == SheetCell.Kind.TEXT && cell.text().isBlank();
    }

    /** Rows that have something in them. */
    public int rowCount() {
        return rowCount;
    }

    SheetBook book() {
        return book;
    }

    SheetLayout layout() {
        return layout;
    }

    /** The merged areas of the sheet as far as it has something in it: one may be as large as a sheet can be. */
    List<MergedArea> merged() {
        return merged;
    }

    /** The rows from the first on. */
    public Rows rows() {
        return new Rows(book.lines());
    }

    /** One row after the other. */
    public final class Rows implements AutoCloseable {

        private final SheetLines lines;
        private final MergedAreas areas = new MergedAreas(ours);

        private Rows(SheetLines lines) {
            this.lines = lines;
        }

        /** Null behind the last. */
        public SheetRow next() {
            for (SheetLine line = lines.next(); line != null; line = lines.next()) {
                if (line.number() > layout.header().number() && isRow(layout, line)) {
                    return row(line);
                }
            }
            return null;
        }

        private SheetRow row(SheetLine line) {
            SheetRow row = new SheetRow(line.number());
            if (line.isHidden()) {
                row.refuse(Defect.at("", "sheet-row-hidden"));
                return row;
            }
            CellReading reading = new CellReading(row, book.isCountedFrom1904());
            for (Map.Entry<SheetColumn, Integer> each : layout.places().entrySet()) {
                MergedArea area = areas.at(line.number(), each.getValue());
                if (area != null) {
                    row.refuse(Defect.at(each.getKey().pointer(), "sheet-cell-merged", area.reference()));
                } else {
                    reading.read(each.getKey(), line.cell(each.getValue()));
                }
            }
            if (layout.hasSurplus(line)) {
                row.refuse(Defect.at("", "csv-cell-surplus", layout.surplus(line)));
            }
            return row;
        }

        @Override
        public void close() {
            lines.close();
        }
    }

    /** The columns of its kind, whether the file has them or not. */
    public List<SheetColumn> columns() {
        return columns;
    }
}
