package cn.dengyun.provider.qualification;

import cn.dengyun.platform.clock.ClockProducer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;

/**
 * The calendar year of a qualification in Asia/Shanghai.
 *
 * @param start its first moment
 * @param end the first moment behind it
 */
record QualificationTerm(Instant start, Instant end) {

    static QualificationTerm of(int year) {
        return new QualificationTerm(
                startOf(LocalDate.of(year, Month.JANUARY, 1)), startOf(LocalDate.of(year + 1, 1, 1)));
    }

    /** From when on the next year can be applied for and confirmed. */
    static Instant renewableFrom(int year) {
        return startOf(LocalDate.of(year, Month.NOVEMBER, 1));
    }

    static int yearOf(Instant moment) {
        return dayOf(moment).getYear();
    }

    static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE);
    }

    /** Whether a qualification of a year can be applied for at a moment. */
    static boolean isOpen(int year, Instant now) {
        int present = yearOf(now);
        return year == present || year == present + 1 && !now.isBefore(renewableFrom(present));
    }

    /** The first moment at which an organisation may apply again: 1 January of the year after that of the end. */
    static Instant reapplicationFrom(Instant sanctionEnd) {
        return of(yearOf(sanctionEnd.minusNanos(1))).end();
    }

    /** The day as of which papers are judged: they have to be good when the year begins, and today. */
    static LocalDate judgedOn(int year, Instant now) {
        LocalDate first = LocalDate.of(year, Month.JANUARY, 1);
        return first.isAfter(dayOf(now)) ? first : dayOf(now);
    }

    /** The first moment behind a day. */
    static Instant endOf(LocalDate lastDay) {
        return startOf(lastDay.plusDays(1));
    }

    /** From when on one is in force that is granted at a moment. */
    Instant validFrom(Instant granted) {
        return granted.isBefore(start) ? start : granted;
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ClockProducer.BUSINESS_ZONE).toInstant();
    }
}
