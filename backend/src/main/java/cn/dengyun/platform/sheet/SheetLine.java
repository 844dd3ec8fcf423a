package cn.dengyun.platform.sheet;

import java.util.List;

/**
 * A line of a file that has something in it.
 *
 * @param number as spreadsheets count, from 1
 * @param isHidden whether whoever sent it did not see it
 * @param cells from the first column on, {@link SheetLimits#MAX_KEPT} at most
 * @param hasMore whether there is something behind them
 */
record SheetLine(int number, boolean isHidden, List<SheetCell> cells, boolean hasMore) {

    SheetCell cell(int place) {
        return place >= 0 && place < cells.size() ? cells.get(place) : SheetCell.EMPTY;
    }
}
