package cn.dengyun.settlement.claim.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;

/**
 * Three months of a year, in Asia/Shanghai.
 *
 * @param number from 1 to 4
 */
public record Quarter(int year, int number) {

    /** How one is written: {@code 2018-Q3}. */
    public static final String PATTERN = "^20[0-9]{2}-Q[1-4]$";

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");
    private static final int MONTHS = 3;
    private static final int YEAR_DIGITS = 4;

    /** @param text in the form of {@link #PATTERN} */
    public static Quarter of(String text) {
        return new Quarter(
                Integer.parseInt(text.substring(0, YEAR_DIGITS)), Integer.parseInt(text.substring(text.length() - 1)));
    }

    public static Quarter of(LocalDate day) {
        return new Quarter(day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
    }

    public LocalDate firstDay() {
        return LocalDate.of(year, (number - 1) * MONTHS + 1, 1);
    }

    public LocalDate lastDay() {
        return firstDay().plusMonths(MONTHS).minusDays(1);
    }

    /** The one before it. */
    public Quarter previous() {
        return of(firstDay().minusDays(1));
    }

    public Instant begins() {
        return firstDay().atStartOfDay(ANHUI).toInstant();
    }

    /** Where the next one begins. */
    public Instant ends() {
        return lastDay().plusDays(1).atStartOfDay(ANHUI).toInstant();
    }

    @Override
    public String toString() {
        return year + "-Q" + number;
    }
}
