package cn.dengyun.platform.sheet;

import cn.dengyun.platform.form.SentTexts;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where what stands in a file. The header is the first line, among the first with something in them, that has all
 * required columns: people like a title above it. Columns that nobody knows are left alone.
 *
 * @param header the line of it
 * @param places of the columns of its kind that it has, from 0
 * @param ownPlaces where result, reason and remedy of before stand
 * @param resultPlaces where they go to
 */
record SheetLayout(
        SheetLine header, Map<SheetColumn, Integer> places, Set<Integer> ownPlaces, List<Integer> resultPlaces) {

    /** What the platform adds, and takes for its own when the file comes again. */
    static final List<SheetWords> RESULTS =
            List.of(new SheetWords("处理结果", "Result"), new SheetWords("原因", "Reason"), new SheetWords("办法", "Remedy"));

    /** Stands for what is behind the last place that is read. */
    static final String MORE = "…";

    private static final int NOWHERE = -1;

    /** The layout of a file whose first lines these are; empty while none of them is the header. */
    static Optional<SheetLayout> of(List<SheetColumn> columns, SheetLine line) {
        SheetLayout layout = at(columns, line);
        boolean isHeader = columns.stream().filter(SheetColumn::isRequired).allMatch(layout.places::containsKey)
                && !layout.places.isEmpty();
        if (!isHeader) {
            return Optional.empty();
        }
        List<Defect> defects = repeated(columns, line);
        boolean isTooWide = line.hasMore()
                || IntStream.range(SheetLimits.MAX_COLUMNS, line.cells().size())
                        .anyMatch(place -> !layout.isOwnPlace(place)
                                && !line.cell(place).text().isBlank());
        if (isTooWide) {
            defects.add(Defect.at("", "sheet-too-many-columns", SheetLimits.MAX_COLUMNS));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return Optional.of(layout);
    }

    /** The refusal of a file without a header: what the line lacks that is most like one. */
    static Rejection missing(List<SheetColumn> columns, List<SheetLine> lines) {
        SheetLine best = null;
        int known = 0;
        for (SheetLine line : lines) {
            int found = at(columns, line).places.size();
            if (found > known) {
                best = line;
                known = found;
            }
        }
        if (best == null) {
            return SheetBook.refused("sheet-header-missing", SheetLimits.MAX_LINES_TO_HEADER, names(columns));
        }
        Map<SheetColumn, Integer> places = at(columns, best).places;
        return Rejection.invalid(columns.stream()
                .filter(column -> column.isRequired() && !places.containsKey(column))
                .map(column -> Defect.at("", "csv-column-missing", name(column)))
                .toList());
    }

    private static SheetLayout at(List<SheetColumn> columns, SheetLine line) {
        Map<SheetColumn, Integer> places = new LinkedHashMap<>();
        List<Integer> results = new ArrayList<>();
        for (SheetColumn column : columns) {
            IntStream.range(0, line.cells().size())
                    .filter(place -> column.isCalled(line.cell(place).text()))
                    .findFirst()
                    .ifPresent(place -> places.put(column, place));
        }
        int first = IntStream.range(0, line.cells().size())
                .filter(place -> isOurs(0, line, place, places) && isOurs(1, line, place + 1, places))
                .findFirst()
                .orElse(NOWHERE);
        Set<Integer> own = new HashSet<>();
        for (int i = 0; i < RESULTS.size(); i++) {
            boolean isThere = first != NOWHERE && isOurs(i, line, first + i, places);
            results.add(isThere ? first + i : NOWHERE);
            if (isThere) {
                own.add(first + i);
            }
        }
        return new SheetLayout(line, places, own, List.copyOf(results));
    }

    /**
     * The same where everything has its place.
     *
     * @param widest places of the widest row
     */
    SheetLayout withResultsBehind(int widest) {
        List<Integer> results = new ArrayList<>();
        int next = Math.min(Math.max(header.cells().size(), widest), SheetLimits.MAX_COLUMNS);
        for (int place : resultPlaces) {
            results.add(place == NOWHERE ? next : place);
            next += place == NOWHERE ? 1 : 0;
        }
        return new SheetLayout(header, places, ownPlaces, results);
    }

    private static List<Defect> repeated(List<SheetColumn> columns, SheetLine line) {
        List<Defect> defects = new ArrayList<>();
        for (SheetColumn column : columns) {
            long times = line.cells().stream()
                    .filter(cell -> column.isCalled(cell.text()))
                    .count();
            if (times > 1) {
                defects.add(Defect.at(
                        "",
                        "csv-column-unfit",
                        SentTexts.shortened(column.title().zh()),
                        names(columns)));
            }
        }
        return defects;
    }

    /** One of them alone a list may have by itself; a result with its reason behind it comes from here. */
    private static boolean isOurs(int result, SheetLine line, int place, Map<SheetColumn, Integer> places) {
        return isResult(RESULTS.get(result), line.cell(place).text()) && !places.containsValue(place);
    }

    private static boolean isResult(SheetWords words, String header) {
        String plain = SheetColumn.plain(header);
        return plain.equals(SheetColumn.plain(words.zh())) || plain.equals(SheetColumn.plain(words.en()));
    }

    private static String names(List<SheetColumn> columns) {
        return String.join(", ", columns.stream().map(SheetLayout::name).toList());
    }

    private static String name(SheetColumn column) {
        return column.title().zh() + " / " + column.title().en();
    }

    boolean isOwnPlace(int place) {
        return ownPlaces.contains(place);
    }

    /** Whether something stands under no column at all. */
    boolean hasSurplus(SheetLine line) {
        return line.hasMore() || surplusPlaces(line).findAny().isPresent();
    }

    /** The first of it. */
    String surplus(SheetLine line) {
        return surplusPlaces(line)
                .mapToObj(place -> SentTexts.shortened(line.cell(place).text()))
                .findFirst()
                .orElse(MORE);
    }

    private IntStream surplusPlaces(SheetLine line) {
        return IntStream.range(0, line.cells().size())
                .filter(place -> header.cell(place).text().isBlank()
                        && !line.cell(place).text().isBlank());
    }

    /** What a column is called in this file. */
    String titleOf(SheetColumn column, Language language) {
        Integer place = places.get(column);
        return place == null
                ? column.title().in(language)
                : SentTexts.oneLine(header.cell(place).text());
    }
}
