package cn.dengyun.policy.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Business days. */
final class BusinessDays {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int LAST_YEAR = 9999;

    private BusinessDays() {}

    static LocalDate of(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }

    /** For texts: to the minute, as a clock in Anhui shows it. */
    static String clock(Instant moment) {
        LocalDateTime time = LocalDateTime.ofInstant(moment, ZONE);
        return "%s %02d:%02d".formatted(time.toLocalDate(), time.getHour(), time.getMinute());
    }

    static void check(LocalDate... days) {
        for (LocalDate day : days) {
            if (day != null && (day.getYear() < 1 || day.getYear() > LAST_YEAR)) {
                throw new IllegalArgumentException("no day that anybody means: " + day);
            }
        }
    }

    static void check(Instant moment) {
        if (moment != null && (moment.isBefore(Instant.EPOCH) || moment.getEpochSecond() > 253_000_000_000L)) {
            throw new IllegalArgumentException("no moment that anybody means: " + moment);
        }
    }
}
