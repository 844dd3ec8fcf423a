package cn.dengyun.voucher.application.domain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Working days are Monday to Friday in Asia/Shanghai; public holidays are announced year by year and not known here.
 */
public final class WorkingDays {

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    private WorkingDays() {}

    /** The end (the midnight after) of the n-th working day behind the day of a moment. */
    public static Instant after(Instant moment, int days) {
        LocalDate day = LocalDate.ofInstant(moment, ANHUI);
        int left = Math.max(1, days);
        while (left > 0) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return day.plusDays(1).atStartOfDay(ANHUI).toInstant();
    }
}
