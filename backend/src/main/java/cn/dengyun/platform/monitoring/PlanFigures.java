package cn.dengyun.platform.monitoring;

import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;

/**
 * What one indicator of annual plans has come to: each bean of this type counts one, from the tables of its own slice.
 * Whoever plans knows it by its code alone.
 */
public interface PlanFigures {

    /** The code of the indicator, as annual plans name it; no other bean has it. */
    String indicator();

    /**
     * What was added on the days from the first to the last, both included (Asia/Shanghai). It is read from what is on
     * record now; what was taken back counts as negative on the day on which it was.
     *
     * @return at most one for each region and day; a region of any level, by the code that it was counted under
     */
    Uni<List<DayFigure>> added(LocalDate first, LocalDate last);

    /**
     * What was added in a region on a day.
     *
     * @param regionCode GB/T 2260, or a zone of statistics
     */
    record DayFigure(String regionCode, LocalDate day, long added) {}
}
