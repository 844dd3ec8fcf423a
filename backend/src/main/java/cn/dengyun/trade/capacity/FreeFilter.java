package cn.dengyun.trade.capacity;

import cn.dengyun.platform.clock.ClockProducer;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which capacities are free at some time, for the database: it knows when each is open, booked and closed, and on which
 * days a laboratory may test. Lead times and lengths are not asked for.
 */
final class FreeFilter {

    /**
     * SQL that equals the text of {@link #of} where at least one unit is free all of the time at a moment: the text is
     * its second value, as those of a filter are counted.
     */
    static final String IS_FREE = """
            (CASE WHEN open_times @> string_to_array(split_part(%2$s, '|', CASE booked_by WHEN 'HOUR' THEN 1 ELSE 2 END), ',')
                AND NOT closed_days && string_to_array(split_part(%2$s, '|', 3), ',')
                AND (kind <> 'TESTING' OR mark_from <= left(split_part(%2$s, '|', 3), 10)::date
                    AND mark_until >= right(split_part(%2$s, '|', 3), 10)::date)
                AND NOT EXISTS (SELECT FROM capacity_closure c WHERE c.capacity_id = capacity.id AND c.lifted_at IS NULL
                    AND c.unit_number IS NULL AND tstzrange(c.starts_at, c.ends_at) && split_part(%2$s, '|', 4)::tstzrange)
                AND units > (SELECT count(DISTINCT taken.unit_number) FROM (
                    SELECT s.unit_number FROM capacity_slot s WHERE s.capacity_id = capacity.id
                        AND s.status IN ('HELD', 'CONFIRMED', 'CANCELLATION_ASKED')
                        AND (s.status <> 'HELD' OR s.due_at > :moment)
                        AND tstzrange(s.starts_at, s.ends_at) && split_part(%2$s, '|', 4)::tstzrange
                    UNION ALL
                    SELECT c.unit_number FROM capacity_closure c WHERE c.capacity_id = capacity.id
                        AND c.lifted_at IS NULL AND c.unit_number <= units
                        AND tstzrange(c.starts_at, c.ends_at) && split_part(%2$s, '|', 4)::tstzrange) taken)
                THEN %2$s END)""";

    private FreeFilter() {}

    /** The hours of the week, the days of the week and the days that a time touches, and the time itself. */
    static String of(Span wanted) {
        Set<String> hours = new TreeSet<>();
        Set<String> weekdays = new TreeSet<>();
        Set<String> days = new TreeSet<>();
        ZonedDateTime hour = ZonedDateTime.ofInstant(wanted.startsAt(), ClockProducer.BUSINESS_ZONE)
                .truncatedTo(ChronoUnit.HOURS);
        while (hour.toInstant().isBefore(wanted.endsAt())) {
            hours.add(Opening.codeOf(hour.getDayOfWeek(), hour.getHour()));
            weekdays.add(Opening.codeOf(hour.getDayOfWeek()));
            days.add(hour.toLocalDate().toString());
            hour = hour.plusHours(1);
        }
        return String.join(",", hours) + '|' + String.join(",", weekdays) + '|' + String.join(",", days) + "|["
                + wanted.startsAt() + ',' + wanted.endsAt() + ')';
    }
}
