package cn.dengyun.platform.sheet;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Finds the merged area that a cell is in, line by line downwards, each area once for each column. */
final class MergedAreas {

    private final List<MergedArea> all;
    private final Map<Integer, Column> columns = new HashMap<>();

    MergedAreas(List<MergedArea> all) {
        this.all = all.stream()
                .sorted(Comparator.comparingInt(MergedArea::firstLine))
                .toList();
    }

    /** Whether some cell is in two of them; no spreadsheet has that, and what it would show nobody knows. */
    static boolean overlap(List<MergedArea> areas) {
        List<MergedArea> ordered = areas.stream()
                .sorted(Comparator.comparingInt(MergedArea::firstLine))
                .toList();
        for (int i = 0; i < ordered.size(); i++) {
            MergedArea area = ordered.get(i);
            for (int next = i + 1; next < ordered.size() && ordered.get(next).firstLine() <= area.lastLine(); next++) {
                if (area.overlaps(ordered.get(next))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Null where the cell stands alone. Lines of one place never go back. */
    MergedArea at(int line, int place) {
        return all.isEmpty()
                ? null
                : columns.computeIfAbsent(place, Column::new).at(line);
    }

    private final class Column {

        private final Iterator<MergedArea> following;
        private MergedArea next;
        private MergedArea lowest;

        Column(int place) {
            following = all.stream().filter(area -> area.isOver(place)).iterator();
            next = following.hasNext() ? following.next() : null;
        }

        MergedArea at(int line) {
            while (next != null && next.firstLine() <= line) {
                lowest = lowest == null || next.lastLine() > lowest.lastLine() ? next : lowest;
                next = following.hasNext() ? following.next() : null;
            }
            return lowest != null && lowest.lastLine() >= line ? lowest : null;
        }
    }
}
