package cn.dengyun.platform.sheet;

/**
 * Cells that are shown as one, of which only the first has something in it.
 *
 * @param reference as a spreadsheet names it, {@code A3:B7}
 * @param firstPlace column, from 0
 */
record MergedArea(String reference, int firstLine, int lastLine, int firstPlace, int lastPlace) {

    /** Whether it is one that a sheet can have. */
    boolean isSound() {
        return firstLine >= 1
                && firstLine <= lastLine
                && lastLine <= SheetLimits.MAX_LINES
                && firstPlace <= lastPlace
                && lastPlace < SheetLimits.MAX_PLACES;
    }

    /** Whether it is a cell that is shown as itself. */
    boolean isOneCell() {
        return firstLine == lastLine && firstPlace == lastPlace;
    }

    boolean overlaps(MergedArea other) {
        return firstLine <= other.lastLine
                && other.firstLine <= lastLine
                && firstPlace <= other.lastPlace
                && other.firstPlace <= lastPlace;
    }

    /**
     * What is left of it in a table that ends there: enough of it that it still hides what it hid. Null where it begins
     * behind the end.
     */
    MergedArea upTo(int line, int place) {
        if (firstLine > line || firstPlace > place) {
            return null;
        }
        return new MergedArea(
                reference,
                firstLine,
                Math.min(lastLine, Math.max(line, firstLine + 1)),
                firstPlace,
                Math.min(lastPlace, Math.max(place, firstPlace + 1)));
    }

    boolean isOver(int place) {
        return place >= firstPlace && place <= lastPlace;
    }
}
