package cn.dengyun.monitoring.bulletin;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How much time a bulletin is of (code list {@code bulletin-periods}): whole ones of the calendar. */
enum BulletinPeriod {
    MONTH(1),
    QUARTER(3),
    HALF_YEAR(6),
    YEAR(12);

    private final int months;

    BulletinPeriod(int months) {
        this.months = months;
    }

    /** Empty where the months are none of them. */
    static Optional<BulletinPeriod> of(YearMonth from, YearMonth to) {
        long wanted = from.until(to, ChronoUnit.MONTHS) + 1;
        for (BulletinPeriod period : values()) {
            if (period.months == wanted && (from.getMonthValue() - 1) % period.months == 0) {
                return Optional.of(period);
            }
        }
        return Optional.empty();
    }

    int months() {
        return months;
    }
}
