package cn.dengyun.trade.capacity;

import cn.dengyun.platform.clock.ClockProducer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** By what a capacity is booked and priced. Asia/Shanghai has no summer time, so that each day has 24 hours. */
public enum BookingUnit {
    /** By whole hours, on the hour. */
    HOUR(ChronoUnit.HOURS),
    /** By whole days of Asia/Shanghai, from midnight to midnight. */
    DAY(ChronoUnit.DAYS);

    private final ChronoUnit unit;

    BookingUnit(ChronoUnit unit) {
        this.unit = unit;
    }

    Duration times(long count) {
        return unit.getDuration().multipliedBy(count);
    }

    boolean isAligned(Instant moment) {
        return down(moment).equals(moment);
    }

    /** The last moment that is not later and at which something may begin. */
    Instant down(Instant moment) {
        return ZonedDateTime.ofInstant(moment, ClockProducer.BUSINESS_ZONE)
                .truncatedTo(unit)
                .toInstant();
    }

    /** The first moment that is not earlier and at which something may begin. */
    Instant up(Instant moment) {
        Instant down = down(moment);
        return down.equals(moment) ? moment : down.plus(unit.getDuration());
    }

    /** How many whole ones there are between two moments. */
    long between(Instant start, Instant end) {
        return Duration.between(start, end).dividedBy(unit.getDuration());
    }
}
