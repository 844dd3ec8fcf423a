package cn.dengyun.shared;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/**
 * Which days of Asia/Shanghai are worked on: Monday to Friday, unless an arrangement of public holidays says otherwise.
 *
 * @param daysOff that are not worked on, whatever day of the week they are
 * @param makeUpDays at weekends that are worked on in exchange (调休); they win over days off
 */
public record WorkingDays(Set<LocalDate> daysOff, Set<LocalDate> makeUpDays) {

    /** As long as nothing is announced. */
    public static final WorkingDays WEEKDAYS = new WorkingDays(Set.of(), Set.of());

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    public WorkingDays {
        daysOff = Set.copyOf(daysOff);
        makeUpDays = Set.copyOf(makeUpDays);
    }

    public boolean includes(LocalDate day) {
        return makeUpDays.contains(day) || !isWeekend(day) && !daysOff.contains(day);
    }

    /** The end (the midnight after) of the n-th working day behind the day of a moment. */
    public Instant after(Instant moment, int days) {
        LocalDate day = LocalDate.ofInstant(moment, ANHUI);
        int left = Math.max(1, days);
        while (left > 0) {
            day = day.plusDays(1);
            if (includes(day)) {
                left--;
            }
        }
        return day.plusDays(1).atStartOfDay(ANHUI).toInstant();
    }

    public static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
