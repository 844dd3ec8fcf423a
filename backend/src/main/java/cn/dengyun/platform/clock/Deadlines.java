package cn.dengyun.platform.clock;

import java.time.Instant;

/** Deadlines in working days, for whoever may not know who keeps the calendar. */
@FunctionalInterface
public interface Deadlines {

    /** The end (the midnight after) of the n-th working day behind the day of a moment. */
    Instant after(Instant moment, int days);
}
