package cn.dengyun.worklist;

import cn.dengyun.shared.Oversight;
import java.time.Instant;

/**
 * Which items are wanted; null lets everything through.
 *
 * @param due only what is due before this moment
 * @param overdue only what is late, or what is not
 * @param regionCode only what is of this division and those in it
 */
record WorkFilter(Instant due, Boolean overdue, String regionCode, String kind) {

    static final WorkFilter NONE = new WorkFilter(null, null, null, null);

    /** The first moment at which something may be due. */
    Instant from(Instant now) {
        return Boolean.FALSE.equals(overdue) ? now : WorkStore.FIRST;
    }

    /** The first moment at which nothing may be due. */
    Instant before(Instant now) {
        Instant end = due == null ? WorkStore.LAST : due;
        return Boolean.TRUE.equals(overdue) && now.isBefore(end) ? now : end;
    }

    /** Null when it is not asked for. */
    Oversight region() {
        return regionCode == null ? null : Oversight.of(regionCode);
    }
}
