package cn.dengyun.activity;

import cn.dengyun.platform.clock.ClockProducer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When somebody came, as people write it in a sheet (Asia/Shanghai): {@code 9:05}, {@code 2030-10-31 09:05:30}, or the
 * number that a spreadsheet has made of either.
 *
 * @param day null where only the time is written
 * @param precision minutes or seconds, as it is written
 */
record AttendanceTime(LocalDate day, LocalTime time, ChronoUnit precision) {

    private static final Pattern WRITTEN =
            Pattern.compile("(?:([0-9]{4})(?:[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)[ T]*)?"
                    + "([0-9]{1,2})[:时]([0-9]{1,2})(?:分|:([0-9]{1,2}))?");
    /** Days since the end of 1899 and the part of a day, which is what there is of a time alone. */
    private static final Pattern SERIAL = Pattern.compile("([0-9]{1,6})(\\.[0-9]{1,20})");

    private static final LocalDate BEFORE_FIRST = LocalDate.of(1899, 12, 30);
    private static final BigDecimal SECONDS =
            BigDecimal.valueOf(Duration.ofDays(1).toSeconds());
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ClockProducer.BUSINESS_ZONE);

    /** Empty where it is none. */
    static Optional<AttendanceTime> parse(String text) {
        String half = Normalizer.normalize(text, Normalizer.Form.NFKC);
        try {
            Matcher serial = SERIAL.matcher(half);
            if (serial.matches()) {
                return Optional.of(counted(serial));
            }
            Matcher written = WRITTEN.matcher(half);
            return written.matches() ? Optional.of(read(written)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static AttendanceTime counted(Matcher serial) {
        int days = Integer.parseInt(serial.group(1));
        long second = new BigDecimal("0" + serial.group(2))
                .multiply(SECONDS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return new AttendanceTime(
                days == 0 ? null : BEFORE_FIRST.plusDays(days), LocalTime.ofSecondOfDay(second), ChronoUnit.SECONDS);
    }

    private static AttendanceTime read(Matcher written) {
        boolean hasDay = written.group(1) != null;
        int month = written.group(2) != null ? 2 : 4;
        boolean hasSecond = written.group(8) != null;
        return new AttendanceTime(
                hasDay ? LocalDate.of(number(written, 1), number(written, month), number(written, month + 1)) : null,
                LocalTime.of(number(written, 6), number(written, 7), hasSecond ? number(written, 8) : 0),
                hasSecond ? ChronoUnit.SECONDS : ChronoUnit.MINUTES);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** @param begin of the activity, on whose day it was where none is written */
    Instant moment(Instant begin) {
        LocalDate on = day == null ? begin.atZone(ClockProducer.BUSINESS_ZONE).toLocalDate() : day;
        return on.atTime(time).atZone(ClockProducer.BUSINESS_ZONE).toInstant();
    }

    /** Whether it means a moment, which may be known more precisely. */
    boolean isOf(Instant at, Instant begin) {
        return moment(begin).equals(at.truncatedTo(precision));
    }

    /** As a sheet has a moment; what is below a second is not in it. */
    static String written(Instant at) {
        return SHOWN.format(at);
    }
}
